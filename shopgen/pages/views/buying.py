"""What is chosen on a checkout page, and how it is paid."""

from dataclasses import dataclass

from shopgen.pages.views.cards import PriceView
from shopgen.pages.views.pictures import PictureView
from shopgen.pages.views.words import WordsView


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """One value of an option. `id` is unique on the page; `picture` shows it where one was named."""

    id: str
    index: int
    text: WordsView
    is_selected: bool
    is_available: bool
    """Whether some variant with this value can be bought."""
    opens: str = ""
    """The instant (RFC 3339) at which the first of them opens that are yet to; empty where none is."""
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
class OpeningView:
    """When a drop opens: the instant (RFC 3339), and its date and time as the brand's clocks show them."""

    at: str
    date: str
    time: str


@dataclass(frozen=True, slots=True)
class StateView:
    """Whether and when something can be bought: `kind` is an OfferState's value, `text` says it in words.

    `opens` is for drops alone: `text` has its date and time in it, which script says in the viewer's zone.
    """

    kind: str
    text: str
    detail: str = ""
    opens: OpeningView | None = None


@dataclass(frozen=True, slots=True)
class ReminderView:
    """Ways to be reminded of a drop: a file, and an address that enters it into a calendar."""

    url: str
    calendar_url: str


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
    reminder: ReminderView | None
    """None unless it has not opened yet."""
    since: str = ""
    until: str = ""
