"""Signals that ask the program to end."""

import signal
from collections.abc import Iterator

import pytest

from shopgen.cli.stopping import STOPPING, Stopped, stopped_by_signals


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Have signals be as in a terminal, whoever runs the tests, and give them back to who had them."""
    before = {number: signal.getsignal(number) for number in STOPPING}
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signal_stops_with_the_code_that_shells_have_for_it(number: int, code: int) -> None:
    """A signal raises `Stopped`, which knows its exit code and says what was noted."""
    with pytest.raises(Stopped) as stopped, stopped_by_signals():
        signal.raise_signal(number)
    stopped.value.add_note("Nothing is lost.")

    assert code == stopped.value.exit_code
    assert "Stopped. Nothing is lost." == str(stopped.value)


def test_second_signal_ends_the_program_by_itself() -> None:
    """Once stopped, the program leaves signals to the system, which says nothing."""
    with pytest.raises(Stopped), stopped_by_signals():
        signal.raise_signal(signal.SIGINT)

    assert {signal.SIG_DFL} == {signal.getsignal(number) for number in STOPPING}


def test_signals_are_given_back() -> None:
    """A command that ends by itself leaves the signals to who had them."""
    before = [signal.getsignal(number) for number in STOPPING]
    with stopped_by_signals():
        assert before != [signal.getsignal(number) for number in STOPPING]

    assert before == [signal.getsignal(number) for number in STOPPING]


def test_ignored_signal_stays_ignored() -> None:
    """What was ignored before, as in the background, does not stop the program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    with stopped_by_signals():
        signal.raise_signal(signal.SIGINT)
