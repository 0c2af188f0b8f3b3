"""Lets in only those who came to the preview itself: pages of others may neither read it nor make it act."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SENT = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
}


class Guard:
    """Refuses a request for another host (a name may be bound anew to this machine) or from another origin.

    `localhost` is another origin than the machine's address: who comes there is led here. What is sent says
    that it is nobody else's, and nothing lets other origins read it.
    """

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self._app, self._origin = app, origin
        self._host = origin.removeprefix("http://")
        self._local = self._host.replace("127.0.0.1", "localhost")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() == self._local:
            await RedirectResponse(f"{self._origin}{_target(scope)}", 307)(scope, receive, send)
            return
        fault = self._fault(headers)
        if fault:
            await PlainTextResponse(fault, 403)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] += [(name.encode(), value.encode()) for name, value in _SENT.items()]
                message["headers"].append((b"content-security-policy", b"frame-ancestors 'self'"))
            await send(message)

        await self._app(scope, receive, send_guarded)

    def _fault(self, headers: Headers) -> str:
        if headers.get("host", "") != self._host:
            return f"This preview is at {self._origin}/ and answers for no other host.\n"
        if headers.get("origin", self._origin) != self._origin:
            return "This preview answers no other site's pages.\n"
        # A link from elsewhere may lead here; a picture, a script or a frame of another page's may not.
        # Another port of this machine is the same site, and somebody else's all the same.
        is_followed = (
            headers.get("sec-fetch-dest") == "document" and headers.get("sec-fetch-mode") == "navigate"
        )
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and not is_followed:
            return "This preview answers no other site's pages.\n"
        return ""


def _target(scope: Scope) -> str:
    """Return a request's path and query, as they were sent."""
    path, query = (str(scope[part], "latin-1") for part in ("raw_path", "query_string"))
    return f"{path}?{query}" if query else path
