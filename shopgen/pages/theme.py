"""A theme at work: its templates, rendered in a sandbox, read only through the door.

Templates get one typed view and the interface's words, and nothing else. They run in Jinja2's immutable
sandbox with autoescape that cannot be switched off. The sandbox limits neither time nor memory; the size of a
page is limited here, and who renders themes of strangers has to do that in a process with limits of its own.
"""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from itertools import islice
from pkgutil import iter_modules
from types import CodeType, TracebackType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateNotFound, TemplateSyntaxError, UndefinedError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from shopgen.pages import views
from shopgen.pages.door import ThemeFile
from shopgen.pages.page_theme import AssetFault, PageTheme
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.words import InterfaceWords
from shopgen.problems import ContentError, Place, Problem, quote

MAX_PAGE_CHARACTERS = 5_000_000
_PIECES_AT_ONCE = 256
_SPECIAL = re.compile("[&<>'\"]")

_VIEWS = {
    view: frozenset(name for name in dir(view) if not name.startswith("_"))
    for module in iter_modules(views.__path__, f"{views.__name__}.")
    for view in vars(import_module(module.name)).values()
    if isinstance(view, type) and view.__module__ == module.name
}
_NOTHING: frozenset[str] = frozenset()
_VIEWS_WITH = {
    f"views_with_{name}": frozenset(view for view, names in _VIEWS.items() if name in names)
    for name in frozenset().union(*_VIEWS.values())
}
"""The views that have an attribute of a name, as compiled templates find them among their globals."""
# `safe` is how unescaped words would get onto a page; what is meant to be markup is `Markup` when it arrives.
# `random` would make two builds differ.
_FORBIDDEN_FILTERS = ("safe", "random", "pprint", "filesizeformat")


def render_template(theme: PageTheme, template: str, page: object, words: InterfaceWords) -> str:
    """Return what a theme's template makes of a view.

    Raises:
        ContentError: the template is missing, malformed, names what there is not, or writes without end.
    """
    environment = _environment(words)
    with environment.reading(theme):
        try:
            return _limited(environment.get_template(template).generate(page=page), template)
        except ContentError:
            raise
        except Exception as error:
            raise ContentError([_template_problem(error, template)]) from error


def _limited(pieces: Iterator[str], template: str) -> str:
    written: list[str] = []
    size = 0
    while batch := list(islice(pieces, _PIECES_AT_ONCE)):
        text = "".join(batch)
        size += len(text)
        if size > MAX_PAGE_CHARACTERS:
            message = f"the template writes more than {MAX_PAGE_CHARACTERS:,} characters."
            hint = "Look for a loop that writes too much."
            raise ContentError([Problem(Place(f"templates/{template}"), "template-size", message, hint)])
        written.append(text)
    return "".join(written)


class _Code(CodeGenerator):
    """Compiles templates so that they read a view's attribute themselves: a call takes four times as long."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write an attribute: of a variable that is a view as it is, of all else through the sandbox."""
        views = f"views_with_{node.attr}"
        if not isinstance(node.node, nodes.Name) or views not in _VIEWS_WITH:
            super().visit_Getattr(node, frame)
            return
        name = frame.symbols.ref(node.node.name)
        self.write(f"({name}.{node.attr} if type({name}) in {views} else ")
        super().visit_Getattr(node, frame)
        self.write(")")


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, with a loader that asks the door each time a template is named, compiled before or not."""

    code_generator_class = _Code

    def __init__(self, words: InterfaceWords | None) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.globals = {**_globals(words), "asset": self._asset} if words else {}
        for name in _FORBIDDEN_FILTERS:
            del self.filters[name]
        self._theme: PageTheme | None = None
        self._templates: dict[ThemeFile, Template] = {}

    @contextmanager
    def reading(self, theme: PageTheme) -> Iterator[None]:
        """Let templates be read from this theme for a while."""
        before, self._theme = self._theme, theme
        try:
            yield
        finally:
            self._theme = before

    def _asset(self, name: object) -> str:
        return self._theme.asset(str(name)) if self._theme else ""

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> Template:  # noqa: A002, ARG002
        # Everything that names a template ends here at run time: get_template, extends, import and include,
        # also of a list and with "ignore missing". So each hit and each miss is recorded, each time.
        file = self._theme.template(name) if self._theme else None
        if file is None:
            raise TemplateNotFound(name)
        template = self._templates.get(file)
        if template is None:
            template = Template.from_code(self, _compile(file), self.globals)
            template.root_render_func.__globals__.update(_VIEWS_WITH, escape=_escape_where_needed)
            self._templates[file] = template
        return template

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls, quickly where it is a macro: those are made by templates alone."""
        if type(obj) is Macro:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            return obj(context.eval_ctx, *args, **kwargs)
        return super().call(context, obj, *args, **kwargs)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, quickly where it is one of a view: those have nothing to hide."""
        if attribute in _VIEWS.get(type(obj), _NOTHING):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def _escape_where_needed(value: Any) -> str:
    """Escape what a template writes. Most words need none, and looking is cheaper than making `Markup`.

    Compiled templates call `escape` by its name among their globals, for nothing but what they write out.
    """
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is WordsView:
        value, kind = value.value, str
    if kind is str and _SPECIAL.search(value) is None:
        return value  # type: ignore[no-any-return]
    return escape(value)


def _globals(words: InterfaceWords) -> dict[str, Any]:
    return {"_": words.gettext_markup, "ngettext": words.ngettext_markup}


@lru_cache(maxsize=64)
def _environment(words: InterfaceWords) -> _Environment:
    return _Environment(words)


@lru_cache(maxsize=1)
def _compiler() -> _Environment:
    return _Environment(None)


@lru_cache(maxsize=512)
def _compile(file: ThemeFile) -> CodeType:
    try:
        source = file.data.decode()
    except UnicodeDecodeError as error:
        message, hint = "the template is not UTF-8.", "Save it as UTF-8."
        raise ContentError([Problem(Place(file.path), "template", message, hint)]) from error
    _refuse_unescaped(source, file.path)
    return _compiler().compile(source, name=file.path, filename=file.path)


def _refuse_unescaped(source: str, path: str) -> None:
    try:
        tree = _compiler().parse(source, filename=path)
    except TemplateSyntaxError as error:
        raise ContentError([_template_problem(error, path)]) from error
    for node in tree.find_all(nodes.ScopedEvalContextModifier):
        message = "the template switches escaping off or on with an autoescape block."
        hint = "Leave the block out: what is meant to be markup is written as such by itself."
        raise ContentError([Problem(Place(path, node.lineno), "template-autoescape", message, hint)])


def _template_problem(error: Exception, template: str) -> Problem:
    if isinstance(error, TemplateSyntaxError):
        place = Place(error.filename or f"templates/{template}", error.lineno)
        message = f"the template cannot be read: {_sentence(error.message or '')}"
        return Problem(place, "template-syntax", message, _HINT)
    place = _place_in(error.__traceback__) or Place(f"templates/{template}")
    if isinstance(error, TemplateNotFound):
        message = f"there is no template {quote(error.name)} in the theme or in those that it extends."
        return Problem(place, "template-missing", message, 'Name one that there is, such as "base.html".')
    if isinstance(error, AssetFault):
        return Problem(place, "theme-file", error.message, error.hint)
    return Problem(place, "template", *_failure(error))


_HINT = "docs/themes.md says what a template may have."


def _failure(error: Exception) -> tuple[str, str]:
    """Return in which way a template fails, and what to do about it."""
    match error:
        case ZeroDivisionError():
            return "the template divides by zero.", "Ask first whether the number is 0, with {% if … %}."
        case RecursionError():
            message = "the template goes round in a circle, or is nested too deep."
            return (
                message,
                "Let no template include, import or extend itself, and no macro call itself.",
            )
        case SecurityError():
            message = f"the template reaches for what it may not have: {_sentence(str(error))}"
            return message, "Write names of fields that page has: no name in them starts with _."
        case UndefinedError():
            message = f"the template names what there is not: {_sentence(_plain(str(error)))}"
            return message, "Templates get one variable, page, and the functions _(), ngettext() and asset()."
    return f"the template fails: {_sentence(str(error))}", _HINT


def _plain(message: str) -> str:
    """Return what Jinja2 says of a name without the Python module that the view is from."""
    return re.sub(r"'(?:\w+\.)+(\w+) object'", r"\1", message)


def _sentence(text: str) -> str:
    return f"{' '.join(text.split()).rstrip('.')}."


def _place_in(traceback: TracebackType | None) -> Place | None:
    # Jinja2 has put the template's own path and line in the place of its compiled code's.
    found = None
    while traceback is not None:
        frame = traceback.tb_frame
        if "__jinja_template__" in frame.f_globals or frame.f_code.co_filename.endswith(".html"):
            found = Place(frame.f_code.co_filename, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found
