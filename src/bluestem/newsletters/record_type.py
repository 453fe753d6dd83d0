"""Issues as public records: the archive with its feeds, search and permanent addresses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from bluestem.catalogue.api import (
    LANGUAGE,
    NEWEST,
    TITLE,
    Column,
    Document,
    RecordType,
    seconds,
    without_empty,
)
from bluestem.kit.text import plain
from bluestem.newsletters.models import Issue


def prepare(issues: QuerySet[Issue]) -> QuerySet[Issue]:
    return issues


def words_of(issue: Issue) -> str:
    texts = [plain(block.value.source) for block in issue.body if block.block_type == "text"]
    return " ".join([*texts, *(block.value for block in issue.body if block.block_type == "heading")])


def document(issue: Issue) -> Document:
    return Document(
        kind="newsletter",
        pk=issue.pk,
        title=issue.title,
        texts={issue.language: f"{issue.title} {issue.summary} {words_of(issue)}"},
        facets={"language": [issue.language]},
        numbers={"published": seconds(issue.published_at)},
    )


def json_ld(issue: Issue) -> dict[str, Any]:
    """schema.org Article."""
    return without_empty(
        {
            "@type": "Article",
            "@id": f"{settings.ORIGIN}{issue.get_absolute_url()}",
            "headline": issue.title,
            "description": issue.summary,
            "inLanguage": issue.language,
            "datePublished": issue.published_at.isoformat() if issue.published_at else "",
            "publisher": {"@type": "Organization", "name": settings.NETWORK_NAME},
        }
    )


def dublin_core(issue: Issue) -> dict[str, list[str]]:
    return {
        "title": [issue.title],
        "creator": [settings.NETWORK_NAME],
        "description": [issue.summary],
        "type": ["Text"],
        "date": [issue.published_at.date().isoformat()] if issue.published_at else [],
        "identifier": [f"{settings.ORIGIN}{issue.get_absolute_url()}"],
        "language": [issue.language],
    }


NEWSLETTER = RecordType(
    name="newsletter",
    path="newsletter",
    label=_("Newsletter"),
    label_plural=_("Newsletters"),
    count_label=lambda n: ngettext("newsletter", "newsletters", n),
    intro=_("Every newsletter that we have sent, to read without giving an address."),
    icon="mail",
    order=95,
    model=Issue,
    public=Issue.objects.public,
    prepare=prepare,
    document=document,
    title=lambda issue: issue.title,
    summary=lambda issue: issue.summary,
    language=lambda issue: issue.language,
    date=lambda issue: issue.published_at,
    url=lambda issue: issue.get_absolute_url(),
    author=lambda issue: settings.NETWORK_NAME,
    facets=(LANGUAGE,),
    sorts=(NEWEST, TITLE),
    columns=(
        Column(name="uuid", value=lambda issue: str(issue.uuid)),
        Column(name="title", value=lambda issue: issue.title),
        Column(name="summary", value=lambda issue: issue.summary),
        Column(name="language", value=lambda issue: issue.language),
        Column(name="sent", value=lambda issue: issue.published_at.isoformat(), schema={"type": "string"}),
        Column(name="url", value=lambda issue: f"{settings.ORIGIN}{issue.get_absolute_url()}"),
    ),
    json_ld=json_ld,
    dublin_core=dublin_core,
    row_template="newsletters/issue_row.html",
    is_aside=True,
)
