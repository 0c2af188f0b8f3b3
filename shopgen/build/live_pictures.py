"""Renditions, made on all cores when a page first asks for them, and kept for those that ask again."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from shopgen.build.load import Shop
from shopgen.build.pictures import Use, picture_problem, plan_pictures, render_use
from shopgen.build.recent import Recent
from shopgen.files import Root
from shopgen.images.fault import PictureFault
from shopgen.images.recipe import Effort
from shopgen.images.render import CachedFile, RenderResult
from shopgen.problems import ContentError
from shopgen.shop.picture import RenderedPicture
from shopgen.shop.site import PictureSettings

_FILES = 100_000
"""So many renditions are known by their names. A page that shows one names it anew."""
_AHEAD = 32
"""So many originals are begun beside the one that is asked for."""


class LivePictures:
    """What has been made of originals so far, whichever brand's they are.

    Encoders let go of Python's lock, so that threads are enough. What was made of an original stands until
    `forget` is told that the original was changed; the renditions' own files are known for longer, since a
    page that is open may still show them.
    """

    def __init__(self, site: Path, cache: Path, effort: Effort, jobs: int) -> None:
        self._site, self._cache, self._effort = site, cache / "pictures", effort
        self._encoders = ThreadPoolExecutor(jobs, thread_name_prefix="pictures")
        self._made: dict[Use, Future[RenderResult | PictureFault]] = {}
        self._files: Recent[str, CachedFile] = Recent(_FILES)
        self._lock = Lock()

    def of(self, shop: Shop, settings: PictureSettings) -> "BrandPictures":
        """Return a brand's pictures as its sources ask for them."""
        return BrandPictures(self, {use.src: use for use in plan_pictures(shop, settings, self._effort)})

    def begin(self, use: Use) -> None:
        """Have an original's renditions made, unless that was done or is being done."""
        with self._lock:
            if use not in self._made:
                self._made[use] = self._encoders.submit(render_use, (self._site, self._cache, use))

    def made(self, use: Use) -> RenderResult:
        """Return an original's renditions. Where they still wait for others they are made at once.

        Raises:
            ContentError: the original is at fault.
            MachineError: the machine refused to read it, or to write them.
        """
        with self._lock:
            begun = self._made.get(use)
            if begun is None or begun.cancel():
                begun = self._made[use] = Future()
                is_mine = True
            else:
                is_mine = False
        if is_mine:
            self._make(use, begun)
        try:
            result = begun.result()
        except Exception:
            self._drop(use, begun)
            raise
        if isinstance(result, PictureFault):
            raise ContentError([picture_problem(Root(self._site), use, result)])
        for file in result.files:
            self._files.put(f"{use.brand}/img/{file.name}", file)
        return result

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a rendition that a page has named; None where there is no such."""
        file = self._files.get(path)
        try:
            return file.path.read_bytes() if file else None
        except OSError:
            return None

    def forget(self, path: str | None = None) -> None:
        """Have what is made of an original made anew: `path` is its own, relative to the site; None: all."""
        with self._lock:
            self._made = {use: made for use, made in self._made.items() if path and use.path != path}

    def _make(self, use: Use, begun: "Future[RenderResult | PictureFault]") -> None:
        try:
            begun.set_result(render_use((self._site, self._cache, use)))
        except Exception as error:  # noqa: BLE001 - raised by whoever asks for the result
            begun.set_exception(error)

    def _drop(self, use: Use, begun: "Future[RenderResult | PictureFault]") -> None:
        """Have it tried again: what the machine refused once it may not refuse the next time."""
        with self._lock:
            if self._made.get(use) is begun:
                del self._made[use]

    def close(self) -> None:
        """Make nothing more."""
        self._encoders.shutdown(wait=False, cancel_futures=True)


class BrandPictures(Mapping[str, RenderedPicture]):
    """A brand's pictures by their `src`, each made when it is asked for.

    With it those after it are begun: who opens one page of a brand opens more.
    """

    def __init__(self, pictures: LivePictures, uses: Mapping[str, Use]) -> None:
        self._pictures, self._uses = pictures, uses
        self._order = tuple(uses.values())
        self._numbers = {src: number for number, src in enumerate(uses)}

    def __getitem__(self, src: str) -> RenderedPicture:
        return self.result(src).picture

    def __iter__(self) -> Iterator[str]:
        return iter(self._uses)

    def __len__(self) -> int:
        return len(self._uses)

    def result(self, src: str) -> RenderResult:
        """Return all that was made of an original.

        Raises:
            ContentError: the original is at fault.
        """
        after = self._numbers[src] + 1
        for other in self._order[after : after + _AHEAD]:
            self._pictures.begin(other)
        return self._pictures.made(self._uses[src])
