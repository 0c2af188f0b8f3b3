"""Fields for words: text as it was written, and what YAML readers would have made of it without quotes."""

import re
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from shopgen.catalog.fields.wrong import Wrong, want_text
from shopgen.catalog.reading.tree import Plain

LINE_LIMIT = 300
TEXT_LIMIT = 2_000

# What a YAML 1.1 or 1.2 reader takes for something else than text, and for what.
_SURPRISES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"no|off|false", re.IGNORECASE), "is false to YAML readers"),
    (re.compile(r"yes|on|true", re.IGNORECASE), "is true to YAML readers"),
    (re.compile(r"null|~", re.IGNORECASE), "is nothing at all to YAML readers"),
    (re.compile(r"[-+]?0[xX][0-9a-fA-F_]+"), "is a hexadecimal number to YAML readers"),
    (re.compile(r"[-+]?0o?[0-9_]+"), "loses its zero, or is an octal number, to YAML readers"),
    (re.compile(r"[-+]?0b[01_]+"), "is a binary number to YAML readers"),
    (
        re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"),
        "is a number in base sixty to YAML readers",
    ),
    (re.compile(r"[-+]?(\d[\d_]*)?\.?\d[\d_]*[eE][-+]?\d+"), "is a number with an exponent to YAML readers"),
    (re.compile(r"[-+]?\.(inf|nan)", re.IGNORECASE), "is no number to YAML readers"),
    (re.compile(r"[-+]?\d[\d,]*_[\d_]*(\.[\d_]*)?"), "loses its underscores to YAML readers"),
    (re.compile(r"\+\d+(\.\d*)?"), "loses its plus sign to YAML readers"),
    (re.compile(r"\d{4}-\d\d?-\d\d?([Tt\s].*)?"), "is a date to YAML readers"),
    (re.compile(r"[-+]?\d+\.|[-+]?\.\d+|="), "is not kept as text by YAML readers"),
)
_NOTHING = ("~", "null", "Null", "NULL")
# Text that starts otherwise, and is not one of these words, can be none of the surprises.
_MAYBE = re.compile(r"[-+.0-9~=]|(?:no|yes|on|off|true|false|null)$", re.IGNORECASE)


def parse_words(value: Any, limit: int = LINE_LIMIT) -> str:
    """Return one line of text as its author wrote it.

    Raises:
        Wrong: it is empty, invisible, too long, on several lines, or a plain scalar that YAML readers do not
            keep as text.
    """
    text = want_text(value, "text", '"Enamel mug"')
    if type(value) is Plain:
        refuse_surprise(text)
    if not text.isprintable() and not any(c.isprintable() and not c.isspace() for c in text):
        raise Wrong("invisible", "has nothing that can be seen", "Write text.")
    if "\n" in text and limit == LINE_LIMIT:
        raise Wrong("several-lines", "has several lines", "Write it on one line.", text)
    if len(text) > limit:
        what = f"has {len(text)} characters"
        raise Wrong("too-long", what, f"Write at most {limit}.", text)
    return text


def parse_text(value: Any) -> str:
    """Return text that may have several lines."""
    return parse_words(value, TEXT_LIMIT)


def refuse_surprise(text: str) -> None:
    """Refuse plain text that a YAML reader would make something else of.

    Raises:
        Wrong: it is one of the surprises.
    """
    if not _MAYBE.match(text):
        return
    for pattern, what in _SURPRISES:
        if pattern.fullmatch(text):
            hint = "Take the key out, or write it" if text in _NOTHING else "Write it"
            raise Wrong("needs-quotes", what, f'{hint} in quotes: "{text}".', text)


def parse_alt(value: Any) -> str:
    """Return a picture's words; `""` in quotes says that it is for decoration."""
    if value == "" and type(value) is str:
        return ""
    if value == "":
        raise Wrong("no-value", "has no value", 'Say what the picture shows, or write "" for decoration.')
    return parse_words(value, TEXT_LIMIT)


def parse_flag(value: Any) -> bool:
    """Return true or false."""
    text = want_text(value, "true or false", "true")
    if text.lower() in ("true", "yes", "on"):
        return True
    if text.lower() in ("false", "no", "off"):
        return False
    raise Wrong("not-a-flag", "is neither true nor false", "Write true or false.", text)


_TEXT = {"type": ["string", "number"]}
Words = Annotated[str, PlainValidator(parse_words), WithJsonSchema(_TEXT | {"maxLength": LINE_LIMIT})]
Text = Annotated[str, PlainValidator(parse_text), WithJsonSchema(_TEXT | {"maxLength": TEXT_LIMIT})]
Alt = Annotated[str, PlainValidator(parse_alt), WithJsonSchema({"type": "string"})]
Flag = Annotated[bool, PlainValidator(parse_flag), WithJsonSchema({"type": "boolean"})]
