"""`shopgen verify`: a brand's files against its signed manifest, as a platform that mirrors them looks."""

import json
from pathlib import Path
from typing import Any

import click

from shopgen.cli.keys import PublicKeyType
from shopgen.cli.reports import count_sentence, plural, problem_rows, render_text
from shopgen.cli.summary import render_size
from shopgen.digests import sha256_hex
from shopgen.pages.parts.host_scripts import SCRIPTS, earlier_scripts, host_script
from shopgen.problems import UsageError, quote
from shopgen.signing import PublicKey
from shopgen.verify.addresses import parse_destination, parse_host
from shopgen.verify.brand import Terms, Verified, copy_brand, verify_brand
from shopgen.verify.folder import FolderSource
from shopgen.verify.source import Source
from shopgen.verify.web import WebSource, parse_address

SCHEMA_VERSION = 1


class Host(click.ParamType[str]):
    """A host's name, with its port where that is not the one of https."""

    name = "host"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the host as addresses are compared."""
        host = parse_host(value)
        if host is None:
            self.fail(
                f"{quote(value)} is not a host's name. Write it alone, such as pay.example.", param, ctx
            )
        return host


@click.command()
@click.argument("target", metavar="URL|DIR")
@click.option(
    "--key", type=PublicKeyType(), required=True, help="The publisher's public key: base64, or a file."
)
@click.option(
    "--state",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that keeps the serial last seen of each brand. Without it an older build passes.",
)
@click.option("--pay-host", "pay_hosts", type=Host(), multiple=True, help="Buyers may pay here. Repeat it.")
@click.option(
    "--shop-host", type=Host(), help="Where the shop is. Default: the URL's host; for DIR what --state has."
)
@click.option("--brand", default="", help="Refuse the manifest of any other brand.")
@click.option(
    "--copy-to",
    type=click.Path(path_type=Path),
    help="Keep a copy here, exchanged in one step if all is good.",
)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_context
def verify(
    context: click.Context,
    /,
    target: str,
    key: PublicKey,
    state: Path | None,
    pay_hosts: tuple[str, ...],
    shop_host: str | None,
    brand: str,
    copy_to: Path | None,
    form: str,
) -> None:
    """Hold a brand's files, at URL or in DIR, against its signed manifest.

    Ends with 0 where the brand may be taken in, with 1 where it is refused, and says all the reasons.
    """
    source = _source(target)
    terms = Terms(key, frozenset(pay_hosts), shop_host or _host_of(source), state, brand, _known_scripts())
    verified = copy_brand(source, terms, copy_to) if copy_to else verify_brand(source, terms)
    if form == "json":
        click.echo(_render_json(verified))
    else:
        click.echo(render_text(verified.problems), nl=False)
        click.echo(_say(verified), err=not verified.is_good)
    if not verified.is_good:
        context.exit(1)


def _source(target: str) -> Source:
    """Return what reads the target.

    Raises:
        UsageError: it is neither an address nor a folder.
    """
    if "://" in target:
        return WebSource(parse_address(target))
    folder = Path(target)
    if folder.is_dir():
        return FolderSource(folder)
    raise UsageError(
        f"There is no folder {quote(target)}. Give a brand's folder, such as output/acme, or its address."
    )


def _host_of(source: Source) -> str:
    destination = parse_destination(source.url) if isinstance(source, WebSource) else None
    return destination.host if destination else ""


def _known_scripts() -> frozenset[str]:
    """Return the SHA-256 of the scripts for hosts of this release and of those before it."""
    earlier = (file.read_bytes() for file in earlier_scripts())
    return frozenset(map(sha256_hex, (*map(host_script, SCRIPTS), *earlier)))


def _say(verified: Verified) -> str:
    if not verified.is_good:
        return f"Refused: {count_sentence(verified.problems)}."
    size = f"{plural(verified.files, 'file')} of {render_size(verified.bytes)}"
    lines = [
        ("Good", f"{verified.brand}, serial {verified.serial}: {size}"),
        ("Shop at", ", ".join(verified.shop_hosts)),
        ("Pay at", ", ".join(verified.pay_hosts)),
        ("Links to", ", ".join(verified.link_hosts)),
        ("Copy", {True: "exchanged", False: "as it was", None: ""}[verified.is_new]),
    ]
    return "\n".join(f"{name:<10}{text}" for name, text in lines if text)


def _render_json(verified: Verified) -> str:
    content: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "good": verified.is_good,
        "brand": verified.brand or None,
        "serial": verified.serial if verified.brand else None,
        "files": verified.files,
        "bytes": verified.bytes,
        "shop_hosts": verified.shop_hosts,
        "pay_hosts": verified.pay_hosts,
        "link_hosts": verified.link_hosts,
        "copied": verified.is_new,
        "problems": problem_rows(verified.problems),
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
