"""An OpenID Connect provider that runs beside the tests, with keys of its own: what it says is up to the test."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "bluestem", "secret-of-the-test"


@dataclass
class Provider:
    """The provider's address, what it says of the person, and what it was asked."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    challenges: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: bool = False
    audience: str = CLIENT
    issuer: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))

    def configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, form: dict[str, list[str]]) -> dict[str, Any] | None:
        """Give tokens for a code, if the client knows its secret and what the challenge was made of (RFC 7636)."""
        proof = hashlib.sha256(form.get("code_verifier", [""])[0].encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        known = self.challenges.get(form.get("code", [""])[0])
        if self.broken or form.get("client_secret") != [SECRET] or challenge != known:
            return None
        now = int(time.time())
        body = {"iss": self.issuer or self.address, "aud": self.audience, "iat": now, "exp": now + 60, **self.claims}
        return {"access_token": "opaque", "token_type": "Bearer", "id_token": jwt.encode(body, self.key, "RS256")}


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run a provider on a free port until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        provider.asked.append(self.path)
        pages = {"/.well-known/openid-configuration": provider.configuration, "/userinfo": lambda: provider.claims}
        self._answer(pages[self.path]() if self.path in pages else None)

    def do_POST(self) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        provider.asked.append(self.path)
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self._answer(provider.token(form) if self.path == "/token" else None)

    def _answer(self, content: dict[str, Any] | None) -> None:
        self.send_response(200 if content is not None else 400)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content if content is not None else {"error": "invalid_request"}).encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing."""
