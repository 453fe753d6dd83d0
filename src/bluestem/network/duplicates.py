"""Which organisations may be one and the same: what speaks for it, for somebody to judge."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import State
from bluestem.network.models import Organisation
from bluestem.ui.api import Text

# A name that many share, such as a ministry's, says little; a key that more have than this says nothing
TOO_COMMON = 5
# Words for what kind of body it is: they stand in one record and not in the other
KINDS_OF_BODY = {"asbl", "vzw", "gmbh", "ev", "ltd", "plc", "sa", "nv", "bv", "aisbl", "inpa", "stichting", "the", "of"}
EVIDENCE: dict[str, Text] = {
    "pic": _("same PIC"),
    "ror": _("same ROR"),
    "host": _("same website"),
    "name": _("same name and country"),
}


@dataclass
class Candidate:
    """Two organisations that may be one, the older record first, and what speaks for it."""

    first: Organisation
    second: Organisation
    evidence: list[Text] = field(default_factory=list)


def candidates() -> list[Candidate]:
    """Give the pairs that share something which organisations rarely share, those with most evidence first."""
    organisations = Organisation.objects.filter(state__in=(State.DRAFT, State.PUBLISHED)).order_by("pk")
    sharing: dict[tuple[str, str], list[Organisation]] = defaultdict(list)
    for organisation in organisations:
        for key in keys_of(organisation):
            sharing[key].append(organisation)
    found: dict[tuple[int, int], Candidate] = {}
    for (kind, _key), group in sharing.items():
        for first, second in combinations(group, 2) if len(group) <= TOO_COMMON else ():
            pair = found.setdefault((first.pk, second.pk), Candidate(first, second))
            pair.evidence.append(EVIDENCE[kind])
    return sorted(
        found.values(), key=lambda pair: (-len(pair.evidence), pair.first.name, pair.first.pk, pair.second.pk)
    )


def evidence_for(first: Organisation, second: Organisation) -> list[Text]:
    """Give what speaks for two organisations being one."""
    shared = set(keys_of(first)) & set(keys_of(second))
    return [label for kind, label in EVIDENCE.items() if any(key[0] == kind for key in shared)]


def keys_of(organisation: Organisation) -> Iterator[tuple[str, str]]:
    """Give what would be the same in another record of this organisation: kind of evidence and value."""
    if organisation.pic:
        yield "pic", organisation.pic
    if organisation.ror:
        yield "ror", organisation.ror.rstrip("/").rpartition("/")[2].lower()
    if host := (urlsplit(organisation.website).hostname or "").removeprefix("www."):
        yield "host", host
    if name := normal_name(organisation.name):
        yield "name", f"{organisation.country} {name}"


def normal_name(name: str) -> str:
    """Give a name without accents, case, signs and words for the legal form, such as `elhuyar fundazioa`."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return " ".join(word for word in re.findall(r"\w+", plain.replace(".", "")) if word not in KINDS_OF_BODY)
