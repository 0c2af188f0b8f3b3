"""What templates get: frozen, typed, finished. Nothing here needs a decision, a lookup or a format.

Words that may be in another language than the page's are `WordsView`s: a template writes `lang` on the
element only where `lang` is not empty. Addresses are ready to be put into an attribute. Every picture has its
width and height. A field typed `Markup` is written as it is; all else is escaped by the template engine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from shopgen.pages.markup import language_attributes

_NO_ATTRIBUTES = Markup("")


@dataclass(frozen=True, slots=True)
class WordsView:
    """Words, and their language where it differs from the page's (`lang` and `dir` are empty otherwise)."""

    value: str
    lang: str = ""
    dir: str = ""

    def __str__(self) -> str:
        return self.value

    @property
    def attributes(self) -> Markup:
        """` lang="…" dir="…"` for the start tag of the element that has the words; mostly empty."""
        return language_attributes(self.lang, self.dir) if self.lang else _NO_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class SourceView:
    """A `<source>`: media type and srcset."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class PictureView:
    """A picture. `css_class` is the class whose rule in the page's style sets its colour and focus.

    `srcset` and `css_class` may be empty: an old browser gets one small `src` on a card, and a picture that
    may be transparent has no colour behind it.
    """

    src: str
    srcset: str
    sources: tuple[SourceView, ...]
    width: int
    height: int
    alt: WordsView
    sizes: str
    css_class: str
    largest: str


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price as the locale writes it.

    `regular` is the price before a sale, empty where none is on. `is_from`: variants differ, and `current` is
    the lowest. `lead` and `trail` surround `current` where the locale has words for "from" (lead + current +
    trail is the whole phrase). `since` and `until` are the instants (RFC 3339) between which it holds, empty
    where nothing bounds it.
    """

    current: str
    regular: str = ""
    is_from: bool = False
    lead: str = ""
    trail: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A word in a picture's corner. `kind`: sale, sold_out, preorder, backorder, drop or discontinued.

    `until` is the instant (RFC 3339) from which it is no longer so, empty where there is none.
    """

    kind: str
    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """A product in the module or on the shop page: one link with one name.

    `prices` has the one of now first, then those that will hold once a sale has ended.
    """

    url: str
    title: WordsView
    summary: WordsView | None
    prices: tuple[PriceView, ...]
    badge: BadgeView | None
    picture: PictureView | None
    note: str = ""
    """A short line in place of a price badge, such as "Drops 1 December"."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link. `is_current` marks the page that one is on."""

    url: str
    text: WordsView
    is_current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SiteView:
    """The site that a brand is part of. `extra` is what `shopgen.yaml` says there, as it was written."""

    platform: str
    extra: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BrandView:
    """The brand as a page's head shows it. `extra` is what `brand.yaml` says there, as it was written."""

    slug: str
    name: WordsView
    handle: str
    description: WordsView | None
    logo: PictureView | None
    initial: str
    shop_url: str
    home_url: str
    extra: Mapping[str, Any]
    site: SiteView


@dataclass(frozen=True, slots=True)
class HeadView:
    """What stands in a page's head. `csp` is the policy; `style` and `script` are inline texts that it names.

    `json_ld` is JSON that is safe within a script element. `meta` is for Open Graph: (property, content).
    """

    lang: str
    dir: str
    title: str
    description: str
    canonical: str
    csp: str
    style: Markup
    script: Markup = Markup("")
    alternates: tuple[tuple[str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    json_ld: Markup = Markup("")
    robots: str = ""
    theme_colours: tuple[tuple[str, str], ...] = ()
    words_lang: str = ""
    """What the page's own words are in, for its body, where that is not `lang`."""


@dataclass(frozen=True, slots=True)
class ModuleView:
    """The carousel. `style` is its whole style sheet for the inline form, `style_url` for the linked one.

    `src` is the address of the folder that `module.json` is in. `tree` is what `module-tree.html` made of
    this very view, checked and normalised; it is empty while that template itself is rendered.
    """

    lang: str
    dir: str
    brand: BrandView
    title: WordsView
    cards: tuple[CardView, ...]
    direction: str
    """`row` or `column`."""
    src: str
    style: Markup
    style_url: str = ""
    tree: Markup = Markup("")


@dataclass(frozen=True, slots=True)
class CollectionView:
    """A collection on the shop page; the one without a name holds what is in no collection."""

    id: str
    name: WordsView | None
    cards: tuple[CardView, ...]


@dataclass(frozen=True, slots=True)
class ShopView:
    """The shop page."""

    head: HeadView
    brand: BrandView
    collections: tuple[CollectionView, ...]
    locales: tuple[LinkView, ...]
    footer: "FooterView"
    product_count: int


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One value of an option. `id` is unique on the page; `picture` shows it where one was named."""

    id: str
    index: int
    text: WordsView
    is_selected: bool
    is_available: bool
    """Whether some variant with this value can be bought."""
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class OptionView:
    """One thing to choose: a group of radio buttons called `field`."""

    field: str
    name: WordsView
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class PayView:
    """The pay control: `label` says what happens, `notice` who takes the payment and where that opens."""

    url: str
    label: str
    notice: str
    quantity_url: str
    host: str
    max_quantity: int


@dataclass(frozen=True, slots=True)
class StateView:
    """Whether and when something can be bought: `kind` is an OfferState's value, `text` says it in words.

    `opens` is the instant (RFC 3339) at which a drop opens, empty for all else.
    """

    kind: str
    text: str
    detail: str = ""
    opens: str = ""


@dataclass(frozen=True, slots=True)
class VariantView:
    """One buyable combination. `choices` has the index of the value of each option, in the options' order.

    `key` is those indexes joined with "-" ("0" for the only variant): it is unique on the page and fit for an
    id. `amount` and `currency` are for the script (minor-unit free decimal text and ISO 4217). `since` and
    `until` are the instants (RFC 3339) between which all this holds, empty where nothing bounds it.
    """

    key: str
    id: str
    name: WordsView
    choices: tuple[int, ...]
    is_selected: bool
    price: PriceView
    unit_price: str
    sale_note: str
    state: StateView
    pay: PayView | None
    amount: str
    currency: str
    picture: int | None
    """Which picture of the gallery shows it (an index), None where none does."""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class ReminderView:
    """Ways to be reminded of a drop: a file, and an address that enters it into a calendar."""

    url: str
    calendar_url: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A line of the details: what it is and what it says."""

    name: str
    value: WordsView
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShippingRateView:
    """What delivery to a country costs, in the locale's words."""

    country: str
    price: str


@dataclass(frozen=True, slots=True)
class FooterView:
    """What every page of a brand ends with. `seller` is who sells; `links` its policies."""

    seller: WordsView | None
    links: tuple[LinkView, ...]
    contact: str
    contact_url: str
    platform: str


@dataclass(frozen=True, slots=True)
class CheckoutView:
    """The checkout page of one product. `body` is safe HTML, its headings under the page's."""

    head: HeadView
    brand: BrandView
    title: WordsView
    summary: WordsView | None
    body: "HtmlView | None"
    pictures: tuple[PictureView, ...]
    badge: BadgeView | None
    price: PriceView
    options: tuple[OptionView, ...]
    variants: tuple[VariantView, ...]
    has_choice: bool
    """Whether there is more than one variant; one that changes by itself is among `variants` twice."""
    state: StateView
    """That of the product as a whole: the best that any variant can do."""
    reminder: ReminderView | None
    """None unless the product is a drop that has not opened."""
    shipping_note: WordsView | None
    shipping_countries: str
    shipping_rates: tuple[ShippingRateView, ...]
    returns_url: str
    facts: tuple[FactView, ...]
    tags: tuple[WordsView, ...]
    collection: WordsView | None
    more: tuple[CardView, ...]
    """Other products, where this one cannot be bought."""
    locales: tuple[LinkView, ...]
    footer: FooterView
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HtmlView:
    """HTML that `catalog.prose` made safe; templates write it as it is (it is `Markup` by then)."""

    html: Markup
    lang: str = ""
    dir: str = ""
    is_long: bool = False

    @property
    def attributes(self) -> Markup:
        """` lang="…" dir="…"` for the start tag of the element that has the HTML; mostly empty."""
        return language_attributes(self.lang, self.dir) if self.lang else _NO_ATTRIBUTES


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


@dataclass(frozen=True, slots=True)
class FrameView:
    """The module as a document of its own. `module` is its fragment as it is in `module.html`."""

    head: HeadView
    brand: BrandView
    module: HtmlView
    script_url: str
    """The embed script."""


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page at an earlier address of a product: `url` is where the product is now."""

    head: HeadView
    brand: BrandView
    title: WordsView
    url: str


@dataclass(frozen=True, slots=True)
class ShopLinkView:
    """A shop in the directory."""

    url: str
    name: str
    description: WordsView | None
    logo: PictureView | None
    initial: str
    product_count: int
    lang: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryView:
    """The directory of shops at the output's root."""

    head: HeadView
    site: SiteView
    shops: tuple[ShopLinkView, ...]


@dataclass(frozen=True, slots=True)
class SnippetView:
    """The page that shows a host how to take the module in: each way is a title, a text and a code."""

    head: HeadView
    brand: BrandView
    ways: tuple["SnippetWayView", ...]


@dataclass(frozen=True, slots=True)
class SnippetWayView:
    """One way to take the module in."""

    title: str
    text: str
    code: str
