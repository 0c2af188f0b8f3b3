"""`shopgen audience`: would this viewer see a brand's module, and why."""

import json
import re
from typing import Any

import click

from shopgen.build.audience import load_audience
from shopgen.catalog.fields.codes import parse_country
from shopgen.catalog.fields.wrong import Wrong
from shopgen.cli.decisions import render_decision, render_decision_json
from shopgen.cli.reports import render_text
from shopgen.pages.parts.audience_rules import render_nginx, rule_table
from shopgen.problems import ContentError, quote
from shopgen.shop.audience import PLATFORMS, Audience, Viewer, decide

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Region(click.ParamType[str]):
    """A country."""

    name = "region"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its code (ISO 3166-1 alpha-2)."""
        try:
            return parse_country(value)
        except Wrong as wrong:
            self.fail(f"{wrong.sentence('The region')} {wrong.hint}", param, ctx)


class Language(click.ParamType[str]):
    """What a viewer reads."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return its tag (BCP 47)."""
        if not _TAG.fullmatch(value):
            self.fail(f"{quote(value)} is not a language's tag. Write one such as en or fr-CA.", param, ctx)
        return str(value)


class Key(click.ParamType[str]):
    """What the host calls a viewer."""

    name = "key"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it; shares are drawn by its UTF-8 bytes."""
        try:
            value.encode()
        except UnicodeEncodeError:
            self.fail(f"{quote(value)} is not UTF-8. Write the key as your page has it.", param, ctx)
        return str(value)


@click.command()
@click.argument("brand")
@click.option("--region", type=Region(), help="Where the viewer is (ISO 3166), such as US.")
@click.option("--language", type=Language(), help="What the viewer reads, such as en or fr-CA.")
@click.option("--platform", type=click.Choice(PLATFORMS), help="What the viewer looks with.")
@click.option("--viewer", type=Key(), help="The host's own key of the viewer.")
@click.option("--opted-in/--not-opted-in", default=None, help="Whether the viewer has switched the shop on.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--rule",
    type=click.Choice(("nginx", "json")),
    help="Print the rule for a server that decides: as nginx's configuration, or as a table.",
)
@click.pass_context
def audience(
    context: click.Context,
    /,
    brand: str,
    viewer: str | None,
    opted_in: bool | None,
    form: str,
    rule: str | None,
    **facts: str | None,
) -> None:
    """Say whether a viewer sees BRAND's module, and why. What is not said of the viewer is not known."""
    try:
        found = load_audience(context.obj, brand)
    except ContentError as error:
        click.echo(render_text(error.problems), err=True, nl=False)
        context.exit(1)
    if rule is not None:
        click.echo(_render_rule(found, brand, rule), nl=False)
        return
    known = {fact: value or "" for fact, value in facts.items()}
    decision = decide(found, brand, Viewer(**known, key=viewer or "", opted_in=opted_in))
    render = render_decision_json if form == "json" else render_decision
    click.echo(render(decision, brand), nl=False)


def _render_rule(audience: Audience, brand: str, rule: str) -> str:
    if rule == "nginx":
        return render_nginx(audience, brand)
    return json.dumps(rule_table(audience, brand), ensure_ascii=False, indent=2) + "\n"
