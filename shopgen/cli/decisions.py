"""A decision on who sees a module, as sentences for people and as JSON for programs."""

import json

from shopgen.shop.audience import Decision, Reason, Verdict

SCHEMA_VERSION = 1

_MARKS = {Verdict.HOLDS: "yes", Verdict.FAILS: "no", Verdict.UNKNOWN: "unknown"}
_ASKS_NOTHING = {
    "regions": "It is for all regions.",
    "languages": "It is for all languages.",
    "platforms": "It is for all platforms.",
    "rollout": "It is for all viewers.",
    "opt_in": "No one has to switch it on.",
}
_LISTED = {
    Verdict.HOLDS: "It is for the {part} {wanted}; the viewer's is {seen}.",
    Verdict.FAILS: "It is for the {part} {wanted}; the viewer's is {seen}.",
    Verdict.UNKNOWN: "It is for the {part} {wanted}; the viewer's is not known: --{option}.",
}
_SENTENCES = {
    ("enabled", Verdict.HOLDS): "The module is switched on.",
    ("enabled", Verdict.FAILS): "The module is switched off.",
    (
        "languages",
        Verdict.UNKNOWN,
    ): "It is for the languages {wanted}; the viewer's is not known: --language.",
    (
        "platforms",
        Verdict.UNKNOWN,
    ): "It is for the platforms {wanted}; the viewer's is not known: --platform.",
    ("rollout", Verdict.HOLDS): "It is for {wanted}% of viewers; this one is among them.",
    ("rollout", Verdict.FAILS): "It is for {wanted}% of viewers; this one is not among them.",
    ("rollout", Verdict.UNKNOWN): "It is for {wanted}% of viewers; who this one is, is not known: --viewer.",
    ("opt_in", Verdict.HOLDS): "It is for those who have switched it on; this viewer has.",
    ("opt_in", Verdict.FAILS): "It is for those who have switched it on; this viewer has not.",
    ("opt_in", Verdict.UNKNOWN): (
        "It is for those who have switched it on; whether this viewer has, is not known: --opted-in."
    ),
}


def render_decision(decision: Decision, brand: str) -> str:
    """Return the answer, then a line for each part of the rule: whether it holds, and why."""
    answer = "Yes: this viewer sees" if decision.is_shown else "No: this viewer does not see"
    lines = [f"{_MARKS[one.verdict]:<9}{one.part:<11}{_sentence(one)}" for one in decision.reasons]
    return "\n".join([f"{answer} the module of {brand}.", *lines, ""])


def render_decision_json(decision: Decision, brand: str) -> str:
    """Return `{schema_version, brand, shown, reasons: […]}`."""
    reasons = [
        {
            "part": reason.part,
            "verdict": reason.verdict.value,
            "wanted": reason.wanted,
            "seen": reason.seen or None,
        }
        for reason in decision.reasons
    ]
    data = {
        "schema_version": SCHEMA_VERSION,
        "brand": brand,
        "shown": decision.is_shown,
        "reasons": reasons,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sentence(reason: Reason) -> str:
    if not reason.wanted:
        return _ASKS_NOTHING[reason.part]
    template = _SENTENCES.get((reason.part, reason.verdict)) or _LISTED[reason.verdict]
    return template.format(
        part=reason.part,
        option=reason.part.removesuffix("s"),
        wanted=", ".join(reason.wanted),
        seen=reason.seen,
    )
