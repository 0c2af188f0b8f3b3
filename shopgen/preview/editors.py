"""Opens a source in the author's editor, at the line that is meant."""

import errno
import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

VARIABLE = "SHOPGEN_EDITOR"
"""A command with {file}, {line} and {column} in it."""

_GOTO = "{file}:{line}:{column}"
_KNOWN = {
    "code": ("--goto", _GOTO),
    "codium": ("--goto", _GOTO),
    "cursor": ("--goto", _GOTO),
    "zed": (_GOTO,),
    "subl": (_GOTO,),
    "idea": ("--line", "{line}", "{file}"),
    "pycharm": ("--line", "{line}", "{file}"),
    "webstorm": ("--line", "{line}", "{file}"),
    "kate": ("--line", "{line}", "{file}"),
    "gedit": ("{file}", "+{line}"),
    "mate": ("--line", "{line}", "{file}"),
    "bbedit": ("+{line}", "{file}"),
}
"""Editors with windows of their own, and how they are told of a line. Others would need a terminal."""


def find_editor() -> tuple[str, ...]:
    """Return the command that opens a file at a line, with its placeholders; empty where there is none.

    The author's own word counts first, then what the system calls their editor, then whatever is there.
    """
    said = _words(VARIABLE)
    if said:
        return tuple(said)
    wanted = [_words(name)[:1] for name in ("VISUAL", "EDITOR")]
    for name in [*(Path(words[0]).name for words in wanted if words), *_KNOWN]:
        program = shutil.which(name)
        if name in _KNOWN and program:
            return program, *_KNOWN[name]
    return ()


def _words(variable: str) -> list[str]:
    """Return the words of a variable that holds a command; none where these are not to be told apart."""
    try:
        return shlex.split(os.environ.get(variable, ""))
    except ValueError:
        return []


def open_editor(command: Sequence[str], file: Path, line: int, column: int) -> None:
    """Open a file, and do not wait until it is closed.

    Raises:
        OSError: there is no such program.
    """
    if not command:
        raise FileNotFoundError(errno.ENOENT, "No editor is known")
    words = list(command)
    for name, fact in (("line", str(line or 1)), ("column", str(column or 1)), ("file", str(file))):
        words = [word.replace(f"{{{name}}}", fact) for word in words]
    subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - the author's own command, without a shell
