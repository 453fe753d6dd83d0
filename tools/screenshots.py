#!/usr/bin/env python3
"""Take the pictures of the README from a running sample network, so that they show what there is.

    make demo                                    in one terminal
    python tools/screenshots.py [ADDRESS]        in another; ADDRESS is http://127.0.0.1:8000 without it

Needs Chromium: the system's, or the one of `playwright install chromium`. Writes docs/images/*.png. A page that does
not answer with 200, logs an error or asks another host for something ends the run: no picture of a broken page.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs/images"
DESKTOP = (1280, 860)
PHONE = (390, 780)


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the page it shows, the window in pixels, and the theme."""

    name: str
    path: str
    window: tuple[int, int] = DESKTOP
    theme: str = "light"


PICTURES = [
    Picture("home", "/"),
    Picture("programme", "/programmes/together-4-stem/"),
    Picture("country", "/countries/be/"),
    Picture("search", "/search/?q=teachers"),
    Picture("phone-dark", "/countries/be/", PHONE, "dark"),
]


class BrokenPageError(Exception):
    """A page is not fit to be shown; the message says which and why."""


def main(arguments: list[str]) -> int:
    address = (arguments[0] if arguments else "http://127.0.0.1:8000").rstrip("/")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags())
        try:
            for picture in PICTURES:
                take(browser, address, picture)
        except BrokenPageError as error:
            print(error)
            return 1
        finally:
            browser.close()
    return 0


def flags() -> list[str]:
    """Chromium does without its sandbox only where it must: for the superuser, as in containers."""
    return ["--disable-gpu", "--hide-scrollbars", *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Open one page in a window of its own and write what is seen without scrolling."""
    width, height = picture.window
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=picture.theme,  # type: ignore[arg-type]
        device_scale_factor=2 if picture.window == PHONE else 1,
        locale="en-GB",
        reduced_motion="reduce",
    )
    problems = watched(page, address)
    answer = page.goto(f"{address}{picture.path}", wait_until="networkidle")
    if answer is None or answer.status != 200:
        problems.append(f"it answers {answer.status if answer else 'nothing'}")
    if problems:
        raise BrokenPageError(f"{picture.path}: {'; '.join(problems)}.")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=FOLDER / f"{picture.name}.png")
    page.close()
    print(f"docs/images/{picture.name}.png")


def watched(page: Page, address: str) -> list[str]:
    """Give a list that fills with what goes wrong on the page."""
    problems: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).scheme.startswith("http") and not request.url.startswith(address):
            problems.append(f"it asks another host: {request.url}")

    page.on("request", note)
    page.on("pageerror", lambda error: problems.append(f"a script failed: {error}"))
    page.on("console", lambda said: problems.append(f"it logs: {said.text}") if said.type == "error" else None)
    return problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
