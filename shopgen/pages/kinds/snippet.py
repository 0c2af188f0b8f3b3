"""The snippet page and `oembed.json`: ways to take a brand's module in, with this brand's values."""

from collections.abc import Iterator
from html import escape
from typing import Any

from shopgen.pages.artifact import Artifact
from shopgen.pages.data import dump_json
from shopgen.pages.door import Door
from shopgen.pages.kinds.embed_script import hashed_script_path, script_integrity, script_path
from shopgen.pages.parts.audience import audience_attribute
from shopgen.pages.parts.frames import brand_view
from shopgen.pages.parts.heads import NOT_FOR_SEARCH, Page, head_view, title_of
from shopgen.pages.styles import read_module_height, read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.snippet import SnippetView, SnippetWayView
from shopgen.pages.voice.voice import Voice, read_voice

OEMBED_WIDTH = 640


def render_snippet_page(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return `snippet.html`."""
    voice = read_voice(door, brand, locale)
    page = Page(voice, lambda tag: f"{voice.addresses.folder(tag)}snippet.html")
    theme = voice.page_theme(page.link)
    brand_shown = brand_view(voice, page.link, page.link)
    view = SnippetView(
        head=head_view(
            page,
            title_of(voice, voice.words.gettext("Take the shop into your page"), brand_shown.name.value),
            None,
            read_style(theme, "snippet"),
            script=read_script(theme, "snippet"),
            robots=NOT_FOR_SEARCH,
        ),
        brand=brand_shown,
        ways=_ways(voice, brand_shown.name.value),
    )
    html = render_template(theme, "snippet.html", view, voice.words)
    return (Artifact(page.path, html.encode()), *theme.artifacts)


def render_oembed(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return `oembed.json`: the frame, as consumers of oEmbed 1.0 take it in."""
    voice = read_voice(door, brand, locale)
    absolute, folder = voice.addresses.absolute, voice.addresses.folder(locale)
    name = voice.brand_words.say(lambda words: words.name, brand).value
    data: dict[str, Any] = {
        "version": "1.0",
        "schema_version": 1,
        "type": "rich",
        "title": voice.words.gettext("The shop of %(brand)s", brand=name),
        "author_name": name,
        "author_url": absolute(voice.addresses.shop(locale)),
        **({"provider_name": voice.site.platform} if voice.site.platform else {}),
        "provider_url": voice.addresses.site_url,
        "width": OEMBED_WIDTH,
        "height": _height(voice),
        "html": _iframe(voice, name),
    }
    return (Artifact(f"{folder}oembed.json", dump_json(data).encode()),)


def _ways(voice: Voice, name: str) -> tuple[SnippetWayView, ...]:
    return (*_script_ways(voice, name), *_server_ways(voice), *_linked_ways(voice, name))


def _script_ways(voice: Voice, name: str) -> tuple[SnippetWayView, ...]:
    say, absolute, addresses = voice.words.gettext, voice.addresses.absolute, voice.addresses
    element, script = _element(voice, name), _script(voice, "embed")
    hashed = (
        f'<script type="module" async src="{escape(absolute(hashed_script_path(addresses)))}" '
        f'integrity="{script_integrity()}" crossorigin="anonymous"></script>'
    )
    return (
        SnippetWayView(
            say("By script"),
            say("Two lines. The link inside works without script, and becomes the shop where script runs."),
            f"{script}\n{element}",
        ),
        SnippetWayView(
            say("By script that never changes"),
            say("The same with a file of this release alone, whose content your page verifies."),
            f"{hashed}\n{element}",
        ),
        SnippetWayView(
            say("By script, where your policy allows no inline style"),
            say("The rule belongs into your style sheet. It keeps the room that the shop will take."),
            f"{script}\n{_element(voice, name, is_strict=True)}\n\n{_rule(voice)}",
        ),
    )


def _server_ways(voice: Voice) -> tuple[SnippetWayView, ...]:
    say = voice.words.gettext
    return (
        SnippetWayView(
            say("By your server, without script"),
            say("Let your server fetch this file and put it into the page. This is how nginx does it."),
            _server_include(voice, "module.html"),
        ),
        SnippetWayView(
            say("By your server, under a strict policy"),
            say("The same file with a linked style sheet, where your policy allows no inline style."),
            _server_include(voice, "module-linked.html"),
        ),
    )


def _linked_ways(voice: Voice, name: str) -> tuple[SnippetWayView, ...]:
    say, addresses = voice.words.gettext, voice.addresses
    url = escape(addresses.absolute(f"{addresses.folder(voice.locale)}oembed.json"))
    return (
        SnippetWayView(
            say("As a frame"),
            say("Where neither is possible. With the script its height follows what is in it."),
            f"{_iframe(voice, name, 'data-shop-module ')}\n{_script(voice, 'frame')}",
        ),
        *_over_the_page(voice),
        SnippetWayView(
            say("By oEmbed"),
            say("In the head of a page that readers of oEmbed may ask about."),
            f'<link rel="alternate" type="application/json+oembed" href="{url}">',
        ),
    )


def _over_the_page(voice: Voice) -> Iterator[SnippetWayView]:
    """Yield the way in which products open over the host's page: only hosts that are named may frame them."""
    if voice.site.hosts:
        say = voice.words.gettext
        yield SnippetWayView(
            say("Products over your page"),
            say("One more line beside the others. On a desktop, a chosen product then opens over your page."),
            _script(voice, "sheet"),
        )


def _script(voice: Voice, name: str) -> str:
    url = voice.addresses.absolute(script_path(voice.addresses, name))
    return f'<script type="module" async src="{escape(url)}"></script>'


def _server_include(voice: Voice, file: str) -> str:
    """Return what nginx needs: its includes know only addresses of its own server."""
    folder = voice.addresses.folder(voice.locale)
    local = f"/shop-module/{folder}{file}"
    return (
        f"location = {local} {{ proxy_pass {voice.addresses.absolute(folder + file)}; }}\n"
        f'<!--#include virtual="{local}" -->'
    )


def _element(voice: Voice, name: str, *, is_strict: bool = False) -> str:
    """Return the element with the room that it takes, which a strict page keeps by a rule of its own."""
    absolute, folder = voice.addresses.absolute, voice.addresses.folder(voice.locale)
    rule = audience_attribute(voice.brand.audience, voice.slug)
    # In single quotes, so that the JSON within stays readable.
    readable_rule = escape(rule).replace("&quot;", '"')
    # What a viewer may not see has no room kept for it: the element keeps it once it has decided.
    manner = (
        f" hidden audience='{readable_rule}' height=\"{_height(voice)}\""
        if rule
        else ""
        if is_strict
        else f' style="display:block;min-height:{_height(voice)}px"'
    )
    shop_url = absolute(voice.addresses.shop(voice.locale))
    link = f'<a href="{escape(shop_url)}">{escape(_shop_of(voice, name))}</a>'
    return f'<shop-module src="{escape(absolute(folder))}"{manner}>{link}</shop-module>'


def _rule(voice: Voice) -> str:
    return f"shop-module:not([hidden]) {{ display: block; min-height: {_height(voice)}px }}"


def _iframe(voice: Voice, name: str, mark: str = "") -> str:
    url = voice.addresses.absolute(f"{voice.addresses.folder(voice.locale)}frame/index.html")
    return (
        f'<iframe {mark}src="{escape(url)}" title="{escape(_shop_of(voice, name))}" width="100%" '
        f'height="{_height(voice)}" loading="lazy" style="border:0"></iframe>'
    )


def _shop_of(voice: Voice, name: str) -> str:
    return voice.words.gettext("The shop of %(brand)s", brand=voice.isolate(name))


def _height(voice: Voice) -> int:
    height = read_module_height(voice.door, voice.theme.name)
    return height.of(voice.brand.module.direction)
