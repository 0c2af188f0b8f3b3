"""How the program is stopped: by Ctrl-C, or by a supervisor that has it end."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM)
_SIGNALLED = 128
"""What shells add to a signal's number for the exit code of what it has ended."""


class Stopped(KeyboardInterrupt):
    """The program is to end. What is told to people beside that is in its notes."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = _SIGNALLED + number

    def __str__(self) -> str:
        return " ".join(["Stopped.", *getattr(self, "__notes__", ())])


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Have signals that ask the program to end raise `Stopped` until the block ends.

    What is ignored stays so: `nohup` and shells' background jobs rely on it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # where no signals arrive
        return
    before = {number: signal.getsignal(number) for number in STOPPING}
    taken = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in taken:
        signal.signal(number, _stop)
    try:
        yield
    except Stopped:
        # The rest is Python's own, which would answer with a traceback.
        taken = dict.fromkeys(taken, signal.SIG_DFL)
        raise
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)


def _stop(number: int, _: FrameType | None) -> None:
    raise Stopped(number)
