"""A site that `shopgen serve` shows, in a process of its own, and what is asked of it over HTTP."""

import http.client
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO

from PIL import Image

from tests.commands import write

PROGRAM = Path(__file__).parents[1] / ".venv/bin/shopgen"
WAIT_S = 20
MUG = """---
title: Mug
price: "24.00"
sale_price: "19.00"
sale_price_effective_date: 2031-05-01/2031-05-08
image: mug.png
image_alt: A mug
options: {size: [S, L]}
variants:
  - {sku: MUG-S, options: {size: S}}
  - {sku: MUG-L, options: {size: L}, price: "28.00", sale_price: "22.00"}
---
For tea.
"""
SITE = {
    "shopgen.yaml": "platform: Square\n",
    "brands/acme/brand.yaml": """name: Acme
currency: EUR
locales: [en, fr]
audience: {regions: [DE]}
theme: {name: mine}
checkout: {provider: link, template: "https://pay.example/buy{?sku}"}
""",
    "brands/acme/products/mug.md": MUG,
    "brands/acme/products/pot.md": "---\ntitle: Pot\nprice: '64.00'\n---\n" + "It pours.\n\n" * 60,
    "brands/acme/products/mug.fr.md": "---\ntitle: Tasse\n---\nPour le thé.\n",
    "themes/mine/theme.yaml": "title: Mine\ncontract: 1\nextends: default\n",
    "themes/mine/static/css/after/checkout.css": "h1 { text-indent: 1px }\n",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a request."""

    status: int
    headers: Message
    data: bytes

    @property
    def body(self) -> str:
        """It as text."""
        return self.data.decode("utf-8", "replace")


class Preview:
    """A preview that runs: where its sources are, and what it says."""

    def __init__(self, site: Path, process: "subprocess.Popen[str]") -> None:
        self.site, self.process = site, process
        self.lines: Queue[str] = Queue()
        self.readers = [Thread(target=self._read, args=(s,)) for s in (process.stdout, process.stderr) if s]
        for reader in self.readers:
            reader.start()
        self.host = ""

    def wait_until_ready(self) -> None:
        """Wait until it has told its address."""
        address = self.wait_for_line("Preview ")
        found = re.search(r"http://([\d.]+:\d+)/", address)
        assert found, address
        self.host = found[1]
        self.wait_for_line("Time ")

    @property
    def url(self) -> str:
        """Its address, with a slash at its end."""
        return f"http://{self.host}/"

    def wait_for_line(self, part: str) -> str:
        """Return the next line that has this in it."""
        said = []
        try:
            while part not in (line := self.lines.get(timeout=WAIT_S)):
                said.append(line)
        except Empty:
            raise AssertionError(f"It never said {part!r}, but: {said}") from None
        return line

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return what there is at a path."""
        connection = http.client.HTTPConnection(self.host, timeout=WAIT_S)
        connection.request("GET", f"/{path}", headers=dict(headers or {}))
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        connection.close()
        return answer

    def wait_until(self, path: str, text: str, *, is_there: bool = True) -> None:
        """Wait until a page has a text in it, or has it no more."""
        end = time.monotonic() + WAIT_S
        while (text in self.get(path).body) != is_there:
            assert time.monotonic() < end, f"{path}: {self.get(path).body[:2000]}"
            time.sleep(0.005)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text in a source."""
        text = (self.site / file).read_text(encoding="utf-8")
        assert old in text
        (self.site / file).write_text(text.replace(old, new), encoding="utf-8")

    def stop(self, sent: int = signal.SIGINT) -> int:
        """Have it stop, and return its exit code."""
        self.process.send_signal(sent)
        return self.process.wait(WAIT_S)

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self.lines.put(line)


def make_site(site: Path) -> None:
    """Write a small shop."""
    for name, text in SITE.items():
        write(site / name, text)
    paint(site / "brands/acme/images/mug.png", (200, 90, 30))


def paint(path: Path, colour: tuple[int, int, int]) -> None:
    """Write a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (48, 60), colour).save(path)


@contextmanager
def previewing(site: Path, *options: str) -> Iterator[Preview]:
    """Show a site for as long as the block lasts."""
    environment = {name: value for name, value in os.environ.items() if name != "SHOPGEN_EDITOR"}
    process = subprocess.Popen(
        [PROGRAM, "--site", site, "serve", "--port", "0", "--jobs", "1", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**environment, "PYTHONUNBUFFERED": "1"},
    )
    preview = Preview(site, process)
    try:
        preview.wait_until_ready()
        yield preview
    finally:
        process.terminate()
        process.wait(WAIT_S)
        for reader in preview.readers:
            reader.join()
