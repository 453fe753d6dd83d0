"""Reading the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from bluestem.ledger.models import LedgerEntry


def total(*, verb: str, **where: object) -> Decimal:
    """Give the sum of quantities of a verb, counter-entries included. `where` are lookups on LedgerEntry."""
    return LedgerEntry.objects.filter(verb=verb, **where).aggregate(sum=Sum("quantity"))["sum"] or Decimal(0)


def totals_by_object(*, verb: str, kind: str, ids: Iterable[str]) -> dict[str, Decimal]:
    """Give object id to the sum of quantities of a verb, for several objects with one query."""
    rows = (
        LedgerEntry.objects.filter(verb=verb, object_kind=kind, object_id__in=list(ids))
        .order_by()
        .values_list("object_id")
        .annotate(sum=Sum("quantity"))
    )
    return dict(rows)


@dataclass(frozen=True)
class Difference:
    """A room's own count and the ledger's, where they disagree."""

    object_id: str
    in_room: Decimal
    in_ledger: Decimal


@dataclass(frozen=True, kw_only=True)
class Recount:
    """How a room counts one verb from its own tables: object id to quantity. `ledger verify` compares."""

    verb: str
    kind: str
    count: Callable[[], dict[str, Decimal]]


_recounts: list[Recount] = []


def register_recount(recount: Recount) -> None:
    """Make a room's own count known to `bluestem ledger verify`; a room does so in its contributions."""
    _recounts.append(recount)


def all_recounts() -> tuple[Recount, ...]:
    """Give every registered count, in the order of registration."""
    return tuple(_recounts)


def differences(recount: Recount) -> list[Difference]:
    """Compare a room's own count with the ledger's sum for each object; give those that disagree."""
    in_room = recount.count()
    rows = LedgerEntry.objects.filter(verb=recount.verb, object_kind=recount.kind).order_by().values_list("object_id")
    in_ledger = dict(rows.annotate(sum=Sum("quantity")))
    zero = Decimal(0)
    return [
        Difference(key, _shortest(in_room.get(key, zero)), _shortest(in_ledger.get(key, zero)))
        for key in sorted(in_room.keys() | in_ledger.keys())
        if in_room.get(key, zero) != in_ledger.get(key, zero)
    ]


def _shortest(quantity: Decimal) -> Decimal:
    """Give 2 for the 2.00 that PostgreSQL sums to; a whole number keeps its zeros."""
    return quantity.quantize(Decimal(1)) if quantity == quantity.to_integral_value() else quantity.normalize()
