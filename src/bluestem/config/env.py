"""The one reader of the environment: every setting of an installation, typed, with its default and a sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


class InsecureSetting(Exception):
    """The environment asks for something that is not safe to run; the message says what to change."""


def setting(name: str, default: str, help_text: str) -> Any:
    """Declare one setting: its variable, its default as text, and a sentence for the reference."""
    return field(metadata={"name": name, "default": default, "help": help_text})


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the environment says about this installation. `Environment.read()` is the only way to make one."""

    data: Path = setting("BLUESTEM_DATA", "var", "Folder for the database, the search index and uploaded files.")
    mode: str = setting("BLUESTEM_MODE", "production", "`production` or `development` (debug pages, no cache).")
    origin: str = setting(
        "BLUESTEM_ORIGIN", "", "Public address, such as https://stem.example; required in production."
    )
    database: str = setting(
        "BLUESTEM_DATABASE", "", "postgresql://user:password@host/name; empty for SQLite in the data folder."
    )
    secret_key: str = setting(
        "BLUESTEM_SECRET_KEY", "", "Key that signs sessions; empty to use the one `bluestem init` wrote."
    )
    trusted_proxies: int = setting("BLUESTEM_TRUSTED_PROXIES", "0", "How many proxies in front may set X-Forwarded-*.")
    network_name: str = setting(
        "BLUESTEM_NETWORK_NAME", "Bluestem", "Name of the network, shown in the header and in feeds."
    )
    contact: str = setting("BLUESTEM_CONTACT", "secretariat@bluestem.example", "Mail address of the secretariat.")
    mail_url: str = setting(
        "BLUESTEM_MAIL_URL",
        "",
        "Mail server: smtps://user:password@host (TLS from the start) or smtp://user:password@host (STARTTLS, "
        "not asked for on this machine); empty to keep mails in the outbox.",
    )
    mail_sender: str = setting(
        "BLUESTEM_MAIL_SENDER", "", "Mail address that mails come from; empty for that of the secretariat."
    )
    providers: Path = setting(
        "BLUESTEM_SIGN_IN_PROVIDERS",
        "",
        "TOML file of OpenID Connect providers; empty for `sign-in.toml` in the data folder.",
    )
    web_workers: int = setting("BLUESTEM_WEB_WORKERS", "2", "Web processes started by `bluestem serve`.")
    demo: bool = setting(
        "BLUESTEM_DEMO", "no", "`yes` marks the site as a sample network and allows the sample sign-ins."
    )

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Environment:
        values = {f.name: environ.get(f.metadata["name"], f.metadata["default"]) for f in fields(cls)}
        return cls(
            data=Path(values["data"]).expanduser().resolve(),
            mode=values["mode"],
            origin=values["origin"].rstrip("/"),
            database=values["database"],
            secret_key=values["secret_key"] or _stored_key(Path(values["data"]).expanduser()),
            trusted_proxies=_number("BLUESTEM_TRUSTED_PROXIES", values["trusted_proxies"]),
            network_name=values["network_name"],
            contact=values["contact"],
            mail_url=values["mail_url"],
            mail_sender=values["mail_sender"],
            providers=Path(values["providers"] or Path(values["data"]) / "sign-in.toml").expanduser().resolve(),
            web_workers=_number("BLUESTEM_WEB_WORKERS", values["web_workers"]),
            demo=values["demo"].lower() in ("1", "yes", "true"),
        )

    @property
    def development(self) -> bool:
        return self.mode == "development"

    @property
    def host(self) -> str:
        return urlsplit(self.origin).hostname or ""

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    def check(self) -> None:
        """Raise InsecureSetting unless this installation is safe to serve."""
        if self.mode not in ("production", "development"):
            raise InsecureSetting(f"BLUESTEM_MODE is {self.mode!r}; use production or development.")
        if self.development:
            return
        if not self.host:
            raise InsecureSetting("BLUESTEM_ORIGIN is not set; give the public address, such as https://stem.example.")
        if not self.is_https and self.host not in LOOPBACK:
            raise InsecureSetting(f"BLUESTEM_ORIGIN is {self.origin}; only https:// is safe beyond this machine.")
        if len(self.secret_key) < 50:
            raise InsecureSetting("There is no secret key, or it is too short; run `bluestem init` to write one.")
        if self.mail_url and urlsplit(self.mail_url).scheme not in ("smtp", "smtps"):
            raise InsecureSetting(
                "BLUESTEM_MAIL_URL is no address of a mail server; begin it with smtps:// or smtp://."
            )
        if self.demo and self.host not in LOOPBACK:
            raise InsecureSetting("BLUESTEM_DEMO opens sample sign-ins; it is only for this machine's own address.")


def _stored_key(data: Path) -> str:
    path = data / "secret-key"
    return path.read_text().strip() if path.is_file() else ""


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise InsecureSetting(f"{name} is {text!r}; give a whole number.") from None


env = Environment.read()
