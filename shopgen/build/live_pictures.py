"""Renditions, made on all cores when a page first asks for them, and kept for those that ask again."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from shopgen.build.load import Shop
from shopgen.build.pictures import Use, picture_problem, plan_pictures, render_use
from shopgen.files import Root
from shopgen.images.fault import PictureFault
from shopgen.images.recipe import Effort
from shopgen.images.render import CachedFile, RenderResult
from shopgen.problems import ContentError
from shopgen.shop.picture import RenderedPicture
from shopgen.shop.site import PictureSettings


class LivePictures:
    """What has been made of originals so far, whichever brand's they are.

    Encoders let go of Python's lock, so that threads are enough. What was made of an original stands until
    `forget` is told that the original was changed; the renditions' own files are known for good, since a
    page that is open may still show them.
    """

    def __init__(self, site: Path, cache: Path, effort: Effort, jobs: int) -> None:
        self._site, self._cache, self._effort = site, cache / "pictures", effort
        self._encoders = ThreadPoolExecutor(jobs, thread_name_prefix="pictures")
        self._made: dict[Use, Future[RenderResult | PictureFault]] = {}
        self._files: dict[str, CachedFile] = {}
        self._lock = Lock()

    def of(self, shop: Shop, settings: PictureSettings) -> "BrandPictures":
        """Return a brand's pictures as its sources ask for them."""
        return BrandPictures(self, {use.src: use for use in plan_pictures(shop, settings, self._effort)})

    def begin(self, use: Use) -> "Future[RenderResult | PictureFault]":
        """Have an original's renditions made, unless that was done or is being done."""
        with self._lock:
            if use not in self._made:
                work = (self._site, self._cache, use)
                self._made[use] = self._encoders.submit(render_use, work)
            return self._made[use]

    def made(self, use: Use) -> RenderResult:
        """Return an original's renditions, once they are made.

        Raises:
            ContentError: the original is at fault.
        """
        result = self.begin(use).result()
        if isinstance(result, PictureFault):
            raise ContentError([picture_problem(Root(self._site), use, result)])
        self._files |= {f"{use.brand}/img/{file.name}": file for file in result.files}
        return result

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a rendition that a page has named; None where there is no such."""
        file = self._files.get(path)
        try:
            return file.path.read_bytes() if file else None
        except OSError:
            return None

    def forget(self, path: str) -> None:
        """Have what is made of an original made anew: `path` is its own, relative to the site."""
        with self._lock:
            self._made = {use: made for use, made in self._made.items() if use.path != path}

    def close(self) -> None:
        """Make nothing more."""
        self._encoders.shutdown(wait=False, cancel_futures=True)


class BrandPictures(Mapping[str, RenderedPicture]):
    """A brand's pictures by their `src`, each made when it is asked for.

    The first that is asked for has all others begun too: who opens one page of a brand opens more.
    """

    def __init__(self, pictures: LivePictures, uses: Mapping[str, Use]) -> None:
        self._pictures, self._uses = pictures, uses

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
        use = self._uses[src]
        self._pictures.begin(use)
        for other in self._uses.values():
            self._pictures.begin(other)
        return self._pictures.made(use)
