"""Two records of one organisation become one, and separate again with everything where it was.

What points to an organisation is a *part*; rooms register theirs (`register_merge_part`), so that this room need not
know them. The merged record stays in the database, archived, and its addresses lead to the one that was kept.

What happens after a merge stays with the organisation that was kept: separating moves back what the merge had moved
and nobody has moved since, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction

from bluestem.accounts.api import User
from bluestem.catalogue.api import State, page_changed
from bluestem.network.choices import OrganisationRole
from bluestem.network.errors import CannotMerge, MergedAlready, NotMerged
from bluestem.network.memberships import give_place, lock, require
from bluestem.network.models import Merge, Organisation, OrganisationMembership
from bluestem.network.rules import may_merge
from bluestem.network.services import save_organisation

ENDED = "network.organisationmembership.ended"


@dataclass(frozen=True, kw_only=True)
class MergePart:
    """Rows that point to an organisation. changed: told the rows (keys) that now point elsewhere."""

    model: type[models.Model]
    field: str
    changed: Callable[[Collection[int]], None] | None = None

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"  # noqa: SLF001 (Django's documented API)

    def move(self, *, of: int, to: int, only: Collection[int] | None = None) -> list[int]:
        """Let rows point from one organisation to another; give the keys of those that moved.

        A row that would then stand twice stays where it is.
        """
        rows = self.model._default_manager.filter(**{f"{self.field}_id": of})  # noqa: SLF001
        rows = rows if only is None else rows.filter(pk__in=only)
        moved = [pk for pk in rows.order_by("pk").values_list("pk", flat=True) if self._move_row(pk, to)]
        if moved and self.changed:
            self.changed(moved)
        return moved

    def _move_row(self, pk: int, to: int) -> bool:
        try:
            with transaction.atomic():
                self.model._default_manager.filter(pk=pk).update(**{f"{self.field}_id": to})  # noqa: SLF001
        except IntegrityError:
            return False
        return True


_parts: dict[str, MergePart] = {}


def register_merge_part(
    model: type[models.Model], field: str, changed: Callable[[Collection[int]], None] | None = None
) -> None:
    """Have rows of a model move along when the organisation in `field` becomes part of another one.

    changed: called with the keys of moved rows, inside the transaction, such as to note them for the index.
    Raises ValueError if the field is registered already.
    """
    part = MergePart(model=model, field=field, changed=changed)
    if part.name in _parts:
        raise ValueError(f"{part.name} moves along already.")
    _parts[part.name] = part


def merge_parts() -> tuple[MergePart, ...]:
    """Give what moves along, in the order of registration."""
    return tuple(_parts.values())


@transaction.atomic
def merge_organisations(*, kept: Organisation, merged: Organisation, reason: str, actor: User, now: datetime) -> Merge:
    """Make one organisation part of another, with everything that points to it.

    Whoever manages one of both manages the result. The merged record is archived with the reason.
    Raises PermissionDenied; CannotMerge for the same organisation twice or one to keep that is not public;
    MergedAlready; ValidationError for an empty reason or a record that cannot be stored.
    """
    require(may_merge, actor, kept)
    for organisation in sorted((kept, merged), key=lambda o: o.pk):
        lock(organisation)
        organisation.refresh_from_db()
    if kept.pk == merged.pk or not kept.is_public:
        raise CannotMerge
    if Merge.objects.filter(models.Q(merged=kept) | models.Q(merged=merged), undone_at=None).exists():
        raise MergedAlready
    merge = Merge(kept=kept, merged=merged, state_before=merged.state, reason=reason, merged_at=now, merged_by=actor)
    merge.moved = {ENDED: _join_people(kept, merged, now)}
    merge.moved |= {part.name: part.move(of=merged.pk, to=kept.pk) for part in merge_parts()}
    merge.full_clean(exclude=["moved"])
    merge.save()
    merged.state, merged.withdrawn_because = State.ARCHIVED, reason
    save_organisation(organisation=merged, actor=actor, now=now, reason=reason)
    page_changed()
    return merge


@transaction.atomic
def unmerge_organisations(*, merge: Merge, actor: User, now: datetime) -> Merge:
    """Separate two organisations: the merged one gets its state and what was moved back.

    Raises PermissionDenied, NotMerged if they are separate already, ValidationError for a record that cannot be stored.
    """
    require(may_merge, actor, merge.kept)
    lock(merge.kept)
    lock(merge.merged)
    merge = Merge.objects.select_related("kept", "merged").get(pk=merge.pk)
    if merge.undone_at is not None:
        raise NotMerged
    merge.undone_at, merge.undone_by = now, actor
    merge.save(update_fields=["undone_at", "undone_by"])
    merged = merge.merged
    merged.state, merged.withdrawn_because = merge.state_before, ""
    save_organisation(organisation=merged, actor=actor, now=now, reason=merge.reason)
    for part in merge_parts():
        part.move(of=merge.kept_id, to=merged.pk, only=merge.moved.get(part.name, []))
    OrganisationMembership.objects.filter(pk__in=merge.moved.get(ENDED, [])).update(ended_at=None)
    page_changed()
    return merge


def _join_people(kept: Organisation, merged: Organisation, now: datetime) -> list[int]:
    """End the places at the merged organisation of people who belong to both; give their keys."""
    current: Any = OrganisationMembership.objects.current()
    here = set(current.filter(organisation=kept).values_list("person_id", flat=True))
    twice = list(current.filter(organisation=merged, person_id__in=here).select_related("person"))
    for place in twice:
        if place.role == OrganisationRole.MANAGER:
            give_place(person=place.person, organisation=kept, role=OrganisationRole.MANAGER, now=now)
    keys = [place.pk for place in twice]
    current.filter(pk__in=keys).update(ended_at=now)
    return keys
