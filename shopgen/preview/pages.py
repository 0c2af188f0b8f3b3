"""What there is at a path of the site, as its sources are now."""

from dataclasses import dataclass
from threading import Lock

from shopgen.build.live import LiveSite
from shopgen.build.manifest import media_type
from shopgen.build.recent import Recent
from shopgen.build.scene import Look, Scene
from shopgen.digests import has_name_hash, sha256_hex
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.task import PageTask
from shopgen.problems import ContentError, Place, Problem, ShopgenError


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site as it is served."""

    data: bytes
    media_type: str
    is_immutable: bool

    @property
    def tag(self) -> str:
        """The entity tag (RFC 9110, section 8.8.3): the same for the same bytes, and for no others."""
        return f'"{sha256_hex(self.data)[:32]}"'


_PAGES = 256
"""So many page tasks are kept done, for whoever asks for another of their files, and as last done well."""
_FILES = 1024
"""So many files are kept whose names have a hash, and it is known of so many paths which task makes them."""
_FAULTY = 16
"""So many that could not be done are tried again with the next scene: what is still wrong is still told."""

_Seen = tuple[PageTask, str, str]
"""A page task under an address and in a theme, whenever that was."""


class Pages:
    """Files by their paths, made when they are asked for.

    Where a page cannot be made, since its theme or a picture is at fault, what it last was is given, and
    `problems` has why. What has a hash in its name is given for long after: a page that is open may yet
    ask for it.
    """

    def __init__(self, site: LiveSite) -> None:
        self._site = site
        self._scene: Scene | None = None
        self._done: Recent[tuple[PageTask, Look], dict[str, File]] = Recent(_PAGES)
        self._faults: Recent[_Seen, tuple[PageTask, Look, tuple[Problem, ...]]] = Recent(_PAGES)
        self._has_news = False
        self._tasks: Recent[str, PageTask] = Recent(_FILES)
        self._last: Recent[_Seen, dict[str, File]] = Recent(_PAGES)
        self._hashed: Recent[str, File] = Recent(_FILES)
        # One at a time: an environment of Jinja renders templates of one theme at a time.
        self._lock = Lock()

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found to be wrong while pages of the present scene were made."""
        with self._lock:
            self._follow()
            self._has_news = False
            return tuple(dict.fromkeys(problem for *_, found in self._faults.values() for problem in found))

    def has_news(self) -> bool:
        """Return whether more was found to be wrong since `problems` were asked for."""
        return self._has_news

    def find(self, path: str, look: Look) -> File | None:
        """Return the file at a path, or None where there is none, or where it could not be made yet."""
        with self._lock:
            scene = self._follow()
            if look.theme and look.theme not in scene.themes:
                return None
            rendition = scene.rendition(path)
            if rendition is not None:
                return File(rendition, media_type(path), is_immutable=True)
            return self._hashed.get(path) or self._made(scene, path, look)

    def _follow(self) -> Scene:
        """Return the present scene, and forget what was made of another."""
        scene = self._site.scene
        if scene is not self._scene:
            self._scene = scene
            self._done.clear()
            faulty = self._faults.values()[-_FAULTY:]
            self._faults.clear()
            for task, look, _ in faulty:
                if scene.has(task, look):
                    self._do(scene, task, look)
        return scene

    def _made(self, scene: Scene, path: str, look: Look) -> File | None:
        known = self._tasks.get(path)
        for task in sorted(scene.tasks(path), key=lambda task: task != known):
            if file := self._do(scene, task, look).get(path):
                self._tasks.put(path, task)
                return file
        try:
            manifest = scene.manifest(path, look)
        except ContentError:
            return None
        return _file(manifest) if manifest else None

    def _do(self, scene: Scene, task: PageTask, look: Look) -> dict[str, File]:
        """Return the files that a page task makes; those it last made where something is at fault."""
        seen = (task, look.base_url, look.theme)
        if self._faults.get(seen):
            return self._last.get(seen) or {}
        files = self._done.get((task, look))
        if files is None:
            try:
                files = {artifact.path: _file(artifact) for artifact in scene.make(task, look)}
            except (ShopgenError, OSError) as error:
                self._faults.put(seen, (task, look, _problems(task, error)))
                self._has_news = True
                return self._last.get(seen) or {}
            self._done.put((task, look), files)
            self._last.put(seen, files)
            for path, file in files.items():
                if has_name_hash(path):
                    self._hashed.put(path, file)
        return files


def _problems(task: PageTask, error: Exception) -> tuple[Problem, ...]:
    if isinstance(error, ContentError):
        return error.problems
    place = Place(f"brands/{task.brand}" if task.brand else "shopgen.yaml")
    return (Problem(place, "machine", f"A page could not be made: {error}"),)


def _file(artifact: Artifact) -> File:
    is_immutable = artifact.cache is CacheClass.IMMUTABLE
    return File(artifact.data, media_type(artifact.path), is_immutable=is_immutable)
