"""Which words a page shows, and in which language."""

import pytest
from markupsafe import Markup

from shopgen.pages.door import ThemeFile
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.words import clean, read_interface_words, read_product_words, words_view
from shopgen.problems import ContentError, Problem
from shopgen.shop.theme import Theme
from tests.builders import FakeDoor, make_door, make_product, make_words


@pytest.mark.parametrize(
    ("locale", "message"),
    [
        ("fr-FR", "Épuisé"),
        ("fr-CA", "Épuisé"),
        ("fr", "Épuisé"),
        ("en-GB", "Sold out"),
        ("sv-SE", "Sold out"),
    ],
)
def test_interface_words_fall_back_to_the_language_and_then_to_english(locale: str, message: str) -> None:
    """A locale without a catalog of its own speaks its language, or English where that has none."""
    assert message == read_interface_words(make_door(), "default", locale).gettext("Sold out")


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "لا منتجات"), (1, "منتج واحد"), (2, "منتجان"), (3, "3 منتجات"), (11, "11 منتجًا"), (100, "100 منتج")],
)
def test_arabic_has_six_forms_of_a_number(n: int, text: str) -> None:
    """Each of Arabic's six plural forms is found."""
    words = read_interface_words(make_door(), "default", "ar")

    assert text == words.ngettext("%(count)s product", "%(count)s products", n, count=n)


def test_values_put_into_a_template_s_sentence_are_escaped() -> None:
    """A value in a sentence for a template is escaped, unless it is markup."""
    words = read_interface_words(make_door(), "default", "en")
    message = "%(position)s of %(count)s"

    assert words.gettext_markup(message, position="<b>", count=Markup("<i>3</i>")) == "&lt;b&gt; of <i>3</i>"


@pytest.mark.parametrize(
    ("entry", "messages"),
    [
        (
            'msgid "from %(price)s"\nmsgstr "ab %(preis)s"',
            [
                'the translation of "from %(price)s" has a %(preis)s.',
                'the translation of "from %(price)s" has no %(price)s.',
            ],
        ),
        (
            'msgid "Sold out"\nmsgstr "%(title)s ist weg"',
            ['the translation of "Sold out" has a %(title)s.'],
        ),
        (
            'msgid "from %(price)s"\nmsgstr "100% ab %(price)s"',
            ['the translation of "from %(price)s" has a % of no placeholder.'],
        ),
        (
            'msgid "%(n)s shop"\nmsgid_plural "%(n)s shops"\nmsgstr[0] "ein"\nmsgstr[1] "viele"',
            ['the translation of "%(n)s shops" has no %(n)s.'],
        ),
        ('msgid "%(n)s shop"\nmsgid_plural "%(n)s shops"\nmsgstr[0] "ein"\nmsgstr[1] "%(n)s"', []),
        ('msgid "from %(price)s"\nmsgstr ""', []),
        ('#, fuzzy\nmsgid "from %(price)s"\nmsgstr "ab"', []),
        ('msgid "Sold out"\nmsgstr "100% weg"', []),
        ('msgid "from %(price)s"\nmsgstr "zu 100 %% ab %(price)s"', []),
    ],
)
def test_a_translation_has_what_is_filled_in(entry: str, messages: list[str]) -> None:
    """A placeholder that a translation loses or adds is told with its line; unused ones are not judged."""
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    door = make_door(files={"locales/de/LC_MESSAGES/shopgen.po": f"{header}{entry}\n".encode()})
    problems: tuple[Problem, ...] = ()
    try:
        read_interface_words(door, "default", "de")
    except ContentError as error:
        problems = error.problems

    assert messages == [problem.message for problem in problems]
    assert {4} >= {problem.place.line for problem in problems}


@pytest.mark.parametrize(
    "catalog",
    [
        b"msgid is not quoted\n",
        b'msgid ""\nmsgstr "Language: de\\n"\n"Plural-Forms: nplurals=2; plural=(n $ 1);\\n"\n',
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n',
    ],
)
def test_a_broken_catalog_is_a_problem_of_its_file(catalog: bytes) -> None:
    """A catalog that gettext cannot read is told by its path."""
    door = make_door(files={"locales/de/LC_MESSAGES/shopgen.po": catalog})

    with pytest.raises(ContentError) as caught:
        read_interface_words(door, "default", "de")

    assert caught.value.problems[0].place.path == "themes/default/locales/de/LC_MESSAGES/shopgen.po"


class TwoLayers(FakeDoor):
    """A door to a theme that extends another, each with a catalog of its own."""

    def theme(self, name: str) -> Theme:  # noqa: ARG002
        """Return the upper theme."""
        return Theme("upper", "Upper", ("upper", "lower"), {})

    def theme_file(self, theme: str, path: str) -> ThemeFile | None:
        """Return a catalog that says one sentence as its theme does, and the lower one another as well."""
        if path != "locales/fr/LC_MESSAGES/shopgen.po":
            return None
        header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        own = f'msgid "Sold out"\nmsgstr "{theme}"\n\n'
        more = 'msgid "In stock"\nmsgstr "lower"\n' if theme == "lower" else ""
        return ThemeFile(f"themes/{theme}/{path}", (header + own + more).encode())


def test_what_a_theme_does_not_say_the_one_it_extends_does() -> None:
    """A theme's catalog stands in front of those of the themes that it extends, sentence by sentence."""
    words = read_interface_words(TwoLayers({}, {}), "upper", "fr-FR")
    said = [words.gettext(message) for message in ("Sold out", "In stock", "Returns")]

    assert said == ["upper", "lower", "Returns"]


@pytest.mark.parametrize(
    ("tag", "locale", "view"),
    [
        ("en-GB", "en-GB", WordsView("x")),
        ("fr", "fr-FR", WordsView("x")),
        ("en-GB", "fr-FR", WordsView("x", "en-GB")),
        ("en-GB", "ar", WordsView("x", "en-GB", "ltr")),
        ("ar", "he", WordsView("x", "ar")),
    ],
)
def test_words_say_their_language_only_where_it_is_another(tag: str, locale: str, view: WordsView) -> None:
    """Words in the page's language say nothing of it; others say it, and their direction if it differs."""
    assert view == words_view("x", tag, locale)


def test_each_word_is_taken_from_the_best_locale_that_has_it() -> None:
    """A product whose title alone is translated keeps the base locale's summary, with its language."""
    words = {"en-GB": make_words(), "fr": make_words("Tasse", summary="")}
    door = make_door(make_product(words=words))
    spoken = read_product_words(door, "fjord", "mug", "fr-FR", "en-GB", "fr-FR")

    assert spoken.find(lambda w: w.title) == WordsView("Tasse")
    assert spoken.find(lambda w: w.summary) == WordsView("Keeps the sea out.", "en-GB")


@pytest.mark.parametrize("text", ["a\u202eb", "a\u2066b", "a\x00b", "a\x1bb", "a\u2028b", "a\x85b"])
def test_characters_that_turn_what_follows_are_left_out(text: str) -> None:
    """Controls and overrides of direction say nothing and are left out."""
    assert clean(text) == "ab"


@pytest.mark.parametrize("text", ["Émail – 24 €", "مج مطلي", "a\u200eb", "👩\u200d🚀", "two\nlines"])
def test_what_words_need_stays(text: str) -> None:
    """Letters, marks, joiners and line breaks stay."""
    assert text == clean(text)
