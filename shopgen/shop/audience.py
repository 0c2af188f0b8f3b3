"""Audience: who gets to see a module, and why."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shopgen.shop.rollout import EVERYONE, is_rolled_out

PLATFORMS = ("ios", "android", "web")
"""What a viewer looks with: an iPhone or iPad, an Android device, or anything else that has a browser."""


@dataclass(frozen=True, slots=True)
class Audience:
    """A rule: empty tuples mean everyone. `rollout` is a percentage from 0 to 100, exact, to two decimals."""

    enabled: bool = True
    regions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    rollout: Decimal = EVERYONE
    opt_in: bool = False


@dataclass(frozen=True, slots=True)
class Viewer:
    """What the host page knows of a viewer; what is empty, or None, is not known.

    `region` is a country (ISO 3166-1 alpha-2), `language` a tag (BCP 47), `platform` one of `ios`,
    `android` and `web`. `key` is the host's own name for the viewer, the same at each visit.
    """

    region: str = ""
    language: str = ""
    platform: str = ""
    key: str = ""
    opted_in: bool | None = None


class Verdict(StrEnum):
    """Whether a part of a rule holds for a viewer, or cannot be told because a fact is not known."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """What one part of the rule says of a viewer.

    `part` is its key in `brand.yaml`. `wanted` is what the rule asks for, empty where it asks for nothing;
    `seen` is the viewer's own, empty where that is not known or not asked for.
    """

    part: str
    verdict: Verdict
    wanted: tuple[str, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a viewer gets to see a module: `reasons` has every part of the rule, in its order."""

    reasons: tuple[Reason, ...]

    @property
    def is_shown(self) -> bool:
        """Whether every part of the rule holds."""
        return all(reason.verdict is Verdict.HOLDS for reason in self.reasons)


_VERDICTS = {True: Verdict.HOLDS, False: Verdict.FAILS}


def decide(audience: Audience, brand: str, viewer: Viewer) -> Decision:
    """Return whether a viewer sees a brand's module: what the rule asks for and nobody knows, hides it."""
    return Decision(
        (
            Reason("enabled", _VERDICTS[audience.enabled], ("true",), _text(audience.enabled)),
            _among("regions", audience.regions, viewer.region, _is_same),
            _among("languages", audience.languages, viewer.language, _is_in_language),
            _among("platforms", audience.platforms, viewer.platform, _is_same),
            _rollout(audience, brand, viewer),
            _opt_in(audience, viewer),
        )
    )


def _among(part: str, wanted: tuple[str, ...], seen: str, matches: Callable[[str, str], bool]) -> Reason:
    if not wanted:
        return Reason(part, Verdict.HOLDS)
    if not seen:
        return Reason(part, Verdict.UNKNOWN, wanted)
    return Reason(part, _VERDICTS[any(matches(one, seen) for one in wanted)], wanted, seen)


def _is_same(wanted: str, seen: str) -> bool:
    return wanted.lower() == seen.lower()


def _is_in_language(wanted: str, seen: str) -> bool:
    """Match a language as RFC 4647 does in its basic filtering (section 3.3.1): `fr` takes in `fr-CA`."""
    return f"{seen}-".lower().startswith(f"{wanted}-".lower())


def _rollout(audience: Audience, brand: str, viewer: Viewer) -> Reason:
    rollout, key = audience.rollout, viewer.key
    if rollout == EVERYONE:
        return Reason("rollout", Verdict.HOLDS)
    wanted = (format(rollout, "f"),)
    if not rollout:
        return Reason("rollout", Verdict.FAILS, wanted)
    if not key:
        return Reason("rollout", Verdict.UNKNOWN, wanted)
    return Reason("rollout", _VERDICTS[is_rolled_out(rollout, brand, key)], wanted, key)


def _opt_in(audience: Audience, viewer: Viewer) -> Reason:
    if not audience.opt_in:
        return Reason("opt_in", Verdict.HOLDS)
    if viewer.opted_in is None:
        return Reason("opt_in", Verdict.UNKNOWN, ("true",))
    return Reason("opt_in", _VERDICTS[viewer.opted_in], ("true",), _text(viewer.opted_in))


def _text(value: object) -> str:
    return str(value).lower()
