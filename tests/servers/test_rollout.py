"""Shares, held against a real nginx."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal

import pytest
from hypothesis import given, settings

from shopgen.shop.rollout import is_rolled_out
from tests.audiences import KEYS
from tests.servers.nginx import Client, running

BRANDS = ("acme", "zo-1")
SHARES = ("0.01", "5", "25", "33.33", "50", "99.99", "100")
_SPLIT = 'split_clients "{brand}:$http_viewer" $in_{at} {{ {share}% 1; {rest} }}\n'


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An nginx that answers with what `split_clients` says of a viewer: a digit for each brand and share."""
    splits = [(brand, share) for brand in BRANDS for share in SHARES]
    http = "".join(
        _SPLIT.format(brand=brand, at=at, share=share, rest="" if share == "100" else "* 0;")
        for at, (brand, share) in enumerate(splits)
    )
    answer = "".join(f"${{in_{at}}}" for at in range(len(splits)))
    folder = tmp_path_factory.mktemp("nginx")
    with (
        running(folder, http, f'return 200 "{answer}";') as address,
        closing(Client(address)) as client,
    ):
        yield client


def ours(viewer: str) -> str:
    """Return what shopgen says of the same viewer."""
    return "".join(
        str(int(is_rolled_out(Decimal(share), brand, viewer))) for brand in BRANDS for share in SHARES
    )


@pytest.mark.parametrize("script", ["viewer-{}", "{}", "ünï-{}", "視聴者{}", "😀{}é"])
def test_share_is_that_of_nginx(client: Client, script: str) -> None:
    """nginx takes the same viewers into each share, whatever script their keys are in."""
    viewers = [script.format(number) for number in range(100)]

    answers = [client.get("/", {"Viewer": viewer}) for viewer in viewers]

    assert [ours(viewer) for viewer in viewers] == answers
    assert len(set(answers)) > 3


@settings(max_examples=300)
@given(KEYS)
def test_share_of_any_key_is_that_of_nginx(client: Client, viewer: str) -> None:
    """nginx takes a viewer into the same shares, whatever the key is."""
    assert ours(viewer) == client.get("/", {"Viewer": viewer})
