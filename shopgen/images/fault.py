"""What is wrong with an original: a value, so that all of them can be told at once."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFault:
    """Why no renditions can be made of an original.

    `code` is a stable kebab-case name for programs; `message` a sentence about "the picture", `hint` what to
    do instead. Whoever asked knows the place and puts it in front.
    """

    code: str
    message: str
    hint: str


class PictureError(Exception):
    """Carries a `PictureFault` out of the depth of decoding. It never leaves `images`."""

    def __init__(self, fault: PictureFault) -> None:
        self.fault = fault
        super().__init__(fault.message)
