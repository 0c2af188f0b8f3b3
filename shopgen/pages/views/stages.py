"""Pages of ours that have the module in them: the bare frame and the made-up profile."""

from dataclasses import dataclass

from shopgen.pages.views.brand import BrandView, LinkView
from shopgen.pages.views.head import HeadView
from shopgen.pages.views.words import HtmlView


@dataclass(frozen=True, slots=True)
class PostView:
    """A post on the made-up profile."""

    text: str
    when: str


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The made-up profile page. `module` is the module's fragment as it is in `module.html`."""

    head: HeadView
    brand: BrandView
    module: HtmlView
    posts: tuple[PostView, ...]
    locales: tuple[LinkView, ...]
    script_url: str
    """The embed script."""
    beacon_script_url: str
    """The script that tells the element's events, which has to run first; empty where it tells no one."""


@dataclass(frozen=True, slots=True)
class FrameView:
    """The module as a document of its own. `module` is its fragment as it is in `module.html`."""

    head: HeadView
    brand: BrandView
    module: HtmlView
    script_url: str
    """The embed script."""
    beacon_script_url: str
    """The script that tells the element's events, which has to run first; empty where it tells no one."""
