"""Rules and viewers made up by hypothesis, for every reader of the rule."""

from decimal import Decimal

from hypothesis import strategies as st

from shopgen.shop.audience import Audience, Viewer

REGIONS, LANGUAGES, PLATFORMS = ("CA", "FR", "NO", "US"), ("en", "fr", "zh", "fil"), ("ios", "android", "web")
SHARES = ("0", "0.01", "0.29", "5", "25", "50", "75.5", "99.99", "100")
TAGS = ("", "en", "EN-us", "en-GB", "fr", "fr-CA", "frr", "fi", "fil", "zh-Hant-TW")
# What can stand in a header: printable, in any script, not beginning or ending with a space.
KEYS = st.text(st.characters(exclude_categories=("C", "Z")), max_size=24)


def audiences() -> st.SearchStrategy[Audience]:
    """Yield rules, with parts that ask for something and parts that do not."""
    return st.builds(
        Audience,
        enabled=st.sampled_from((True, True, True, False)),
        regions=_some(REGIONS),
        languages=_some(LANGUAGES),
        platforms=_some(PLATFORMS),
        rollout=st.sampled_from(SHARES).map(Decimal),
        opt_in=st.booleans(),
    )


def viewers(platforms: tuple[str, ...] = ("", *PLATFORMS)) -> st.SearchStrategy[Viewer]:
    """Yield viewers of whom more or less is known."""
    return st.builds(
        Viewer,
        region=st.sampled_from(("", "us", *REGIONS)),
        language=st.sampled_from(TAGS),
        platform=st.sampled_from(platforms),
        key=KEYS,
        opted_in=st.sampled_from((None, False, True)),
    )


def _some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.one_of(st.just(()), st.lists(st.sampled_from(names), unique=True).map(tuple))
