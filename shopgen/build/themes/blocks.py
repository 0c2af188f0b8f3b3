"""Whether a theme's pages have what they must: hooks for scripts, products, ways to pay, what law asks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from shopgen.build.themes.own_files import OwnFiles
from shopgen.build.themes.page_tree import Node
from shopgen.build.themes.sample import (
    BODY_TEXT,
    LOCALE,
    MAKER,
    RATE,
    RETURNS,
    SELLER,
    SHIPPING_NOTE,
    SITE,
    SLUG,
    SUMMARY,
)
from shopgen.build.themes.sample_pages import SamplePages
from shopgen.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class _Hook:
    """What the scripts and the rules for variants look for, and how the default theme writes it."""

    attribute: str
    word: str
    meant: str
    written: str


# Without one of these something on the page is dead.
_HOOKS: Mapping[str, tuple[_Hook, ...]] = {
    "module-tree.html": (
        _Hook("class", "shop", "an element of the class shop", 'class="shop'),
        _Hook("class", "list", "a list of the class list", 'class="list"'),
        _Hook("class", "card", "cards of the class card", 'class="card"'),
        _Hook("class", "nav", "a block of the class nav around the buttons", 'class="nav"'),
        _Hook("class", "where", "the position, of the class where", 'class="where"'),
        _Hook("class", "at", "the number within it, of the class at", 'class="at"'),
    ),
    "checkout.html": (
        _Hook("class", "buy", "a block of the class buy", 'class="buy'),
        _Hook("class", "variant", "a block of the class variant for each variant", 'class="variant'),
        _Hook("data-id", "", "data-id on each variant", 'data-id="'),
        _Hook("id", "o0-0", "radio buttons with the ids that choices have", 'id="{{ choice.id }}"'),
        _Hook("id", "quantity", "the field of the quantity, by the id quantity", 'id="quantity"'),
        _Hook("data-said", "", "an element with data-said, for what changes", "data-said"),
    ),
}


@dataclass(frozen=True, slots=True)
class _Lack:
    """What a theme's pages have not for some product; told once for all products that lack it."""

    place: Place
    code: str
    what: str
    hint: str


def check_blocks(pages: SamplePages, own: OwnFiles) -> Iterator[Problem]:
    """Yield what is missing on the sample's pages, with the theme's template that should have it."""
    yield from _check_hooks(pages, own)
    lacking: dict[_Lack, list[str]] = {}
    for position, slug in enumerate(pages.products):
        for lack in (
            *_card_lacks(pages, own, slug, is_in_module=position < pages.module_limit),
            *_checkout_lacks(pages, own, slug),
            *_pay_lacks(pages, own, slug),
        ):
            lacking.setdefault(lack, []).append(slug)
    for lack, slugs in lacking.items():
        more = f" and {len(slugs) - 1} more" if len(slugs) > 1 else ""
        yield Problem(lack.place, lack.code, f"{lack.what}: {slugs[0]}{more}.", lack.hint)


def _check_hooks(pages: SamplePages, own: OwnFiles) -> Iterator[Problem]:
    shown = {"module-tree.html": "module.html", "checkout.html": "shirt/index.html"}
    for template, hooks in _HOOKS.items():
        nodes = pages.tree(f"{SLUG}/{shown[template]}").nodes()
        for hook in hooks:
            if not any(_has_hook(node, hook) for node in nodes):
                place = own.place_of_override(hook.written, template=template)
                message = f"the page has not {hook.meant}, which script and style sheets look for."
                hint = f"Write it as the default theme does ({hook.written})."
                yield Problem(place, "contract-hook", message, hint)


def _has_hook(node: Node, hook: _Hook) -> bool:
    if hook.attribute == "class":
        return node.has(hook.word)
    return hook.attribute in node.attributes and hook.word in ("", node.attributes[hook.attribute])


def _card_lacks(pages: SamplePages, own: OwnFiles, slug: str, *, is_in_module: bool) -> Iterator[_Lack]:
    """Yield a product's cards that are not there, or do not say what it is and costs."""
    kinds = [("index.html", "shop.html", "the shop page", "shop-cards.html")]
    if is_in_module:
        kinds.append(("module.html", "module-tree.html", "the module", "module-cards.html"))
    for file, template, page, cards in kinds:
        card = _card(pages.tree(f"{SLUG}/{file}").nodes(), slug)
        if card is None:
            place = own.place_of_override("words.card(", f'include "{cards}', "card.url", template=template)
            hint = 'Write href="{{ card.url }}", as the default theme does.'
            yield _Lack(place, "contract-link", f"{page} leads to no product", hint)
            continue
        for what, said, written in (
            ("title", pages.title(slug), "card.title"),
            ("price", pages.price(slug), "card.prices"),
        ):
            if said not in card.text():
                place = own.place_of_override("words.card(", written, template=cards)
                hint = f"Show {written}, as the default theme does."
                yield _Lack(place, "contract-block", f"cards of {page} have no {what}", hint)


def _card(nodes: tuple[Node, ...], slug: str) -> Node | None:
    """Return the card around a product's link, None where there is no link."""
    target = f"{SITE}{SLUG}/{slug}/"
    for node in nodes:
        if node.name == "a" and urljoin(f"{SITE}{SLUG}/", node.attributes.get("href", "")) == target:
            return next((at for at in node.path() if at.has("card") or at.name == "li"), node)
    return None


def _checkout_lacks(pages: SamplePages, own: OwnFiles, slug: str) -> Iterator[_Lack]:
    nodes = pages.tree(f"{SLUG}/{slug}/index.html").nodes()
    text = next((node.text() for node in nodes if node.name == "body"), "")
    links = {node.attributes.get("href") for node in nodes if node.name == "a"}
    for what, is_there, *written in (
        ("title", pages.title(slug) in text, "page.title"),
        ("summary", SUMMARY in text, "page.summary"),
        ("price", pages.price(slug) in text, "variant.price"),
        ("description", BODY_TEXT in text, "page.body"),
        ("word on delivery", SHIPPING_NOTE in text, "page.shipping_note"),
        ("cost of delivery", RATE in text, "rate.price", "page.shipping_rates"),
        ("way to the returns", RETURNS in links, "page.returns_url", "page.footer.links"),
        ("seller", SELLER in text, "page.footer.seller"),
        ("manufacturer", MAKER.name in text and MAKER.email in text, "page.facts"),
    ):
        if not is_there:
            place = own.place_of_override(*written, template="checkout.html")
            hint = f"Show {written[0]}, as the default theme does."
            yield _Lack(place, "contract-block", f"checkout pages have no {what}", hint)


def _pay_lacks(pages: SamplePages, own: OwnFiles, slug: str) -> Iterator[_Lack]:
    """Yield the ways to pay for a product that are not on its page, or not said to be such."""
    nodes = pages.tree(f"{SLUG}/{slug}/index.html").nodes()
    for payment in filter(None, pages.door.payments(SLUG, slug, LOCALE)):
        links = [node for node in nodes if node.attributes.get("href") == payment.url]
        if not any(node.has("payment", "rel") for node in links):
            place = own.place_of_override('rel="payment', template="buying.html")
            what = 'a way to pay is without rel="payment"' if links else "checkout pages have no way to pay"
            hint = 'Write <a href="{{ variant.pay.url }}" rel="payment nofollow">.'
            yield _Lack(place, "contract-link", what, hint)
            return
