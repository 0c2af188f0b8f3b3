"""What there is at a path of the site, as its sources are now."""

from dataclasses import dataclass
from threading import Lock

from shopgen.build.live import LiveSite
from shopgen.build.manifest import media_type
from shopgen.build.scene import Look, Scene
from shopgen.digests import has_name_hash, sha256_hex
from shopgen.pages.artifact import Artifact, CacheClass
from shopgen.pages.task import PageTask
from shopgen.problems import ContentError, Problem


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


_KEPT = 256
"""So many page tasks are kept done, for whoever asks for another of their files."""

Place = tuple[str, str, str]
"""A path, under an address and in a theme."""


class Pages:
    """Files by their paths, made when they are asked for.

    Where a page cannot be made, since its theme or a picture is at fault, what it last was is given, and
    `problems` has why. What has a hash in its name is given for as long as this runs: a page that is open
    may yet ask for it.
    """

    def __init__(self, site: LiveSite) -> None:
        self._site = site
        self._scene: Scene | None = None
        self._done: dict[tuple[PageTask, Look], dict[str, File]] = {}
        self._faults: dict[PageTask, tuple[Problem, ...]] = {}
        self._by_path: dict[Place, PageTask] = {}
        self._last: dict[Place, File] = {}
        self._hashed: dict[str, File] = {}
        # One at a time: an environment of Jinja renders templates of one theme at a time.
        self._lock = Lock()

    def problems(self) -> tuple[Problem, ...]:
        """Return what was found to be wrong while pages of the present scene were made."""
        with self._lock:
            self._follow()
            return tuple({problem: None for problems in self._faults.values() for problem in problems})

    def find(self, path: str, look: Look) -> File | None:
        """Return the file at a path, or None where there is none, or where it could not be made yet."""
        with self._lock:
            scene = self._follow()
            if look.theme and look.theme not in scene.themes:
                return None
            found = self._hashed.get(path) or self._made(scene, path, look)
        if found is None and (data := scene.pictures.file(path)) is not None:
            return File(data, media_type(path), is_immutable=True)
        return found

    def _follow(self) -> Scene:
        """Return the present scene, and forget what was made of another."""
        scene = self._site.scene
        if scene is not self._scene:
            self._scene = scene
            self._done.clear()
            self._faults.clear()
        return scene

    def _made(self, scene: Scene, path: str, look: Look) -> File | None:
        place = (path, look.base_url, look.theme)
        known = self._by_path.get(place)
        for task in sorted(scene.tasks(path), key=lambda task: task != known):
            if file := self._do(scene, task, look).get(path):
                self._by_path[place] = task
                return file
        if known in self._faults:
            return self._last.get(place)
        try:
            manifest = scene.manifest(path, look)
        except ContentError:
            return None
        return _file(manifest) if manifest else None

    def _do(self, scene: Scene, task: PageTask, look: Look) -> dict[str, File]:
        """Return the files that a page task makes; none where something that it needs is at fault."""
        if task in self._faults:
            return {}
        files = self._done.get((task, look))
        if files is None:
            try:
                files = {artifact.path: _file(artifact) for artifact in scene.make(task, look)}
            except ContentError as error:
                self._faults[task] = error.problems
                return {}
            if len(self._done) >= _KEPT:
                self._done.clear()
            self._done[task, look] = files
            self._last |= {(path, look.base_url, look.theme): file for path, file in files.items()}
            self._hashed |= {path: file for path, file in files.items() if has_name_hash(path)}
        return files


def _file(artifact: Artifact) -> File:
    is_immutable = artifact.cache is CacheClass.IMMUTABLE
    return File(artifact.data, media_type(artifact.path), is_immutable=is_immutable)
