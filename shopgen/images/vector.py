"""Draws an SVG: the one user of resvg, which knows no script, and is let nowhere near a file or a font.

resvg would read any file that an `<image>` names, use whatever fonts the machine has, and follow references
without end. So an SVG is walked first: what cannot be drawn alike everywhere is said, not left out silently.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

import resvg_py
from PIL import Image

from shopgen.images.fault import PictureError, PictureFault
from shopgen.problems import quote

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
MAX_WORK = 20_000
"""How many elements may be drawn, each counted as often as it is referred to, and layers and masks by what
they take: at 512 pixels, the worst that is let through is drawn in about 3 seconds."""

_MASK_WORK = 500
_LAYER_WORK = 50

_SVG = "http://www.w3.org/2000/svg"
_HREFS = ("href", "http://www.w3.org/1999/xlink href")
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)")
_LAYER = re.compile(r"(?<![-\w])(?:opacity|clip-path|isolation|mix-blend-mode)(?![-\w])")
_MASK = re.compile(r"(?<![-\w])mask(?![-\w])")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "": 1.0}
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_REFUSED = {
    "text": "Turn its text into outlines (in Inkscape: Path, Object to Path): fonts differ by machine.",
    "image": "Export it without embedded pictures, or export the whole as PNG.",
    "filter": "Take out shadows and blurs, or export it as PNG: a few letters can make one take for ever.",
    "foreignObject": "Export it as plain SVG, without HTML in it.",
}


@dataclass(slots=True)
class _Element:
    """An element of an SVG. The name of one in another namespace, which is not drawn, starts with `?`."""

    name: str
    attributes: dict[str, str]
    children: list["_Element"] = field(default_factory=list)
    text: str = ""

    def references(self) -> Iterator[str]:
        for name, value in self.attributes.items():
            if name in _HREFS:
                yield value.strip()
            yield from (found.strip() for found in _REFERENCE.findall(value))


def is_vector(data: bytes) -> bool:
    """Tell whether these bytes are meant as SVG: an `svg` element stands near their start."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and re.search(rb"<(?:\w+:)?svg[\s>/]", head) is not None


def vector_size(data: bytes) -> tuple[int, int]:
    """Return the size of an SVG's drawing area, in pixels rounded up.

    Raises:
        PictureError: it is broken, or has something in it that cannot be drawn safely and alike everywhere.
    """
    root = _parse(data)
    _check(root)
    return _size(root)


def draw_vector(data: bytes, width: int) -> Image.Image:
    """Return an SVG as pixels (`RGBA`), as wide as asked for, or narrower if it would be over twice as high.

    Raises:
        PictureError: as `vector_size`, or resvg cannot draw it.
    """
    own_width, own_height = vector_size(data)
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=data.decode("utf-8-sig"),
            width=max(1, min(width, 2 * width * own_width // own_height)),
            skip_system_fonts=True,
        )
    except BaseException as error:
        # A panic in Rust arrives as an exception that is no Exception, of a class that cannot be imported.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise PictureError(_broken(str(error))) from error
    with Image.open(BytesIO(bytes(png)), formats=("PNG",)) as image:
        return image.convert("RGBA")


def _broken(reason: str) -> PictureFault:
    return PictureFault(
        "svg-broken",
        f"The SVG cannot be read: {quote(reason, limit=100)}.",
        "Export it again as plain SVG, or as PNG.",
    )


def _refused(seen: str, hint: str) -> PictureError:
    return PictureError(PictureFault("svg-refused", f"The SVG has {seen}.", hint))


def _parse(data: bytes) -> _Element:
    if len(data) > MAX_BYTES:
        raise _refused(f"{len(data) // 1000} kilobytes", "Export it simpler, or as PNG.")
    top = _Element("", {})
    stack = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(stack) > MAX_DEPTH:
            raise _refused(f"elements nested deeper than {MAX_DEPTH}", "Ungroup what is in it.")
        own = name.removeprefix(_SVG + " ")
        element = _Element(own if own != name else f"?{name}", attributes)
        stack[-1].children.append(element)
        stack.append(element)

    def end(_name: str) -> None:
        stack.pop()

    def doctype(*_declaration: object) -> None:
        raise _refused("a declaration of entities", "Remove everything from <!DOCTYPE to its ]>.")

    def text(data: str) -> None:
        if stack[-1].name == "style":
            stack[-1].text += data

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = doctype
    try:
        parser.Parse(data.decode("utf-8-sig"), True)
    except (expat.ExpatError, UnicodeDecodeError) as error:
        raise PictureError(_broken(str(error))) from error
    return top.children[0]


def _walk(element: _Element) -> Iterator[_Element]:
    yield element
    for child in element.children:
        yield from _walk(child)


def _check(root: _Element) -> None:
    if root.name != "svg":
        raise PictureError(_broken("its first element is no <svg> in the namespace of SVG"))
    elements: dict[str, _Element] = {}
    for element in _walk(root):
        if element.name in _REFUSED:
            raise _refused(f"a <{element.name}> element", _REFUSED[element.name])
        for reference in element.references():
            if not reference.startswith("#") and element.name != "a":
                raise _refused(f"a reference to {quote(reference)}", "Let it refer to its own parts only.")
        elements.setdefault(element.attributes.get("id", ""), element)
    _check_styles(root, elements)
    is_styled = any(_LAYER.search(e.text) or _MASK.search(e.text) for e in _walk(root) if e.name == "style")
    _Work(elements, _LAYER_WORK if is_styled else 1, {}).of(root, frozenset())


def _check_styles(root: _Element, elements: Mapping[str, _Element]) -> None:
    """Refuse style sheets that refer to more than gradients: one rule could draw a pattern without end."""
    for style in (element for element in _walk(root) if element.name == "style"):
        for reference in _REFERENCE.findall(style.text):
            target = elements.get(reference.strip()[1:])
            if not reference.strip().startswith("#") or (target and target.name not in _GRADIENTS):
                raise _refused(
                    f"a style that refers to {quote(reference)}",
                    "Put the reference on the element itself (in Illustrator: presentation attributes).",
                )


@dataclass(slots=True)
class _Work:
    """Counts what drawing an element takes, every reference followed. `least` is what any element takes."""

    elements: Mapping[str, _Element]
    least: int
    known: dict[int, int]

    def of(self, element: _Element, above: frozenset[int]) -> int:
        if id(element) in above:
            raise _refused("a part that refers to itself", "Take the circle of references out.")
        if id(element) not in self.known:
            names = (reference[1:] for reference in element.references())
            targets = (self.elements[name] for name in names if name and name in self.elements)
            within = above | {id(element)}
            total = self._own(element) + sum(
                self.of(other, within) for other in (*element.children, *targets)
            )
            if total > MAX_WORK:
                raise _refused(f"more than {MAX_WORK} parts to draw", "Export it simpler, or as PNG.")
            self.known[id(element)] = total
        return self.known[id(element)]

    def _own(self, element: _Element) -> int:
        words = " ".join((*element.attributes, element.attributes.get("style", "")))
        if _MASK.search(words):
            return _MASK_WORK
        return _LAYER_WORK if _LAYER.search(words) else self.least


def _size(root: _Element) -> tuple[int, int]:
    box = re.split(r"[\s,]+", root.attributes.get("viewBox", "").strip())
    sides = _numbers(box[2:]) if len(box) == 4 else ()
    width, height = (_length(root.attributes.get(name, "")) for name in ("width", "height"))
    if len(sides) == 2 and min(sides) > 0:
        ratio = sides[0] / sides[1]
        width, height = width or (height * ratio if height else sides[0]), height or 0.0
        height = height or width / ratio
    if not (width and height and 1 <= width <= 1e5 and 1 <= height <= 1e5 and 0.02 < width / height < 50):
        raise PictureError(
            PictureFault(
                "svg-size",
                "The SVG does not say how large it is.",
                'Give its first element a viewBox, such as viewBox="0 0 200 80".',
            )
        )
    return math.ceil(width), math.ceil(height)


def _numbers(texts: list[str]) -> tuple[float, ...]:
    matches = [_LENGTH.fullmatch(text) for text in texts]
    return tuple(float(match[1]) for match in matches if match is not None and not match[2])


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0
