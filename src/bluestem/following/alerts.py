"""Tells followers of what is new: each change once, and none is lost.

Every change of a record leaves a note in its own transaction. A run reads the oldest notes, finds out whom they concern
without holding anybody up, writes the notices, and at last removes the notes and remembers what is public now, in one
transaction. Killed before that, the next run does it all again, or another process does at the same time: a notice has
a key made of the follow, the record and the occasion, so the second writes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from bluestem.catalogue.api import Document, new_records, registry
from bluestem.following.belonging import belongs_to
from bluestem.following.choices import Target
from bluestem.following.models import ChangeNote, Follow, KnownRecord, Progress
from bluestem.following.queries import gone, search_of
from bluestem.following.searches import SavedSearch
from bluestem.following.services import stop_target
from bluestem.messaging.api import Frequency, NewNotice, Source, notify_many

logger = logging.getLogger(__name__)

KIND = "follow"
BATCH = 1000  # notes in one run
CHUNK = 500  # keys in one statement

Key = tuple[str, int]  # kind and primary key of a record


@dataclass
class News:
    """What happened since the last run. `new`: newly public; `changed`: public before; `gone`: no longer public.

    Each maps a record's key to the record. `numbers`: the newest note about each record.
    """

    notes: list[int]
    numbers: dict[Key, int]
    new: dict[Key, Any] = field(default_factory=dict)
    changed: dict[Key, Any] = field(default_factory=dict)
    gone: dict[Key, Any] = field(default_factory=dict)


def note_changes(kind: str, pks: Sequence[int]) -> None:
    """Note that records changed; called by the catalogue in the transaction of the change."""
    ChangeNote.objects.bulk_create((ChangeNote(kind=kind, record_id=pk) for pk in pks), batch_size=CHUNK)


def tell_followers() -> int:
    """Work off all notes there are; the worker's call. Gives how many notices were written."""
    fill_known()
    written = 0
    while (more := run(now=timezone.now())) is not None:
        written += more
    return written


def fill_known() -> None:
    """Once: know the records that were public before the first note."""
    if Progress.objects.filter(is_filled=True).exists():
        return
    with transaction.atomic():
        Progress.objects.get_or_create(pk=1)
        noted = set(ChangeNote.objects.values_list("kind", "record_id"))
        for record_type in registry:
            kind, public = record_type.name, record_type.public().values_list("pk", flat=True)
            rows = [KnownRecord(kind=kind, record_id=pk) for pk in public if (kind, pk) not in noted]
            KnownRecord.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)
        Progress.objects.filter(pk=1).update(is_filled=True)


def run(*, now: datetime) -> int | None:
    """Work off the oldest notes; give how many notices that made, None when there was no note."""
    news = read_news()
    if news is None:
        return None
    told = _tell([*about_searches(news), *about_records(news)], now)
    _settle(news)
    return told


def read_news() -> News | None:
    """Give what the oldest notes tell of, None when there is none."""
    rows = list(ChangeNote.objects.order_by("pk").values_list("pk", "kind", "record_id")[:BATCH])
    if not rows:
        return None
    news = News([pk for pk, _kind, _record in rows], {(kind, record): pk for pk, kind, record in rows})
    for kind in {kind for kind, _pk in news.numbers} & {record_type.name for record_type in registry}:
        pks = [pk for of, pk in news.numbers if of == kind]
        known = set(KnownRecord.objects.filter(kind=kind, record_id__in=pks).values_list("record_id", flat=True))
        record_type = registry[kind]
        for record in record_type.whole(record_type.public().filter(pk__in=pks)):
            (news.changed if record.pk in known else news.new)[kind, record.pk] = record
        news.gone |= {(kind, record.pk): record for record in gone(kind).filter(pk__in=known)}
    for records in (news.new, news.changed, news.gone):
        in_order = sorted(records.items(), key=lambda item: news.numbers[item[0]])
        records.clear()
        records.update(in_order)
    return news


def about_searches(news: News) -> Iterator[NewNotice]:
    """Give the notices about new records for those whose searches find them; only these follows are fetched."""
    searches = _standing_searches() if news.new else {}
    if not searches:
        return
    standing = new_records(_documents(news.new))
    found: dict[str, list[Key]] = {}
    for key, search in searches.items():
        query = search.as_query()
        if query is not None and (hits := standing.hits(query)):
            found[key] = sorted(((hit.kind, hit.pk) for hit in hits), key=news.numbers.__getitem__)
    words = _Words()
    for keys in _chunks(list(found)):
        follows = Follow.objects.filter(target=Target.SEARCH, search_key__in=keys, is_paused=False)
        for follow in follows.select_related("person").order_by("pk"):
            for record in found[follow.search_key]:
                if news.numbers[record] > follow.after:
                    yield words.notice(follow, record, news.new[record], f"new:{record[0]}:{record[1]}")


def about_records(news: News) -> Iterator[NewNotice]:
    """Give the notices for those who follow a record that changed, or to which a new record belongs."""
    words = _Words()
    told: list[tuple[Key, Key, Any, str]] = [
        (key, key, record, f"changed:{news.numbers[key]}") for key, record in news.changed.items()
    ]
    told += [(key, key, record, f"back:{news.numbers[key]}") for key, record in news.new.items()]
    told += [(key, key, record, f"gone:{news.numbers[key]}") for key, record in news.gone.items()]
    told += [
        (owner, key, record, f"new:{key[0]}:{key[1]}")
        for key, record in news.new.items()
        for owner in belongs_to(key[0], record)
    ]
    followers = _followers({followed for followed, _key, _record, _what in told})
    for followed, key, record, what in told:
        for follow in followers.get(followed, ()):
            if news.numbers[key] > follow.after:
                yield words.notice(follow, key, record, what)


class _Words:
    """Makes notices in the language of each reader; what a record is called in a language is found out once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Key, str], tuple[str, str, str]] = {}
        self._sources: dict[int, Source] = {}

    def notice(self, follow: Follow, key: Key, record: Any, what: str) -> NewNotice:
        """Give a notice; `what` tells the occasion: new, changed, back or gone, and what makes it the only one."""
        title, summary, url = self._of(key, record, follow.person.language)
        occasion = what.partition(":")[0]
        question = "withdrawn-record" if occasion == "gone" else "public-record"
        return NewNotice(
            person=follow.person,
            kind=KIND,
            key=f"follow:{follow.pk}:{what}",
            title=_title(occasion, title, follow.person.language),
            text=summary if occasion == "new" else "",
            url=url,
            still_open=f"{question}:{key[0]}:{key[1]}",
            source=self._source(follow),
        )

    def _source(self, follow: Follow) -> Source:
        if follow.pk not in self._sources:
            with override(follow.person.language):
                self._sources[follow.pk] = _source(follow)
        return self._sources[follow.pk]

    def _of(self, key: Key, record: Any, language: str) -> tuple[str, str, str]:
        if (key, language) not in self._known:
            record_type = registry[key[0]]
            with override(language):
                found = record_type.title(record), record_type.summary(record), record_type.url(record)
            self._known[key, language] = found
        return self._known[key, language]


def _title(occasion: str, title: str, language: str) -> str:
    if occasion == "new":
        return title
    with override(language):
        words = {
            "changed": _("Changed: %(title)s"),
            "back": _("Published again: %(title)s"),
            "gone": _("Withdrawn: %(title)s"),
        }
        return words[occasion] % {"title": title}


def _source(follow: Follow) -> Source:
    address = search_of(follow).address() if follow.target == Target.SEARCH else ""
    return Source(label=follow.title, url=address, stop=stop_target(follow), frequency=Frequency(follow.pace))


def _standing_searches() -> dict[str, SavedSearch]:
    """Give every search that somebody follows now, each once, by its key."""
    rows = Follow.objects.filter(target=Target.SEARCH, is_paused=False).order_by()
    fields = ("search_key", "kind", "query", "language")
    return {
        key: SavedSearch(kind=kind, query=query, language=language)
        for key, kind, query, language in rows.values_list(*fields).distinct()
    }


def _documents(records: dict[Key, Any]) -> Iterator[Document]:
    for (kind, pk), record in records.items():
        try:
            yield registry[kind].document(record)
        except Exception:
            # As the index does: one record that a room cannot describe must not keep all others from being told.
            logger.exception("The %s %s cannot be described, and no search finds it", kind, pk)


def _followers(keys: set[Key]) -> dict[Key, list[Follow]]:
    """Give who follows these records, one query for each kind."""
    found: dict[Key, list[Follow]] = {}
    for kind in {kind for kind, _pk in keys}:
        pks = [pk for of, pk in keys if of == kind]
        for chunk in _chunks(pks):
            follows = Follow.objects.filter(target=Target.RECORD, kind=kind, record_id__in=chunk, is_paused=False)
            for follow in follows.select_related("person").order_by("pk"):
                found.setdefault((kind, follow.record_id or 0), []).append(follow)
    return found


def _tell(notices: Sequence[NewNotice], now: datetime) -> int:
    """Write the notices, some hundreds in a transaction so that nobody waits long; give how many."""
    told = 0
    for chunk in _chunks(notices):
        with transaction.atomic():
            still = {stop_target(follow) for follow in _still_followed(chunk)}
            kept = [notice for notice in chunk if notice.source and notice.source.stop in still]
            notify_many(kept, now=now)
            told += len(kept)
    return told


@transaction.atomic
def _settle(news: News) -> None:
    """Remove the notes and remember what is public now, unless another run did so meanwhile."""
    removed = sum(ChangeNote.objects.filter(pk__in=chunk).delete()[0] for chunk in _chunks(news.notes))
    if removed != len(news.notes):
        transaction.set_rollback(True)
        return
    for kind, pk in {*news.numbers} - news.new.keys() - news.changed.keys():
        KnownRecord.objects.filter(kind=kind, record_id=pk).delete()
    KnownRecord.objects.bulk_create(
        [KnownRecord(kind=kind, record_id=pk) for kind, pk in news.new], batch_size=CHUNK, ignore_conflicts=True
    )
    Progress.objects.update_or_create(pk=1, defaults={"last_note": news.notes[-1]})


def _still_followed(notices: Iterable[NewNotice]) -> Iterator[Follow]:
    """Give the follows of these notices that were neither ended nor paused while the run went on."""
    uuids = {notice.source.stop.partition(":")[2] for notice in notices if notice.source}
    for chunk in _chunks(sorted(uuids)):
        yield from Follow.objects.filter(uuid__in=chunk, is_paused=False).only("uuid")


def _chunks(things: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (things[start : start + CHUNK] for start in range(0, len(things), CHUNK))
