"""Attacks and faults that others collected, against the doors of the catalog. Each test has a control."""

import base64
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from shopgen.catalog.fields.addresses import parse_url
from shopgen.catalog.fields.pictures import picture_src
from shopgen.catalog.fields.words import parse_text
from shopgen.catalog.fields.wrong import Wrong
from shopgen.catalog.prose import make_prose
from shopgen.catalog.reading.source import parse_markdown, parse_source
from shopgen.catalog.reading.tree import Plain
from shopgen.files import FileFault, Root
from shopgen.shop.text import PictureReference, Prose

EVERY = 4
"""One item in so many is taken of the large corpora: the choice is by position, always the same."""

TAGS = frozenset(
    [
        *("html", "head", "body", "p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "a"),
        *("h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"),
    ]
)
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}, "table": {"tabindex"}, "th": {"class"}, "td": {"class"}}


def items(shared: Path, corpus: str, every: int = 1) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the text and the record of the items of a corpus."""
    lines = (shared / "corpora" / corpus / "items.jsonl").read_text("utf-8").split("\n")
    for line in lines[::every]:
        if line:
            record = json.loads(line)
            yield text_of(record), record


def text_of(record: dict[str, Any]) -> str:
    """Return an item's text; bytes that are not UTF-8 are read as Latin-1."""
    if "parts" in record:
        return "".join(text * count for text, count in record["parts"])
    if "payload_b64" in record:
        return base64.b64decode(record["payload_b64"]).decode("latin-1")
    return str(record["payload"])


def html_of(prose: Prose) -> str:
    """Return prose as a page would write it, with a mark for each picture."""
    return "".join("[picture]" if isinstance(s, PictureReference) else s for s in prose.segments)


def strays(markup: str) -> list[str]:
    """Return what a second HTML parser finds in a text that is not on the list."""
    found = []
    for node in LexborHTMLParser(markup).root.traverse():
        if node.tag not in TAGS:
            found.append(f"<{node.tag}>")
        for name, value in node.attributes.items():
            if name not in ATTRIBUTES.get(node.tag, set()):
                found.append(f"<{node.tag} {name}>")
            if name == "href" and not re.match(
                r"(https?://[^/?#\\\s]|mailto:|tel:)", value or "", re.IGNORECASE
            ):
                found.append(f"href={value}")
            if name == "class" and not re.fullmatch(r"align-(left|right|center)", value or ""):
                found.append(f"class={value}")
    return found


@pytest.mark.parametrize(
    ("corpus", "every"), [("xss-markdown", 1), ("xss-html", EVERY), ("naughty-strings", 2)]
)
def test_prose_of_attacks_has_only_what_is_on_the_list(shared: Path, corpus: str, every: int) -> None:
    """No attack gets an element, an attribute or an address past the list."""
    found = {
        text: stray
        for text, _ in items(shared, corpus, every)
        if (stray := strays(html_of(make_prose(text).prose)))
    }

    assert {} == found


def test_second_parser_sees_attacks_that_are_let_through(shared: Path) -> None:
    """The control: the attacks themselves, put in raw, are seen in most cases."""
    raw = [bool(strays(text)) for text, _ in items(shared, "xss-html", 50)]

    assert sum(raw) > 0.8 * len(raw)


def test_prose_of_addresses_keeps_only_those_a_browser_reads_so(shared: Path) -> None:
    """A link is kept only where a browser sees http, https, mailto or tel."""
    found = []
    kept = 0
    for text, record in items(shared, "urls"):
        for written in (f"[x](<{text}>)", f"[x]({text})", f"<{text}>", f"[x][r]\n\n[r]: {text}\n"):
            markup = html_of(make_prose(written).prose)
            found += strays(markup)
            kept += "href" in markup
        seen = record.get("whatwg", {}).get("protocol")
        if seen and seen not in ("http:", "https:", "mailto:", "tel:"):
            found += [text] if "href" in html_of(make_prose(f"[x](<{text}>)").prose) else []

    assert [] == found
    assert kept > 100


def test_url_fields_take_only_https_with_the_host_a_browser_sees(shared: Path) -> None:
    """An address that is taken is https (or the author's own machine), and its host is the browser's."""
    wrong = []
    taken = 0
    for text, record in items(shared, "urls"):
        try:
            url = parse_url(text)
        except Wrong:
            continue
        taken += 1
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
            wrong.append(url)
        host = record.get("whatwg", {}).get("host")
        if (
            host
            and parts.netloc.isascii()
            and parts.netloc.lower().removesuffix(":443") != host.removesuffix(":443")
        ):
            wrong.append(f"{url} goes to {host}")

    assert [] == wrong
    assert taken > 20


@pytest.mark.parametrize("scale", [0.5, 1, 2])
def test_markdown_that_eats_time_is_refused_or_made_in_two_seconds(shared: Path, scale: float) -> None:
    """No text takes long, at half, full and double size."""
    slow = []
    for _, record in items(shared, "dos-markdown"):
        text = "".join(part * max(1, int(count * scale)) for part, count in record["parts"])
        start = time.process_time()
        make_prose(text)
        if time.process_time() - start > 2:
            slow.append(record["name"])

    assert [] == slow


def test_markdown_that_eats_time_just_within_the_size_is_fast_as_well(shared: Path) -> None:
    """The size limit is not all that helps: cut to it, the same texts take two seconds at most."""
    slow, refused = [], 0
    for text, record in items(shared, "dos-markdown"):
        start = time.process_time()
        refused += bool(make_prose(text[:19_999]).faults)
        if time.process_time() - start > 2:
            slow.append(record["name"])

    assert [] == slow
    assert refused


def test_yaml_is_data_and_never_a_crash(shared: Path) -> None:
    """Every YAML text is read or refused in a second; nothing but text, lists and mappings comes out."""
    for text, record in items(shared, "yaml"):
        start = time.process_time()
        source = parse_source("x.yaml", text.replace("\r\n", "\n"))

        assert time.process_time() - start < 1, record["id"]
        assert is_plain(source.values), record["id"]


def test_yaml_that_a_suite_calls_wrong_is_refused(shared: Path) -> None:
    """Nine in ten of the texts that YAML's own tests call wrong are refused: others are right in 1.1."""
    wrong = [text for text, record in items(shared, "yaml") if record.get("expect_error")]
    refused = [text for text in wrong if parse_source("x.yaml", text).problems]

    assert len(refused) >= 0.9 * len(wrong) > 0


def test_yaml_that_a_suite_reads_as_a_mapping_of_text_is_read_the_same(shared: Path) -> None:
    """What is not refused has the values that YAML's own tests expect, as far as they are text."""
    same = 0
    for text, record in items(shared, "yaml"):
        source = parse_source("x.yaml", text)
        if source.problems or record.get("expect_error") or not record.get("json"):
            continue
        try:
            expected = json.loads(record["json"])
        except ValueError:
            continue
        if isinstance(expected, dict) and all(isinstance(value, str) for value in expected.values()):
            assert expected == source.values, record["id"]
            same += 1

    assert same > 10


def is_plain(value: Any) -> bool:
    """Return whether a value is made of text, lists and mappings alone."""
    if isinstance(value, dict):
        return all(type(key) in (str, Plain) and is_plain(entry) for key, entry in value.items())
    if isinstance(value, list):
        return all(is_plain(entry) for entry in value)
    return type(value) in (str, Plain)


@pytest.mark.parametrize(
    ("corpus", "every"), [("naughty-strings", 1), ("xss-html", 2 * EVERY), ("ssti-jinja", 1)]
)
def test_text_fields_keep_quoted_text_or_refuse_it(shared: Path, corpus: str, every: int) -> None:
    """Text in quotes comes out as it went in, but for spaces around it."""
    for text, _ in items(shared, corpus, every):
        assert kept_text(text) in (text.strip(), "no-value", "invisible", "too-long")


def kept_text(text: str) -> str:
    """Return what a field makes of a text in quotes, or the code of what is wrong with it."""
    try:
        return parse_text(text)
    except Wrong as wrong:
        return wrong.code


def test_front_matter_of_any_text_is_a_source_or_a_problem(shared: Path) -> None:
    """No text at all makes the reader raise."""
    for text, _ in items(shared, "naughty-strings"):
        source = parse_markdown("x.md", f"---\ntitle: {text}\n---\n{text}\n")

        assert source.problems or "title" in source.values


def test_paths_never_lead_out(shared: Path, tmp_path: Path) -> None:
    """No path of the corpus reads a file outside of the root, in whichever folder it starts."""
    (tmp_path / "secret.txt").write_text("secret")
    site = tmp_path / "site"
    (site / "images").mkdir(parents=True)
    root = Root(site)
    for text, _ in items(shared, "paths"):
        for path in (text, f"images/{text}", text.replace("etc/passwd", "secret.txt")):
            with pytest.raises(FileFault):
                root.read_bytes(path)


def test_picture_paths_never_lead_out(shared: Path) -> None:
    """A picture's path that is taken stays below images/."""
    taken = 0
    for text, _ in items(shared, "paths"):
        for path in (text, f"{text}.jpg"):
            try:
                src = picture_src(path)
            except Wrong:
                continue
            taken += 1
            assert not src.startswith(("/", ".")), src
            assert ".." not in src.split("/"), src
            assert "\\" not in src, src

    assert taken > 20
