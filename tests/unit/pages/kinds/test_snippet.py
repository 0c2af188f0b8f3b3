"""Ways to take a module in."""

import json
from dataclasses import replace
from decimal import Decimal
from html import unescape

from shopgen.digests import csp_hash
from shopgen.pages.parts.host_scripts import host_script, script_integrity
from shopgen.pages.render import render
from shopgen.shop.audience import Audience
from shopgen.shop.site import Site
from tests.builders import FakeDoor, make_brand, make_door
from tests.unit.pages.pages import Outline, pasted_codes, render_text


def test_a_pasted_element_leads_to_the_shop_before_anything_runs() -> None:
    """The element has the module's address, the height it needs, and a link that works without script."""
    by_script = pasted_codes(make_door())[0]
    outline = Outline(by_script)

    assert ("shop-module", "src", "https://shops.example/fjord/") in outline.attributes
    assert ("a", "href", "https://shops.example/fjord/") in outline.attributes
    assert (
        "shop-module",
        "style",
        "display:block;font-size:medium;min-height:21.625em;flex:auto;place-self:stretch;min-width:0",
    ) in outline.attributes


def test_the_audience_rides_on_the_element() -> None:
    """A rule that leaves someone out is on the element, readable by the script; a rule for all is not."""
    brand = make_brand(audience=Audience(regions=("US",), rollout=Decimal(25)))
    outline = Outline(pasted_codes(make_door(brand=brand))[0])
    (rule,) = (v for t, n, v in outline.attributes if n == "audience")

    assert json.loads(rule) == {"regions": ["US"], "rollout": "25", "brand": "fjord"}
    assert "audience" not in pasted_codes(make_door())[0]


def test_the_script_that_never_changes_can_be_verified() -> None:
    """The hashed script comes with its integrity, and the file under that name has that content."""
    code = pasted_codes(make_door())[1]
    hashed = next(a for a in render("site", make_door()) if a.path.startswith("assets/embed."))

    assert f'integrity="{script_integrity()}" crossorigin="anonymous"' in code
    assert f"https://shops.example/{hashed.path}" in code
    assert hashed.data == host_script("embed")


def test_a_brand_that_counts_has_its_beacon_pasted() -> None:
    """The element says where events are sent, and before its script comes the one that sends them."""
    counted = pasted_codes(make_door(brand=make_brand(beacon="https://a.example/b?x&y")))
    scripts = "".join(
        f'<script type="module" src="https://shops.example/{name}.js"></script>\n'
        for name in ("beacon", "embed")
    )

    assert 3 == sum('beacon="https://a.example/b?x&amp;y"' in code for code in counted)
    assert [True, False, True] == [code.startswith(scripts) for code in counted[:3]]
    assert f'integrity="{script_integrity("beacon")}"' in counted[1]
    assert not any("beacon" in code for code in pasted_codes(make_door()))


def test_a_brand_s_name_cannot_leave_the_code() -> None:
    """A name with markup is escaped within the code that hosts paste; a plain one stands as it is."""
    words = make_brand().words["en-GB"]
    hostile = make_brand(
        words={"en-GB": words.__class__(name='"><script>alert(1)</script>', module_title="Shop")}
    )
    codes = "\n".join(pasted_codes(make_door(brand=hostile)))

    assert "<script>alert(1)" not in codes
    assert ">The shop of Fjord Supply</a>" in pasted_codes(make_door())[0]


def test_a_brand_s_name_is_no_code_of_a_template() -> None:
    """A name with braces is text in whatever template the lines are pasted into."""
    words = replace(make_brand().words["en-GB"], name="Acme {{ 7*7 }}")
    door = make_door(brand=make_brand(words={"en-GB": words}))

    assert "The shop of Acme &#123;&#123; 7*7 }}" in "".join(pasted_codes(door))
    assert not any("{{ 7" in code for code in pasted_codes(door))


def test_oembed_describes_the_frame() -> None:
    """oembed.json has what oEmbed 1.0 wants of a rich one: version, size and HTML."""
    data = json.loads(render_text(make_door(), "oembed"))

    assert (data["version"], data["type"], data["width"]) == ("1.0", "rich", 640)
    assert data["html"].startswith(
        '<iframe src="https://shops.example/fjord/frame/" title="The shop of Fjord Supply"'
    )
    assert f'height="{data["height"]}"' in data["html"]
    assert "style=" not in data["html"]


def test_a_strict_page_keeps_the_room_by_its_own_rule() -> None:
    """Where no inline style is allowed, the element comes without one, and with a rule for a style sheet."""
    codes = pasted_codes(make_door())
    (at,) = (number for number, code in enumerate(codes) if "min-height: " in code)

    source = '[src="https://shops.example/fjord/"]'
    room = "display: block; font-size: medium; min-height: 21.625em; "
    room += "flex: auto; place-self: stretch; min-width: 0"
    assert f"shop-module{source}:not([hidden]) {{ {room} }}" == codes[at]
    assert "<shop-module" in codes[at - 1]
    assert "style=" not in codes[at - 1]


def test_a_server_asks_the_rule_before_it_includes() -> None:
    """Where a rule leaves someone out, nginx's line asks for it, and all other ways name it."""
    narrow = make_brand(audience=Audience(regions=("US",)))
    for_some, for_all = (pasted_codes(make_door(brand=brand)) for brand in (narrow, make_brand()))

    assert 2 == sum('<!--# if expr="$shop_module_fjord = 1" -->' in code for code in for_some)
    assert 7 == sum("shopgen audience fjord --rule" in code for code in for_some)
    assert not any("audience" in code or "$shop_module" in code for code in for_all)


def test_servers_tell_the_shop_nothing_of_the_viewer() -> None:
    """nginx hands on neither headers nor bodies, and Varnish no cookie."""
    codes = "\n".join(pasted_codes(make_door()))

    assert "proxy_pass_request_headers off;" in codes
    assert "proxy_pass_request_body off;" in codes
    assert "unset req.http.Cookie;" in codes


def policies(door: FakeDoor) -> list[str]:
    """Return the policies on the snippet page, in the order of the ways."""
    html = render_text(door, "snippet")
    return [unescape(part.split("</pre>")[0]) for part in html.split('<pre class="policy" dir="ltr">')[1:]]


def test_each_way_says_its_policy() -> None:
    """A host reads beside the lines what its policy has to allow, with the brand's own values."""
    site = Site("https://shops.example/", hosts=("https://a.example",))
    said = policies(make_door(brand=make_brand(beacon="https://stats.example/b?x=1"), site_noun=site))
    style = csp_hash(render_text(make_door(), "module").partition("<style>")[2].partition("</style>")[0])
    shop, last = "https://shops.example", "require-trusted-types-for 'script'; trusted-types 'none'"
    script = f"script-src {shop}; connect-src {shop} https://stats.example; img-src {shop} data:"

    assert f"default-src 'none'; {script}; {last}" == said[2]
    assert said[0] == said[1]
    assert said[0].startswith(f"default-src 'none'; {script}; style-src-attr 'unsafe-hashes' 'sha256-")
    assert f"default-src 'none'; style-src {style}; img-src {shop} data:; {last}" == said[3]
    assert f"default-src 'none'; style-src {shop}; img-src {shop} data:; {last}" == said[4]
    assert said[3] == said[5] == said[6]
    assert f"default-src 'none'; frame-src {shop}; script-src {shop}; {last}" == said[7]
    assert f"default-src 'none'; {script}; frame-src {shop}; {last}" == said[8]


def test_page_says_what_shows_without_script() -> None:
    """The link works without script, but not in an element that hides until it has decided."""
    narrow = make_brand(audience=Audience(regions=("US",)))
    for_all, for_some = (render_text(make_door(brand=brand), "snippet") for brand in (make_brand(), narrow))

    assert "The link inside works without script" in for_all
    assert "The link inside works without script" not in for_some
    assert "Without script nothing shows" in for_some


def test_products_over_the_page_are_offered_to_hosts_that_may_frame_them() -> None:
    """The line for it stands only where the site names its hosts."""
    named = make_door(site_noun=Site("https://shops.example/", hosts=("https://a.example",)))

    assert any("/sheet.js" in way for way in pasted_codes(named))
    assert not any("/sheet.js" in way for way in pasted_codes(make_door()))
