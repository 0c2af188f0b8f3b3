"""YAML text to plain values with their positions. What YAML turns into surprises is never built.

The parser's events are walked here rather than composed: composing recurses in C and can take the process
down. Scalars stay the text that was written; a `Plain` one was written without quotes.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from shopgen.catalog.reading.syntax import Flaw, explain_syntax
from shopgen.problems import quote

Keys = tuple[str | int, ...]
Position = tuple[int, int]

DEPTH_LIMIT = 32
NODE_LIMIT = 20_000

# PyYAML counts these as line ends; editors do not.
_UNUSUAL_LINE_END = re.compile("[\x85\u2028\u2029]")
_CUT = re.compile(r" #[^\s#,\]}]+")
# Controls, and the marks that turn the direction of what follows: a price could be read backwards.
_UNREADABLE = re.compile(
    "[^\t\n\x20-\x7e\x85\xa0-\u2029\u202f-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


class Plain(str):
    """A scalar that was written without quotes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """What a YAML text says: mappings, lists and text; and where each key and list entry is.

    Positions are lines and columns from 1. `flaws` are what must not be in a source although YAML has it.
    It is not whole where reading had to stop.
    """

    value: Any
    positions: Mapping[Keys, Position]
    flaws: tuple[Flaw, ...] = ()
    is_whole: bool = True


@dataclass(slots=True)
class _Branch:
    """A mapping or list that is being filled; `key` is the mapping's key whose value comes next."""

    keys: Keys
    mapping: dict[str, Any] | None = None
    entries: list[Any] = field(default_factory=list)
    key: str | None = None
    skips: bool = False


def parse_tree(text: str, line: int = 1) -> Tree:
    """Return what a YAML text says; `line` is the number of its first line in its file."""
    flaw = find_unreadable(text, line)
    return _Walk(text, line).run() if flaw is None else Tree({}, {}, (flaw,), is_whole=False)


def find_unreadable(text: str, line: int) -> Flaw | None:
    """Return the first character that no source may have, such as a control character, or None."""
    found = _UNREADABLE.search(text)
    if found is None:
        return None
    at = text.count("\n", 0, found.start())
    column = found.start() - text.rfind("\n", 0, found.start())
    what = f"There is a character that has no place in a text, U+{ord(found[0]):04X}."
    return Flaw((line + at, column), "unreadable", what, "Delete it.")


class _Walk:
    """One walk over the events of one text."""

    def __init__(self, text: str, line: int) -> None:
        self.text = text
        self.line = line
        self.positions: dict[Keys, Position] = {}
        self.flaws: list[Flaw] = []
        self.root: Any = Plain("")
        self.branches: list[_Branch] = []
        self.aliases: set[str | None] = set()
        self.starts: list[int] | None = None
        if _UNUSUAL_LINE_END.search(text):
            self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def run(self) -> Tree:
        """Return the tree, as far as it can be read."""
        loader = yaml.CSafeLoader(self.text)
        is_whole = False
        try:
            self._walk(loader)
            is_whole = True
        except yaml.MarkedYAMLError as error:
            self.flaws.append(explain_syntax(error, self.text, self._position))
        except _TooMuch as error:
            self.flaws.append(error.flaw)
        finally:
            loader.dispose()
        return Tree(self.root, self.positions, tuple(self.flaws), is_whole)

    def _walk(self, loader: yaml.CSafeLoader) -> None:
        documents = nodes = 0
        while True:
            event: Any = loader.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value = event.value if event.style else Plain(event.value)
                if not event.style:
                    self._check_cut(event)
                self._scalar(event, value)
            elif kind is yaml.MappingStartEvent:
                self._open(event, is_mapping=True)
            elif kind is yaml.SequenceStartEvent:
                self._open(event, is_mapping=False)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise self._too_much(event, "second-document", *_SECOND_DOCUMENT)
            elif kind is yaml.StreamEndEvent:
                return
            nodes += 1
            if nodes > NODE_LIMIT:
                raise self._too_much(event, "too-many-values", *_TOO_MANY)

    def _check_cut(self, event: Any) -> None:
        """Say that a value without quotes ends at a " #": what is right behind it may be meant as a part."""
        end = event.end_mark.index
        found = _CUT.match(self.text, end) if event.value and self.text.startswith(" #", end) else None
        if found is not None:
            what = f"The value {quote(event.value)} ends here: {quote(found[0].strip())} is a comment."
            hint = f'Write it in double quotes, such as "{event.value}{found[0]}"; or a comment after "# ".'
            self._say(event, "cut", what, hint)

    def _scalar(self, event: yaml.ScalarEvent, value: str) -> None:
        if event.tag is not None or event.anchor is not None:
            self._say_extras(event)
        branch = self.branches[-1] if self.branches else None
        if branch is not None and branch.mapping is not None and branch.key is None:
            self._key(branch, event, value)
        else:
            self._put(branch, event, value)

    def _key(self, branch: _Branch, event: yaml.Event, key: str) -> None:
        branch.key = key
        keys = (*branch.keys, str(key))
        branch.skips = False
        assert branch.mapping is not None  # noqa: S101  a key is read only for a mapping
        if key in branch.mapping:
            branch.skips = True
            first = self.positions[keys][0]
            what = f'The key "{key}" is written twice; the first is on line {first}.'
            self._say(event, "duplicate-key", what, "Keep one of the two.", keys)
            return
        if key == "<<" and type(key) is Plain:
            branch.skips = True
            self._say(event, "merge-key", 'The merge key "<<" is not used here.', _WRITE_OUT, keys)
            return
        self.positions[keys] = self._position(event.start_mark)

    def _put(self, branch: _Branch | None, event: yaml.Event, value: Any) -> Keys:
        """Place a value where it belongs and return its path."""
        if branch is None:
            self.root = value
            return ()
        if branch.mapping is None:
            keys = (*branch.keys, len(branch.entries))
            self.positions[keys] = self._position(event.start_mark)
            branch.entries.append(value)
            return keys
        key = branch.key
        assert key is not None  # noqa: S101  a value comes after its key
        branch.key = None
        if not branch.skips:
            branch.mapping[key] = value
        return (*branch.keys, str(key))

    def _open(self, event: yaml.CollectionStartEvent, *, is_mapping: bool) -> None:
        if event.tag is not None or event.anchor is not None:
            self._say_extras(event)
        if len(self.branches) >= DEPTH_LIMIT:
            raise self._too_much(event, "too-deep", *_TOO_DEEP)
        branch = self.branches[-1] if self.branches else None
        if branch is not None and branch.mapping is not None and branch.key is None:
            raise self._too_much(event, "key-not-text", *_KEY_NOT_TEXT)
        new = _Branch((), {} if is_mapping else None)
        new.keys = self._put(branch, event, new.entries if new.mapping is None else new.mapping)
        self.branches.append(new)

    def _close(self) -> None:
        self.branches.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.aliases:
            self.aliases.add(event.anchor)
            self._say(event, "alias", f'The alias "*{event.anchor}" is not used here.', _WRITE_OUT)
        branch = self.branches[-1] if self.branches else None
        if branch is not None and branch.mapping is not None and branch.key is None:
            branch.key, branch.skips = "*", True
        elif branch is not None and branch.mapping is not None:
            branch.skips = True
            self._put(branch, event, "")
        else:
            self._put(branch, event, "")

    def _say_extras(self, event: Any) -> None:
        if event.anchor is not None:
            what = f'The anchor "&{event.anchor}" is not used here.'
            self._say(event, "anchor", what, "Delete it, and write what it stands for where it is used.")
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = f'The tag "{shown}" is not used here: values are what their key says.'
            self._say(event, "tag", what, "Delete it.")

    def _say(self, event: yaml.Event, code: str, what: str, hint: str, keys: Keys = ()) -> None:
        self.flaws.append(Flaw(self._position(event.start_mark), code, what, hint, keys or self._where()))

    def _where(self) -> Keys:
        branch = self.branches[-1] if self.branches else None
        if branch is None:
            return ()
        if branch.mapping is None:
            return (*branch.keys, len(branch.entries))
        return branch.keys if branch.key is None else (*branch.keys, str(branch.key))

    def _too_much(self, event: yaml.Event, code: str, what: str, hint: str) -> "_TooMuch":
        return _TooMuch(Flaw(self._position(event.start_mark), code, what, hint, self._where()))

    def _position(self, mark: Any) -> Position:
        if self.starts is None:
            return (mark.line + self.line, mark.column + 1)
        line = bisect_right(self.starts, mark.index)
        return (line - 1 + self.line, mark.index - self.starts[line - 1] + 1)


class _TooMuch(Exception):  # noqa: N818  a fault of the content, not of the program
    """The walk has to stop here."""

    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw
        super().__init__(flaw.what)


_WRITE_OUT = "Write the values out where they are meant."
_SECOND_DOCUMENT = ("A second YAML document starts here.", 'One file is one document: delete the line "---".')
_TOO_MANY = (f"There are more than {NODE_LIMIT:,} values.", "A source this large is a mistake: split it.")
_TOO_DEEP = (f"Values are nested more than {DEPTH_LIMIT} deep.", "Write it flatter.")
_KEY_NOT_TEXT = ("A list or a mapping stands where a key is meant.", "Write a name before the colon.")
