"""A window of the browser that notes whatever a page does and should not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

WIDE = (1280, 900)
PHONE = (390, 844)
SMALL = (320, 640)

# What the browser of somebody keeps who has signed in
SIGNED_IN = {"csrftoken", "sessionid", "device"}


@dataclass
class Window:
    """One person's browser, without anything remembered from before.

    problems: what went wrong so far, in words. It fills with errors in the console (a script that failed, something
    that the Content-Security-Policy refused, a file that is missing) and with requests to other hosts.
    cookies: names of cookies that may be kept by now; none for a reader.
    """

    context: BrowserContext
    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)
    cookies: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)

    @classmethod
    def open(
        cls,
        browser: Browser,
        origin: str,
        *,
        size: tuple[int, int] = WIDE,
        script: bool = True,
        scheme: str = "light",
    ) -> Window:
        context = browser.new_context(
            base_url=origin,
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            color_scheme=scheme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/Brussels",
            accept_downloads=True,
        )
        window = cls(context, context.new_page(), origin)
        context.on("console", window._hear)
        context.on("weberror", lambda error: window.problems.append(f"a script failed: {error.error}"))
        context.on("request", window._see)
        return window

    def visit(self, path: str, status: int = 200) -> Response:
        """Open a page that answers with this status."""
        if status >= 400:
            self.refused.add(f"{self.origin}{path}")
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, f"{path} answers {answer.status}"
        return answer

    def close(self) -> list[str]:
        """Close the window; give everything that went wrong in it."""
        kept = {cookie["name"] for cookie in self.context.cookies()}  # type: ignore[typeddict-item]
        self.context.close()
        return self.problems + [f"it keeps the cookie {name}" for name in sorted(kept - self.cookies)]

    def _hear(self, message: ConsoleMessage) -> None:
        expected = message.text.startswith("Failed to load resource") and message.location["url"] in self.refused
        # htmx reports a request that a newer one replaced
        expected = expected or message.text.startswith(("htmx:afterRequest", "htmx:sendAbort"))
        if message.type == "error" and not expected:
            self.problems.append(f"the console says: {message.text} ({message.location['url']})")

    def _see(self, request: Request) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(f"{self.origin}/"):
            self.problems.append(f"it asks another host: {request.url}")
