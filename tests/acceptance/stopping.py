"""Builds a site and has a signal sent at a moment of its own: `python -m tests.acceptance.stopping`.

After the moment, the signal's number and whom it goes to come the program's own arguments.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from multiprocessing import forkserver
from typing import Any

import shopgen.build.commit
import shopgen.build.workers
import shopgen.cli.main
from shopgen.build.workers import Workers
from shopgen.cli.progress import Bar

STARTING, LOADING, MAKING, MOVING = "starting", "loading", "making", "moving"
TO_ALL, TO_BUILD = "all", "build"
DEAF, WORKERS_HEAR = "deaf", "workers-hear"
"""Faults to plant: a build that takes no signals, and one whose workers take those of its terminal."""

MOMENTS = {LOADING: "Products", MAKING: "Pages"}
"""The stages in which a piece of work is done by a worker while others are at work."""


def before(owner: Any, name: str, send: Callable[[Any, Any], None]) -> None:
    """Have something done each time before a function does its work."""
    real = getattr(owner, name)

    def call(*given: Any) -> Any:
        send(*given[:2])
        return real(*given)

    setattr(owner, name, call)


def plant(moment: str, number: int, whom: str) -> None:
    """Have the signal sent once, at the moment."""
    stages: list[str] = []

    def send() -> None:
        stages.append("")
        if whom == TO_ALL:
            os.killpg(0, number)
        else:
            os.kill(os.getpid(), number)

    if moment == STARTING:
        first = iter([True])
        before(ProcessPoolExecutor, "submit", lambda *_: send() if next(first, False) else None)
        return
    if moment == MOVING:
        left = iter(range(5))
        before(shopgen.build.commit, "_replace", lambda *_: send() if next(left, None) == 4 else None)
        return
    before(Bar, "stage", lambda _, name: stages.append(name))
    before(Bar, "advance", lambda *_: send() if stages[-1:] == [MOMENTS[moment]] else None)


def wait_for_workers(workers: Workers) -> None:
    """Have the workers end by themselves: ended, they might not get to say what they have to say."""
    for worker in multiprocessing.active_children():
        worker.join()


def main() -> None:
    """Run the program with a signal to come."""
    moment, number, whom, fault, *arguments = sys.argv[1:]
    plant(moment, int(number), whom)
    if fault == DEAF:
        shopgen.cli.main.stopped_by_signals = nullcontext
    if fault == WORKERS_HEAR:
        shopgen.build.workers._start_fork_server = forkserver.ensure_running
        Workers.stop = wait_for_workers  # type: ignore[method-assign]
    shopgen.cli.main.main(arguments, prog_name="shopgen")


if __name__ == "__main__":
    main()
