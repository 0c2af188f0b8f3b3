"""The rule on a real nginx, by the docs' lines and the snippet page's: the same viewers see the module."""

import random
import re
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from shopgen.cli.main import main
from shopgen.shop.audience import Audience, Viewer, decide
from tests.audiences import PLATFORMS, TAGS
from tests.builders import make_brand, make_door
from tests.servers.nginx import Client, running
from tests.unit.pages.pages import pasted_codes

DOCUMENT = Path(__file__).parents[2] / "docs" / "audience.md"
AUDIENCES = {
    "for-all": Audience(),
    "for-none": Audience(enabled=False),
    "not-begun": Audience(rollout=Decimal(0)),
    "regions": Audience(regions=("US", "CA")),
    "languages": Audience(languages=("fr", "zh")),
    "platforms": Audience(platforms=("ios", "web")),
    "quarter": Audience(rollout=Decimal("25")),
    "nearly-all": Audience(rollout=Decimal("99.99")),
    "opt-in": Audience(opt_in=True),
    "all-of-it": Audience(True, ("US", "FR"), ("en", "fr"), ("ios", "android"), Decimal("62.5"), True),
    "region-of-regions": Audience(regions=("FR",)),
    "a-brand-whose-name-is-much-longer-than-most": Audience(True, ("US",), (), (), Decimal(50), True),
}
AGENTS = {
    "": "",
    "ios": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
    "android": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile",
    "web": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15",
}
COOKIES = {None: "", True: "shop=on", False: "shop=off"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An nginx with every rule, whose one page takes in the modules that its viewer is to see."""
    folder = tmp_path_factory.mktemp("nginx")
    http = "".join((_block("nginx"), *(_rule(folder / "site", brand) for brand in AUDIENCES)))
    _publish(folder / "public")
    server = f"root {folder / 'public'}; location / {{ ssi on; }}"
    with running(folder, http, server) as address, closing(Client(address)) as client:
        yield client


def _rule(site: Path, brand: str) -> str:
    """Return what the program prints for a brand that is written as an author writes it."""
    audience = AUDIENCES[brand]
    settings = (
        f"enabled: {str(audience.enabled).lower()}, regions: [{', '.join(audience.regions)}], "
        f"languages: [{', '.join(audience.languages)}], platforms: [{', '.join(audience.platforms)}], "
        f"rollout: {audience.rollout}%, opt_in: {str(audience.opt_in).lower()}"
    )
    (site / "brands" / brand).mkdir(parents=True)
    text = f"name: Acme\ncurrency: EUR\naudience: {{{settings}}}\n"
    (site / "brands" / brand / "brand.yaml").write_text(text, "utf-8")
    words = ["--site", str(site), "audience", brand, "--rule", "nginx"]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    assert 0 == result.exit_code, result.output
    return result.stdout


def _publish(public: Path) -> None:
    for brand in AUDIENCES:
        (public / "shop-module" / brand).mkdir(parents=True)
        (public / "shop-module" / brand / "module.html").write_text(f"[{brand}]</shop-module>", "utf-8")
    (public / "index.html").write_text("\n".join(map(_include, AUDIENCES)), "utf-8")


def _include(brand: str) -> str:
    """Return the snippet page's line for a brand that leaves someone out."""
    codes = pasted_codes(make_door(brand=make_brand(audience=Audience(enabled=False))))
    line = next(code for code in codes if "<!--# include" in code)
    variable = brand.replace("-", "_")
    for old, new in (("_fjord", f"_{variable}"), ("fjord_", f"{variable}_"), ("fjord", brand)):
        line = line.replace(old, new)
    return line


def _block(kind: str) -> str:
    """Return the one block of a kind of code that the document has."""
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return str(found)


def _headers(viewer: Viewer) -> dict[str, str]:
    """Return what a browser and the edge before this server say of a viewer."""
    cookies = [COOKIES[viewer.opted_in], f"viewer={viewer.key}" if viewer.key else ""]
    said = {
        "X-Country": viewer.region,
        "Accept-Language": viewer.language and f"{viewer.language},de;q=0.8,*;q=0.1",
        "User-Agent": AGENTS[viewer.platform],
        "Cookie": "; ".join(cookie for cookie in cookies if cookie),
    }
    return {name: value for name, value in said.items() if value}


def _viewers() -> list[Viewer]:
    """Return 200 viewers, the same at each run; of some little is known."""
    chance = random.Random(4711)  # noqa: S311  nothing is kept secret by it
    return [
        Viewer(
            chance.choice(("", "US", "us", "CA", "FR", "NO")),
            chance.choice(TAGS),
            chance.choice(("", *PLATFORMS)),
            chance.choice(("", f"v{number}", f"ключ-{number}")),
            chance.choice((None, True, True, False)),
        )
        for number in range(200)
    ]


def test_server_takes_in_the_modules_that_a_viewer_is_to_see(client: Client) -> None:
    """nginx shows each of 200 viewers exactly the modules that shopgen says they see."""
    viewers = _viewers()

    shown = [re.findall(r"\[(.+?)\]", client.get("/", _headers(viewer))) for viewer in viewers]

    expected = [
        [brand for brand, audience in AUDIENCES.items() if decide(audience, brand, viewer).is_shown]
        for viewer in viewers
    ]
    assert expected == shown
    assert set(AUDIENCES) - {"for-none", "not-begun"} == {brand for brands in expected for brand in brands}
