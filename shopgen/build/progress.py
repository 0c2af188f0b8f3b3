"""How far a build is, for whoever wants to show it."""

from typing import Protocol


class Progress(Protocol):
    """Is told of stages that follow each other, and of each step within them."""

    def stage(self, name: str, total: int) -> None:
        """Begin a stage of so many steps; the one before has ended."""
        ...

    def advance(self, steps: int = 1) -> None:
        """Count steps of the present stage as done."""
        ...

    def say(self, sentence: str) -> None:
        """Tell what whoever waits should know."""
        ...


class Silence:
    """Shows nothing."""

    def stage(self, name: str, total: int) -> None:
        """Begin a stage."""

    def advance(self, steps: int = 1) -> None:
        """Count steps."""

    def say(self, sentence: str) -> None:
        """Tell nothing."""
