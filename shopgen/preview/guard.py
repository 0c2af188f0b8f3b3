"""Lets in only those who came to the preview itself: pages of others may neither read it nor make it act."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SENT = {
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
}


class Guard:
    """Refuses a request for another host (a name may be bound anew to this machine) or from another origin.

    What is sent says that it is nobody else's, and nothing lets other origins read it.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], origin: str) -> None:
        self._app, self._hosts, self._origin = app, hosts, origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
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
        if headers.get("host", "") not in self._hosts:
            return f"This preview is at {self._origin}/ and answers for no other host.\n"
        if headers.get("origin", self._origin) != self._origin:
            return "This preview answers no other site's pages.\n"
        # A link from elsewhere may lead here; a picture, a script or a frame of another page's may not.
        is_followed = (
            headers.get("sec-fetch-dest") == "document" and headers.get("sec-fetch-mode") == "navigate"
        )
        if headers.get("sec-fetch-site") == "cross-site" and not is_followed:
            return "This preview answers no other site's pages.\n"
        return ""
