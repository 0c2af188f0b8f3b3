"""What a host pastes for a brand: the element, the room that it takes, the frame, and where its script is."""

from html import escape

from shopgen.pages.markup import unbraced
from shopgen.pages.parts.audience import audience_attribute, is_for_all
from shopgen.pages.parts.beacon import beacon_of, element_scripts
from shopgen.pages.parts.heads import brand_name
from shopgen.pages.parts.host_scripts import hashed_script_path, script_integrity, script_path
from shopgen.pages.styles import read_module_height
from shopgen.pages.views.brand import LinkView
from shopgen.pages.views.words import WordsView
from shopgen.pages.voice.voice import Voice

_MEDIUM_PX = 16
"""`font-size: medium` where a viewer has set nothing else."""
_WIDTH = {"flex": "auto", "place-self": "stretch", "min-width": "0"}
"""As wide as its place in a row, a column or a grid; embed.js has it too, but comes later."""


def script_line(voice: Voice, name: str) -> str:
    """Return a script for hosts under the name that it keeps."""
    return _script(voice, script_path(voice.addresses, name), is_async=True)


def script_lines(voice: Voice) -> str:
    """Return the scripts of the element under the names that they keep.

    One alone runs as soon as it is there. Two wait for the page and run in order, so that no event is told
    before someone listens.
    """
    names = element_scripts(voice)
    is_async = len(names) == 1
    return "\n".join(_script(voice, script_path(voice.addresses, n), is_async=is_async) for n in names)


def hashed_script_lines(voice: Voice) -> str:
    """Return the same of this release, which the page verifies (Subresource Integrity)."""
    names = element_scripts(voice)
    is_async = len(names) == 1
    return "\n".join(
        _script(voice, hashed_script_path(voice.addresses, n), script_integrity(n), is_async=is_async)
        for n in names
    )


def _script(voice: Voice, path: str, integrity: str = "", *, is_async: bool) -> str:
    manner = " async" if is_async else ""
    verified = f' integrity="{integrity}" crossorigin="anonymous"' if integrity else ""
    return f'<script type="module"{manner} src="{escape(voice.addresses.absolute(path))}"{verified}></script>'


def element(voice: Voice, *, is_strict: bool = False) -> str:
    """Return the element with the room that it takes, which a strict page keeps by a rule of its own."""
    rule = audience_attribute(voice.brand.audience, voice.slug)
    # In single quotes, so that the JSON within stays readable.
    readable_rule = escape(rule).replace("&quot;", '"')
    # What a viewer may not see has no room kept for it: the element keeps it once it has decided.
    decided = f" hidden audience='{readable_rule}' height=\"{_height_em(voice)}\"" if rule else ""
    manner = decided + ("" if is_strict else f' style="{room_style(voice)}"')
    beacon = beacon_of(voice)
    told = f' beacon="{escape(beacon)}"' if beacon else ""
    return f'<shop-module src="{_source(voice)}"{told}{manner}>{link_to_shop(voice)}</shop-module>'


def room_style(voice: Voice) -> str:
    """Return the style attribute that keeps the element's room: its width alone where script decides."""
    room = _room(voice) if is_for_all(voice.brand.audience) else _WIDTH
    return ";".join(f"{name}:{value}" for name, value in room.items())


def room_rule(voice: Voice) -> str:
    """Return the rule by which a strict page's style sheet keeps the room."""
    room = "; ".join(f"{name}: {value}" for name, value in _room(voice).items())
    return f'shop-module[src="{_source(voice)}"]:not([hidden]) {{ {room} }}'


def iframe(voice: Voice, mark: str = "") -> str:
    """Return the frame. Its border is an attribute: strict pages allow no style, and WordPress keeps none."""
    url = voice.addresses.absolute(f"{voice.addresses.folder(voice.locale)}frame/index.html")
    return (
        f'<iframe {mark}src="{escape(url)}" title="{_text(shop_of(voice))}" width="100%" '
        f'height="{module_height(voice)}" loading="lazy" frameborder="0"></iframe>'
    )


def oembed_link(voice: Voice) -> LinkView:
    """Return where readers of oEmbed find the frame, for the heads of pages that they may ask about."""
    url = voice.addresses.absolute(f"{voice.addresses.folder(voice.locale)}oembed.json")
    return LinkView(url, WordsView(shop_of(voice)))


def oembed_line(voice: Voice) -> str:
    """Return the same as a head has it."""
    link = oembed_link(voice)
    return (
        '<link rel="alternate" type="application/json+oembed" '
        f'href="{escape(link.url)}" title="{_text(link.text.value)}">'
    )


def link_to_shop(voice: Voice) -> str:
    """Return the link that stands where there is no module."""
    url = voice.addresses.absolute(voice.addresses.shop(voice.locale))
    return f'<a href="{escape(url)}">{_text(shop_of(voice))}</a>'


def shop_of(voice: Voice) -> str:
    """Return what the module is called where nothing else of it is seen."""
    return voice.words.gettext("The shop of %(brand)s", brand=voice.isolate(brand_name(voice).value))


def module_height(voice: Voice) -> int:
    """Return the room that the module takes, in CSS pixels at the default font size."""
    height = read_module_height(voice.door, voice.theme.name)
    return height.of(voice.brand.module.direction)


def _room(voice: Voice) -> dict[str, str]:
    return {"display": "block", "font-size": "medium", "min-height": _height_em(voice)} | _WIDTH


def _height_em(voice: Voice) -> str:
    """Return the room in the viewer's own letters, which the module is written in."""
    return f"{module_height(voice) / _MEDIUM_PX:g}em"


def _text(text: str) -> str:
    """Return a text for HTML that may be pasted into a template."""
    return unbraced(escape(text))


def _source(voice: Voice) -> str:
    return escape(voice.addresses.absolute(voice.addresses.folder(voice.locale)))
