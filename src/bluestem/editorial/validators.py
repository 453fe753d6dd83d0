"""What editors may put into a link, and which addresses are taken."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

PAGE = "editorial:page"
_CONTROL = re.compile(r"[\x00-\x20\x7f\\]")


def check_link(address: str) -> None:
    """Raise ValidationError unless the text is a path of this site, an https or http address, or a mail address."""
    parts = urlsplit(address) if not _CONTROL.search(address) else None
    is_path = address.startswith("/") and not address.startswith("//")
    is_anchor = bool(re.fullmatch(r"#[a-z0-9-]+", address))
    is_full = parts is not None and (
        (parts.scheme in ("http", "https") and bool(parts.netloc)) or (parts.scheme == "mailto" and "@" in parts.path)
    )
    if parts is None or not (is_path or is_anchor or is_full):
        raise ValidationError(_("Begin with / for a page of this site, or with https:// for another site."))


def check_secure(address: str) -> None:
    """Raise ValidationError unless the text is an https address."""
    parts = urlsplit(address)
    if _CONTROL.search(address) or parts.scheme != "https" or not parts.netloc:
        raise ValidationError(_("Give an address that begins with https://."))


def check_free(path: str) -> None:
    """Raise ValidationError when a path of the site, such as `/search/`, is served by something else."""
    match = _match(path)
    if match is None or match.view_name != PAGE:
        raise ValidationError({"slug": _("The site has another page at this address. Choose another one.")})


def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None
