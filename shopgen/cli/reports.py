"""Problems as text for people and as JSON, GitHub annotations and SARIF for programs."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from shopgen import __version__
from shopgen.problems import Problem

SCHEMA_VERSION = 1
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_text(problems: Sequence[Problem]) -> str:
    """Return one problem a line: place, sentence, hint."""
    return "".join(f"{problem}\n" for problem in problems)


def render_json(problems: Sequence[Problem]) -> str:
    """Return `{schema_version, problems: […]}`."""
    return _dump({"schema_version": SCHEMA_VERSION, "problems": problem_rows(problems)})


def problem_rows(problems: Sequence[Problem]) -> list[dict[str, Any]]:
    """Return problems as data for JSON."""
    return [
        {
            "path": problem.place.path,
            "line": problem.place.line or None,
            "column": problem.place.column or None,
            "key": problem.place.key or None,
            "severity": problem.severity.value,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint or None,
        }
        for problem in problems
    ]


def render_github(problems: Sequence[Problem]) -> str:
    """Return workflow commands that GitHub shows beside the lines of a pull request."""
    return "".join(
        f"::{problem.severity.value} {_github_place(problem)}::{_github_data(_sentence(problem))}\n"
        for problem in problems
    )


def render_sarif(problems: Sequence[Problem]) -> str:
    """Return a SARIF 2.1.0 log with one run."""
    driver = {
        "name": "shopgen",
        "version": __version__,
        "rules": [{"id": code} for code in sorted({problem.code for problem in problems})],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(problem) for problem in problems],
    }
    return _dump({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


RENDERERS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": render_text,
    "json": render_json,
    "github": render_github,
    "sarif": render_sarif,
}


def count_sentence(problems: Sequence[Problem]) -> str:
    """Return how many errors and warnings there are, such as `2 errors, 1 warning`."""
    counts = Counter(problem.is_error for problem in problems)
    parts = [plural(counts[True], "error"), plural(counts[False], "warning")]
    return ", ".join(part for part in parts if not part.startswith("0 ")) or "no problems"


def plural(count: int, noun: str) -> str:
    """Return a count and its noun: `1 page`, `1,204 pages`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _sentence(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()


def _github_place(problem: Problem) -> str:
    place = problem.place
    pairs = {"file": place.path, "line": place.line, "col": place.column, "title": problem.code}
    return ",".join(f"{key}={_github_property(str(value))}" for key, value in pairs.items() if value)


def _github_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _github_property(text: str) -> str:
    return _github_data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif_result(problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": problem.place.path}}
    if problem.place.line:
        region = {"startLine": problem.place.line, "startColumn": max(problem.place.column, 1)}
        location["region"] = region
    return {
        "ruleId": problem.code,
        "level": problem.severity.value,
        "message": {"text": _sentence(problem)},
        "locations": [{"physicalLocation": location}],
    }


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
