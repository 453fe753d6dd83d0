"""Editorial pages as public records, so that search, feeds, the sitemap and permanent addresses know them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from bluestem.catalogue.api import (
    CODES,
    LANGUAGE,
    NEWEST,
    TITLE,
    Column,
    Document,
    RecordType,
    seconds,
    without_empty,
)
from bluestem.editorial.models import PublishedPage

TEXT = {"type": "string"}


def prepare(pages: QuerySet[PublishedPage]) -> QuerySet[PublishedPage]:
    return pages


def document(page: PublishedPage) -> Document:
    return Document(
        kind="page",
        pk=page.pk,
        title=page.text()["title"],
        texts={lang: f"{text['title']} {text['summary']} {text['words']}" for lang, text in page.texts.items()},
        facets={"language": list(page.texts)},
        numbers={"published": seconds(page.published_at)},
    )


def language_shown(page: PublishedPage) -> str:
    """The language in which a reader of the active language gets the page."""
    active = get_language() or ""
    return active if active in page.texts else page.language


def shown(page: PublishedPage) -> dict[str, Any]:
    return page.text(language_shown(page))


def json_ld(page: PublishedPage) -> dict[str, Any]:
    """schema.org WebPage."""
    text = shown(page)
    return without_empty(
        {
            "@type": "WebPage",
            "@id": f"{settings.ORIGIN}{text['address']}",
            "name": text["title"],
            "description": text["summary"],
            "inLanguage": language_shown(page),
            "dateModified": page.changed_at.date().isoformat(),
            "publisher": {"@type": "Organization", "name": settings.NETWORK_NAME},
        }
    )


def dublin_core(page: PublishedPage) -> dict[str, list[str]]:
    return {
        "title": [text["title"] for text in page.texts.values()],
        "creator": [settings.NETWORK_NAME],
        "description": [text["summary"] for text in page.texts.values()],
        "type": ["Text"],
        "date": [page.changed_at.date().isoformat()],
        "identifier": [f"{settings.ORIGIN}{text['address']}" for text in page.texts.values()],
        "language": list(page.texts),
    }


PAGE_TYPE = RecordType(
    name="page",
    path="pages",
    label=_("Page"),
    label_plural=_("Pages"),
    count_label=lambda n: ngettext("page", "pages", n),
    intro=_("What the secretariat writes about the network, its work and how to take part."),
    icon="book-open",
    order=90,
    model=PublishedPage,
    public=PublishedPage.objects.public,
    prepare=prepare,
    document=document,
    title=lambda page: shown(page)["title"],
    summary=lambda page: shown(page)["summary"],
    language=language_shown,
    date=lambda page: page.published_at,
    url=lambda page: page.get_absolute_url(),
    author=lambda page: settings.NETWORK_NAME,
    facets=(LANGUAGE,),
    sorts=(NEWEST, TITLE),
    columns=(
        Column(name="uuid", value=lambda page: str(page.uuid)),
        Column(name="title", value=lambda page: shown(page)["title"], schema=TEXT),
        Column(name="summary", value=lambda page: shown(page)["summary"], schema=TEXT),
        Column(name="languages", value=lambda page: list(page.texts), schema=CODES),
        Column(name="changed", value=lambda page: page.changed_at.isoformat(), schema=TEXT),
        Column(name="url", value=lambda page: f"{settings.ORIGIN}{shown(page)['address']}"),
    ),
    json_ld=json_ld,
    dublin_core=dublin_core,
    row_template="editorial/page_row.html",
    is_aside=True,
)
