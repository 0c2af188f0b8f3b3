"""Other people's pages: templates of real profile pages, and small ones that are as hostile as pages get."""

import re
from dataclasses import dataclass

import pytest

from tests.browser.demo import PROJECT
from tests.browser.host import Root

ADDRESS = "http://profiles.example/"
FOLDER = PROJECT.parent / "shared/hosts"
"""Where templates under licences of their own lie, beside the project on some machines."""
TEMPLATES = (
    "bulma-instaalbum",
    "hcard-unstyled",
    "littlelink",
    "now-ui-kit-profile",
    "startbootstrap-resume",
    "tailwind-profile-card",
)

PLAIN = "<!doctype html><html lang=en><meta charset=utf-8><title>Ada</title>{style}<body>{body}</body></html>"
NAMES = ".shop,.top,.title,.nav,.list,.card,.card-link,.card-picture,.price,.amount,.chip,.all"
CLASHING = (
    "--gap:1rem;--list:9em;--card:4em;--row:1em;--plate:2em;--high:3em;--beside:1em;--quiet:lime;--quietness:9%;"
    "--line:red;--mat:red;--chip:red;--chip-ink:lime;--sale:blue;--tint:90;--accent-hue:90;--accent-ink:red;"
    "--round:0;--bold:100;--turn:9;--swift:5s;--caps:normal;--slant:normal;--track:0;--card-ratio:9/1"
)
"""What pages may say of the names that themes use, and mean their own."""
OWN = {
    "blank": PLAIN.replace("{style}", ""),
    "unset": PLAIN.replace("{style}", "<style>*,::before,::after{all:unset!important}</style>"),
    "reset": PLAIN.replace(
        "{style}",
        "<style>*{box-sizing:content-box!important}h2,p,a,img,ul,li,button,section,header{all:unset!important;"
        f"width:1px!important}}{NAMES}{{display:none!important;font-size:90px!important}}</style>",
    ),
    "loud": PLAIN.replace(
        "{style}",
        "<style>body *{font:italic 30px/3 serif!important;letter-spacing:.3em!important;"
        "word-spacing:1em!important;"
        "text-transform:uppercase!important;text-align:right!important;text-indent:2em!important;"
        "white-space:pre!important;text-shadow:0 0 9px red!important;list-style:square!important;"
        "cursor:wait!important;quotes:none!important;hyphens:auto!important;word-break:break-all!important;"
        "-webkit-text-stroke:2px red!important;border-spacing:9px!important;"
        "text-decoration:line-through red 2px!important}</style>",
    ),
    "names": PLAIN.replace(
        "{style}",
        f"<style>*{{{CLASHING}}}@property --list{{syntax:'<color>';inherits:false;initial-value:red}}"
        "@property --card{syntax:'<color>';inherits:false;initial-value:red}"
        "@property --line{syntax:'<length>';inherits:false;initial-value:9px}</style>",
    ),
    "drawn": PLAIN.replace(
        "{style}",
        "<style>shop-module::before,shop-module::after{content:'X'!important;display:block!important}"
        "shop-module{columns:3!important;writing-mode:vertical-rl!important;contain:none!important}</style>",
    ),
    "cards": PLAIN.replace(
        "{style}",
        "<h2 class=title>Posts</h2><ul class=list><li class=card><p class=card-picture>A post</p></ul>",
    ),
    "rtl": PLAIN.replace("<html", "<html dir=rtl").replace("{style}", ""),
    "large": PLAIN.replace("{style}", "<style>html,body{font-size:200%}</style>"),
    "quirks": PLAIN.replace("<!doctype html>", "").replace("{style}", "<style>body{font-size:40px}</style>"),
}


@dataclass(frozen=True, slots=True)
class Profile:
    """A page that takes a module in: where it stands and its source, which ends in the middle of its body."""

    url: str
    before: str
    after: str

    def with_body(self, body: str) -> str:
        """Return the page's source with this in it, as the last of its body."""
        return f"{self.before}{body}{self.after}"


def read_profile(name: str) -> Profile:
    """Return a page by its name; a real template that is not on this machine skips the test."""
    if name in OWN:
        before, after = OWN[name].split("{body}")
        return Profile(f"{ADDRESS}{name}/", before, after)
    if not FOLDER.is_dir():
        pytest.skip("needs the real profile pages in ../shared, which are no part of the project")
    text = (FOLDER / name / "index.html").read_text(encoding="utf-8")
    end = re.search(r"</body>", text, re.IGNORECASE)
    cut = end.start() if end else len(text)
    return Profile(f"{ADDRESS}{name}/", text[:cut], text[cut:])


def template_roots() -> tuple[Root, ...]:
    """Return where the templates' sheets and pictures are served."""
    return tuple(Root(f"{ADDRESS}{name}/", FOLDER / name) for name in TEMPLATES)
