"""Forms: what an author may fill in, as pydantic models; and pydantic's complaints in an author's words.

No message of pydantic's own ever reaches an author: each kind of complaint has a sentence here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from shopgen.catalog.fields.words import refuse_surprise
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.reading.source import Source
from shopgen.catalog.reading.tree import Keys
from shopgen.problems import nearest, quote


class Form(BaseModel):
    """What an author may fill in. Keys that it does not have are problems."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        field_title_generator=lambda name, _: name.replace("_", " ").capitalize(),
    )


Filled = TypeVar("Filled", bound=Form)


def read_form(form: type[Filled], source: Source, currency: str = "") -> Filled | None:
    """Return what a source says, or None where it cannot be taken; the source then says why.

    `currency` is that of amounts without one, where it is known.
    """
    filled, wrong = read_partly(form, source, currency)
    return None if wrong else filled


def read_partly(
    form: type[Filled], source: Source, currency: str = ""
) -> tuple[Filled | None, frozenset[str]]:
    """Return what a source says, as far as it can be taken, and the keys with something wrong in them.

    The source then says what; the rest can still be checked, so that all problems are told at once. None
    where nothing can be made of the rest.
    """
    if not source.is_whole:
        return None, frozenset()
    try:
        return form.model_validate(source.values, context=currency), frozenset()
    except ValidationError as error:
        found = error.errors(include_url=False)
    for details in found:
        _say(form, source, details)
    wrong = frozenset(str(details["loc"][0]) for details in found)
    try:
        return form.model_validate(_without(source.values, [details["loc"] for details in found])), wrong
    except ValidationError:
        return None, wrong


def _without(values: Mapping[str, Any], paths: Iterable[Keys]) -> dict[str, Any]:
    """Return values without those at the paths; a list with something wrong in it goes as a whole."""
    inner: dict[str, list[Keys]] = {}
    for head, *rest in paths:
        inner.setdefault(str(head), []).append(tuple(rest))
    kept = {key: value for key, value in values.items() if key not in inner}
    for key, rests in inner.items():
        value = values.get(key)
        if isinstance(value, Mapping) and all(rests):
            kept[key] = _without(value, rests)
    return kept


def say_wrong(source: Source, keys: Keys, wrong: Wrong) -> None:
    """Add what a field found wrong at a key."""
    keys = (*keys, wrong.inside) if wrong.inside else keys
    source.say(keys, wrong.code, wrong.sentence(field_name(keys)), wrong.hint)


def field_name(keys: Keys) -> str:
    """Return the name that a problem calls a key by: what follows the last list it is in."""
    while keys and isinstance(keys[-1], int):
        keys = keys[:-1]
    names: list[str] = []
    for key in reversed(keys):
        if isinstance(key, int):
            break
        names.insert(0, key)
    return ".".join(names)


def _say(form: type[Form], source: Source, details: ErrorDetails) -> None:
    keys: Keys = tuple(key for key in details["loc"] if key != "[key]")
    name = field_name(keys)
    match details["type"]:
        case "value_error":
            wrong = details["ctx"]["error"]
            if not isinstance(wrong, Wrong):
                raise wrong
            say_wrong(source, keys, wrong)
        case "missing":
            example = f", such as {keys[-1]}: {show(_example(form, keys))}" if _example(form, keys) else ""
            source.say(keys, "missing", f"{name} is missing.", f"Write it{example}.")
        case "extra_forbidden":
            _say_unknown(form, source, keys)
        case "model_type" | "dict_type" | "model_attributes_type":
            _say_shape(form, source, keys, details["input"], "a mapping", "{key: value}")
        case "list_type" | "tuple_type":
            _say_shape(form, source, keys, details["input"], "a list", _LIST)
        case "too_long":
            most = details["ctx"]["max_length"]
            source.say(keys, "too-many", f"{name} has more than {most} entries.", f"Write at most {most}.")
        case "too_short":
            least = details["ctx"]["min_length"]
            source.say(keys, "too-few", f"{name} has fewer than {least} entries.", "Add what is missing.")
        case _:
            source.say(
                keys, "not-taken", f"{name} cannot be taken as it is.", "See the reference of the format."
            )


def _say_unknown(form: type[Form], source: Source, keys: Keys) -> None:
    parent = _form_at(form, keys[:-1]) or form
    key = str(keys[-1])
    guess = nearest(key, parent.model_fields)
    hint = f'Did you mean "{guess}"?' if guess else f"Known here: {', '.join(sorted(parent.model_fields))}."
    source.say(keys, "unknown-key", f"The key {quote(key)} is not known{_inside(keys)}.", hint)


def _inside(keys: Keys) -> str:
    around = field_name(keys[:-1])
    return f" in {around}" if around else ""


def _say_shape(form: type[Form], source: Source, keys: Keys, value: Any, meant: str, shape: str) -> None:
    example = _example(form, keys)
    hint = f"Write it such as {show(example) if example is not None else shape}."
    if shape == _LIST and isinstance(value, str) and value and _is_of_text(example):
        entries = [part.strip() for part in value.split(",") if part.strip()]
        faults = " ".join(_faults_of_entries(form, keys, entries))
        hint = f"{hint} {faults}" if faults else f"Write it so: {show(entries)}."
    name = field_name(keys)
    if isinstance(value, str):
        seen = f" {quote(value)}" if value else ""
        source.say(keys, "shape", f"{name}{seen} is not {meant}.", hint)
    else:
        other = "a list" if isinstance(value, list) else "a mapping"
        source.say(keys, "shape", f"{name} is {other}, not {meant}.", hint)


def _faults_of_entries(form: type[Form], keys: Keys, entries: list[str]) -> Iterator[str]:
    """Yield what would still be wrong with a list that an author is about to write."""
    found = _field_at(form, keys)
    if found is None or found.annotation is None:
        return
    try:
        TypeAdapter[Any](found.annotation).validate_python(entries)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            wrong = details.get("ctx", {}).get("error")
            if isinstance(wrong, Wrong):
                yield f"{wrong.sentence('Its entry')} {wrong.hint}"


def _is_of_text(example: Any) -> bool:
    return example is None or (isinstance(example, list) and isinstance(example[0], str))


def _example(form: type[Form], keys: Keys) -> Any:
    if keys and isinstance(keys[-1], int):
        entries = _example(form, keys[:-1])
        return entries[0] if isinstance(entries, list) else None
    found = _field_at(form, keys)
    return found.examples[0] if found is not None and found.examples else None


def _field_at(form: type[Form], keys: Keys) -> FieldInfo | None:
    parent = _form_at(form, keys[:-1])
    return parent.model_fields.get(str(keys[-1])) if parent is not None and keys else None


def _form_at(form: type[Form], keys: Keys) -> type[Form] | None:
    """Return the form that stands at a path of keys, or None where there is none."""
    for key in keys:
        if isinstance(key, int):
            continue
        found = form.model_fields.get(key)
        inner = next(_forms_in(found.annotation), None) if found is not None else None
        if inner is None:
            return None
        form = inner
    return form


def _forms_in(annotation: Any) -> Iterator[type[Form]]:
    if isinstance(annotation, type) and issubclass(annotation, Form):
        yield annotation
    for argument in get_args(annotation):
        yield from _forms_in(argument)


_LIST = "[one, two]"
_BARE = re.compile(r"[A-Za-z@][\w ./@-]*")


def show(value: Any) -> str:
    """Return an example as it is written in YAML, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{show(key)}: {show(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(show(entry) for entry in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return text if not isinstance(value, str) or _is_bare(text) else f'"{text}"'


def _is_bare(text: str) -> bool:
    if not _BARE.fullmatch(text) or text.startswith("@"):
        return text.startswith("https://")
    try:
        refuse_surprise(text)
    except Wrong:
        return False
    return True
