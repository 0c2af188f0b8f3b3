"""What all tests share."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that makes the snapshots anew."""
    parser.addoption("--update-snapshots", action="store_true", help="write what pages are now as expected")
