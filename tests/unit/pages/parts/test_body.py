"""Bodies of prose on pages."""

from shopgen.pages.parts.body import body_view, plain_text
from shopgen.pages.parts.pictures import PictureClasses
from shopgen.pages.parts.readings import read_product
from shopgen.pages.views.words import HtmlView
from shopgen.pages.voice.voice import read_voice
from shopgen.shop.text import PictureReference, Prose
from tests.builders import make_brand, make_door, make_product, make_words


def body_of(*segments: str | PictureReference, locale: str = "en-GB") -> HtmlView | None:
    """Return the body of a product on a page in this locale."""
    product = make_product(words={"en-GB": make_words(body=Prose(segments))})
    door = make_door(product, brand=make_brand(locales=("en-GB", "fr-FR")))
    reading = read_product(read_voice(door, "fjord", locale), "mug")
    return body_view(reading, lambda path: f"../{path}", PictureClasses("p"))


def test_prose_is_written_as_it_is() -> None:
    """Safe HTML stays what it is; a product without a body has none."""
    assert body_of("<p>White &amp; <em>blue</em></p>") == HtmlView("<p>White &amp; <em>blue</em></p>")  # type: ignore[arg-type]
    assert body_of() is None


def test_a_picture_stands_where_it_was_written() -> None:
    """A picture in a body becomes a picture element with all formats, between its segments."""
    body = body_of("<p>Look: ", PictureReference("rim.jpg", 'A "rim" <close>'), "</p>")

    assert body is not None
    assert body.html.startswith('<p>Look: <picture><source type="image/avif" srcset="../fjord/img/rim-320.')
    assert 'alt="A &#34;rim&#34; &lt;close&gt;"' in body.html
    assert body.html.endswith("</picture></p>")


def test_a_body_in_another_language_says_so() -> None:
    """Prose that is not translated keeps the language of its source."""
    body = body_of("<p>x</p>", locale="fr-FR")

    assert body is not None
    assert body.lang == "en-GB"


def test_a_long_body_is_marked() -> None:
    """A body is long by what it says, not by its tags."""
    short, long = body_of("<p><em></em></p>" * 500), body_of(f"<p>{'word ' * 400}</p>")

    assert short is not None
    assert long is not None
    assert (short.is_long, long.is_long) == (False, True)


def test_plain_text_has_no_tags() -> None:
    """What a body says is its words alone."""
    assert plain_text(Prose(("<p>One &amp;\n two</p>", PictureReference("a.jpg", "A"), "<p>three</p>"))) == (
        "One & two three"
    )
