"""One visit to another site: its headers first, the page only where headers alone are refused."""

from __future__ import annotations

from bluestem.kit.outgoing import NotAllowed, Outgoing, OutgoingFailed, TimedOut, site_agent
from bluestem.links.choices import Trouble
from bluestem.links.rules import Visit, visit_of

SECONDS = 10.0


def visitor() -> Outgoing:
    """Give the client that visits links: known by name, and soon gone again."""
    return Outgoing(user_agent=site_agent(), seconds=SECONDS)


def visit(client: Outgoing, url: str) -> Visit:
    """Visit an address. What goes wrong is part of the answer, never an error."""
    first = _asked(client, "HEAD", url)
    if first.trouble is None or first.trouble == Trouble.FORBIDDEN:
        return first
    # Many servers know no HEAD, or answer it wrongly.
    return _asked(client, "GET", url)


def _asked(client: Outgoing, method: str, url: str) -> Visit:
    try:
        answer = client.call(method, url, headers={"Accept": "text/html,*/*;q=0.5"}, read=False)
    except NotAllowed:
        return Visit(trouble=Trouble.FORBIDDEN)
    except TimedOut:
        return Visit(trouble=Trouble.SLOW)
    except OutgoingFailed:
        return Visit(trouble=Trouble.UNREACHABLE)
    return visit_of(answer.status, answer.headers.get("retry-after", ""))
