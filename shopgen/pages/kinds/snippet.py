"""The snippet page and `oembed.json`: ways to take a brand's module in, with this brand's values."""

from collections.abc import Iterator
from typing import Any

from shopgen.pages.artifact import Artifact
from shopgen.pages.data import dump_json
from shopgen.pages.door import Door
from shopgen.pages.kinds.module import read_module
from shopgen.pages.parts import includes
from shopgen.pages.parts.audience import is_for_all
from shopgen.pages.parts.frames import brand_view
from shopgen.pages.parts.heads import NOT_FOR_SEARCH, Page, brand_name, head_view, title_of
from shopgen.pages.parts.host_policies import (
    policy_by_linked_style,
    policy_by_script,
    policy_by_server,
    policy_for_frame,
    policy_over_the_page,
)
from shopgen.pages.parts.pasted import (
    element,
    hashed_script_lines,
    iframe,
    module_height,
    oembed_line,
    room_rule,
    room_style,
    script_line,
    script_lines,
    shop_of,
)
from shopgen.pages.styles import read_script, read_style
from shopgen.pages.theme import render_template
from shopgen.pages.views.snippet import SnippetView, SnippetWayView
from shopgen.pages.voice.voice import Voice, read_voice

OEMBED_WIDTH = 640

_FRAGMENT = "module.html"
_LINKED_FRAGMENT = "module-linked.html"


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
        ways=(*_script_ways(voice), *_server_ways(voice), *_linked_ways(voice)),
    )
    html = render_template(theme, "snippet.html", view, voice.words)
    return (Artifact(page.path, html.encode()), *theme.artifacts)


def render_oembed(door: Door, brand: str, locale: str) -> tuple[Artifact, ...]:
    """Return `oembed.json`: the frame, as consumers of oEmbed 1.0 take it in.

    Of a brand that is not for all it is a link (section 2.3.4.3): who takes a frame in asks no one.
    """
    voice = read_voice(door, brand, locale)
    absolute, folder = voice.addresses.absolute, voice.addresses.folder(locale)
    data: dict[str, Any] = {
        "version": "1.0",
        "schema_version": 1,
        "type": "rich" if is_for_all(voice.brand.audience) else "link",
        "title": shop_of(voice),
        "author_name": brand_name(voice).value,
        "author_url": absolute(voice.addresses.shop(locale)),
        **({"provider_name": voice.site.platform} if voice.site.platform else {}),
        "provider_url": voice.addresses.site_url,
        **(_framed(voice) if is_for_all(voice.brand.audience) else {}),
    }
    return (Artifact(f"{folder}oembed.json", dump_json(data).encode()),)


def _framed(voice: Voice) -> dict[str, Any]:
    return {"width": OEMBED_WIDTH, "height": module_height(voice), "html": iframe(voice)}


def _script_ways(voice: Voice) -> tuple[SnippetWayView, ...]:
    say, script = voice.words.gettext, script_lines(voice)
    policy = policy_by_script(voice, room_style(voice))
    return (
        SnippetWayView(
            say("By script"), _what_shows_without_script(voice), (f"{script}\n{element(voice)}",), policy
        ),
        SnippetWayView(
            say("By script that never changes"),
            say("The same with a file of this release alone, whose content your page verifies."),
            (f"{hashed_script_lines(voice)}\n{element(voice)}",),
            policy,
        ),
        SnippetWayView(
            say("By script, where your policy allows no inline style"),
            say("The rule belongs into your style sheet. It keeps the room that the shop will take."),
            (f"{script}\n{element(voice, is_strict=True)}", room_rule(voice)),
            policy_by_script(voice, ""),
        ),
    )


def _what_shows_without_script(voice: Voice) -> str:
    say = voice.words.gettext
    if not is_for_all(voice.brand.audience):
        return say("Without script nothing shows: the element hides until it knows who may see the shop.")
    return say("The link inside works without script, and becomes the shop where script runs.")


def _server_ways(voice: Voice) -> tuple[SnippetWayView, ...]:
    say = voice.words.gettext
    policy = policy_by_server(voice, _fragment_style(voice))
    return (
        SnippetWayView(
            say("By your server, without script"),
            say("Let your server fetch this file and put it into the page. This is how nginx does it."),
            includes.nginx(voice, _FRAGMENT),
            policy,
        ),
        SnippetWayView(
            say("By your server, under a strict policy"),
            say("The same file with a linked style sheet, where your policy allows no inline style."),
            includes.nginx(voice, _LINKED_FRAGMENT),
            policy_by_linked_style(voice),
        ),
        SnippetWayView(
            say("By Varnish"),
            say("It speaks no TLS to the shop: where the shop has no port without, name a proxy of yours."),
            includes.varnish(voice, _FRAGMENT),
            policy,
        ),
        SnippetWayView(
            say("By a template of yours"),
            say("In PHP, Jinja2 and Node. Keep what was fetched for some minutes."),
            (
                includes.php(voice, _FRAGMENT),
                includes.jinja(voice, _FRAGMENT),
                includes.node(voice, _FRAGMENT),
            ),
            policy,
        ),
    )


def _fragment_style(voice: Voice) -> str:
    absolute = voice.addresses.absolute
    return read_module(voice, voice.page_theme(absolute), absolute).view.style


def _linked_ways(voice: Voice) -> tuple[SnippetWayView, ...]:
    say = voice.words.gettext
    asked = includes.reminder(voice, "<!--", " -->")
    return (
        SnippetWayView(
            say("As a frame"),
            say("Where neither is possible. With the script its height follows what is in it."),
            (f"{asked}{iframe(voice, 'data-shop-module ')}\n{script_line(voice, 'frame')}",),
            policy_for_frame(voice),
        ),
        *_over_the_page(voice),
        SnippetWayView(
            say("By oEmbed"),
            say("In the head of a page that readers of oEmbed may ask about."),
            (oembed_line(voice),),
        ),
    )


def _over_the_page(voice: Voice) -> Iterator[SnippetWayView]:
    """Yield the way in which products open over the host's page: only hosts that are named may frame them."""
    if voice.site.hosts:
        say = voice.words.gettext
        yield SnippetWayView(
            say("Products over your page"),
            say("One more line beside the others. On a desktop, a chosen product then opens over your page."),
            (script_line(voice, "sheet"),),
            policy_over_the_page(voice),
        )
