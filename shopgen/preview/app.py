"""The preview as a web application: the site's files at their paths, and a front page around them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from shopgen.build.live import LiveSite
from shopgen.build.manifest import media_type
from shopgen.build.scene import Look
from shopgen.preview.editors import find_editor, open_editor
from shopgen.preview.guard import Guard
from shopgen.preview.hub import Hub
from shopgen.preview.live_page import with_live_script
from shopgen.preview.pages import File, Pages
from shopgen.preview.slow import slowly
from shopgen.preview.state import source_of, tell_brand, tell_decision, tell_problems, tell_scene
from shopgen.preview.views import View, parse_view
from shopgen.problems import Place, Problem, ShopgenError
from shopgen.shop.offering import next_boundary

OWN = "/_preview/"
"""Under which the preview's own files are; no brand can have such a name."""
_FRONT = (
    "front.html",
    "front.css",
    "front.js",
    "frames.js",
    "listen.js",
    "problems.js",
    "update.js",
    "live.js",
)
_MISSING = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Nothing here</title>
<h1>{said}</h1>
<script type="module" src="{script}"></script>
"""


@dataclass(slots=True)
class Preview:
    """What is shown: a site, and who is told of its changes. `origin` has no slash at its end.

    `say` is told what is wrong, each time that this may be something else.
    """

    site: Path
    live: LiveSite
    pages: Pages
    hub: Hub
    origin: str
    say: Callable[[tuple[Problem, ...]], None] = lambda _: None
    revision: int = 0
    failure: tuple[Problem, ...] = ()

    def take(self, changed: set[str]) -> None:
        """Read what was changed, and tell all who look."""
        try:
            self.live.take(changed)
            self.failure = ()
            self.tell()
            before = self.live.problems
            self.live.check()
        except Exception as error:
            what = f"What was changed could not be read: {error or type(error).__name__}"
            self.failure = (Problem(Place(min(changed)), "not-read", what, "Save it again."),)
            self.tell()
            if not isinstance(error, ShopgenError):
                raise
        else:
            if self.live.problems != before:
                self.tell()
        self.say(self.problems())

    def find(self, path: str, look: Look) -> File | None:
        """Return the file at a path, and tell all who look where something in it is found to be wrong."""
        file = self.pages.find(path, look)
        if self.pages.has_news():
            self.say(self.problems())
            self.tell()
        return file

    def next_change(self, at: datetime) -> datetime | None:
        """Return the first instant after `at` at which a page changes by itself."""
        shops = self.live.scene.shops.values()
        found = (next_boundary(shop.products.values(), at) for shop in shops)
        return min((instant for instant in found if instant), default=None)

    def tell(self) -> None:
        """Tell all who look that there may be something else to see."""
        self.revision += 1
        self.hub.tell(str(self.revision))

    def problems(self) -> tuple[Problem, ...]:
        """Return all that is wrong, errors first."""
        found = dict.fromkeys((*self.failure, *self.pages.problems(), *self.live.problems))
        return tuple(sorted(found, key=lambda problem: not problem.is_error))


def make_app(preview: Preview) -> Starlette:
    """Return the application. It answers those who ask for its own host, and none but its own pages."""

    async def send_events(_: Request) -> Response:
        events = preview.hub.stream(str(preview.revision))
        return StreamingResponse(
            events, media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    def send_state(request: Request) -> Response:
        scene, shop = preview.live.scene, preview.live.scene.shops.get(request.query_params.get("brand", ""))
        return _json(
            {
                "revision": preview.revision,
                **tell_scene(scene),
                **(tell_brand(shop, datetime.now(UTC)) if shop else {}),
                "problems": list(tell_problems(preview.site, preview.problems())),
                "can_open": bool(find_editor()),
            }
        )

    def send_decision(request: Request) -> Response:
        shop = preview.live.scene.shops.get(request.query_params.get("brand", ""))
        return _json(tell_decision(shop, request.query_params)) if shop else _missing(preview, "", request)

    async def open_source(request: Request) -> Response:
        try:
            said = await request.json()
            path, line, column = str(said["path"]), int(said["line"]), int(said["column"])
        except (ValueError, TypeError, KeyError):
            return Response("Say path, line and column, as JSON.\n", 400, media_type="text/plain")
        source = source_of(preview.site, path)
        if source is None:
            return Response("There is no such source.\n", 404, media_type="text/plain")
        try:
            open_editor(find_editor(), source, line, column)
        except OSError as error:
            return Response(f"{error.strerror}\n", 500, media_type="text/plain")
        return Response(status_code=204)

    def send_own(request: Request) -> Response:
        name = request.path_params["name"]
        return _own(name) if name in _FRONT else _missing(preview, name, request)

    def send_front(_: Request) -> Response:
        return _own("front.html")

    def send_file(request: Request) -> Response:
        view = parse_view(request.path_params["view"]) if "view" in request.path_params else View()
        path = request.path_params["path"]
        return _missing(preview, path, request) if view is None else _send(preview, view, path, request)

    return Starlette(
        routes=[
            Route("/", send_front),
            Route(f"{OWN}events", send_events),
            Route(f"{OWN}state.json", send_state),
            Route(f"{OWN}audience.json", send_decision),
            Route(f"{OWN}open", open_source, methods=["POST"]),
            Route(f"{OWN}{{name}}", send_own),
            Route("/@{view}/{path:path}", send_file),
            Route("/{path:path}", send_file),
        ],
        middleware=[Middleware(Guard, origin=preview.origin)],
    )


def _send(preview: Preview, view: View, path: str, request: Request) -> Response:
    at = (view.at or datetime.now(UTC)).replace(microsecond=0)
    base_url = f"{preview.origin}/{view.prefix}"
    look = Look(at, base_url, view.theme)
    name = f"{path}index.html" if path.endswith("/") or not path else path
    file = preview.find(name, look)
    if file is None:
        if name == path and preview.find(f"{path}/index.html", look):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{base_url}{path}/{query}", 307)
        return _missing(preview, path, request)
    headers = {
        "cache-control": "max-age=31536000, immutable" if file.is_immutable else "no-cache",
        "content-type": file.media_type,
        "vary": "sec-fetch-dest",
    }
    data = file.data
    if request.headers.get("sec-fetch-dest") == "document" and file.media_type.startswith("text/html"):
        data = with_live_script(data, f"{preview.origin}{OWN}live.js")
    else:
        headers["etag"] = file.tag
        if request.headers.get("if-none-match") == file.tag:
            return Response(status_code=304, headers=headers)
    return (
        StreamingResponse(slowly(data), headers=headers) if view.is_slow else Response(data, headers=headers)
    )


def _missing(preview: Preview, path: str, request: Request) -> Response:
    """Return that there is nothing here, and what is wrong if that may be why."""
    said = f"There is nothing at /{path}."
    if request.headers.get("sec-fetch-dest") == "document":
        return HTMLResponse(_MISSING.format(said=escape(said), script=f"{OWN}live.js"), 404)
    errors = [str(problem) for problem in preview.problems() if problem.is_error]
    return Response("\n".join([said, *errors, ""]), 404, media_type="text/plain")


def _json(data: dict[str, Any]) -> Response:
    return JSONResponse(data, headers={"cache-control": "no-store"})


def _own(name: str) -> Response:
    data = (files("shopgen.preview") / "front" / name).read_bytes()
    return Response(data, media_type=media_type(name), headers={"cache-control": "no-cache"})
