"""`shopgen init`: a site to start from."""

from pathlib import Path

import click

from shopgen.cli import scaffold

BRAND = "my-brand"
PRODUCT = "enamel-mug"


@click.command()
@click.argument("folder", metavar="DIR", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Make a site in DIR (default: this folder): settings, a first brand with one product, editor set-up."""
    files = {
        **scaffold.site_files(),
        **scaffold.brand_files(BRAND, "My Brand", "EUR", "en-GB"),
        f"brands/{BRAND}/images/{PRODUCT}.jpg": scaffold.starter_picture(),
        **scaffold.product_files(
            BRAND, PRODUCT, "Enamel mug", "24.00", f"{PRODUCT}.jpg", "A white enamel mug with a blue rim"
        ),
    }
    written = scaffold.write_new(folder, files)
    click.echo(f"Made {len(written)} files in {folder}/. Next:")
    if folder != Path():
        click.echo(f"  cd {folder}")
    click.echo(f"  edit brands/{BRAND}/brand.yaml and brands/{BRAND}/products/{PRODUCT}.md")
    click.echo("  shopgen build")
    click.echo("  python3 -m http.server --directory output")
    click.echo(f"  open http://localhost:8000/{BRAND}/profile/")
