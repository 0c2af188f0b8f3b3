"""What all tests share."""

import pytest
from hypothesis import HealthCheck, settings

# No test fails because the machine is busy: the first text that is made up builds Unicode's tables, a second
# or two of work.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that makes the snapshots anew."""
    parser.addoption("--update-snapshots", action="store_true", help="write what pages are now as expected")
