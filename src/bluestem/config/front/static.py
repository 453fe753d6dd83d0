"""Static files: hashed names that browsers keep for years, packed beforehand."""

from __future__ import annotations

import re
from pathlib import Path
from wsgiref.headers import Headers
from wsgiref.types import StartResponse, WSGIEnvironment

from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from bluestem.config.front.coding import IDENTITY, choose_coding
from bluestem.config.front.sentences import say

# Django's manifest storage puts twelve digits of the content's hash before the suffix.
_HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/.]+$")
_HEADERS = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


class StaticFiles:
    """Answers for everything under one prefix, from the folder that `collectstatic` fills."""

    def __init__(self, root: Path, prefix: str) -> None:
        self.prefix = prefix
        # A file is looked up when it is first asked for: reading all some thousand names (Wagtail's included) into
        # every process at its start costs more memory than the few that are ever sent.
        self._finder = WhiteNoise(
            None,
            autorefresh=True,
            max_age=60,
            allow_all_origins=False,
            immutable_file_test=lambda _path, url: bool(_HASHED.search(url)),
            add_headers_function=_add_headers,
        )
        self._finder.add_files(str(root), prefix=prefix)
        self._found: dict[str, StaticFile] = {}

    def answer(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        """Send the file, "304 Not Modified", or "404 Not Found"."""
        found = self._find(environ["PATH_INFO"])
        if found is None:
            return say(environ, start_response, "404 Not Found", "There is no such file.")
        coding = choose_coding(environ.get("HTTP_ACCEPT_ENCODING", ""))
        wishes = environ | {"HTTP_ACCEPT_ENCODING": "" if coding == IDENTITY else coding}
        response = found.get_response(environ["REQUEST_METHOD"], wishes)
        start_response(f"{response.status} {response.status.phrase}", list(response.headers))
        if response.file is None:
            return []
        # Handed over whole: a reader with a slow line then occupies the server's buffers, not one of its threads.
        with response.file as file:
            return [file.read()]

    def _find(self, path: str) -> StaticFile | None:
        found = self._found.get(path)
        if found is None:
            found = self._finder.find_file(path)
            if found is not None:
                self._found[path] = found
        return found


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in _HEADERS.items():
        headers[name] = value
