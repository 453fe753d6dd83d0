"""What happens to pages: published, moved, taken back; and the tree that they hang in, made when a site is set up."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale, Page, Site

from bluestem.accounts.api import User
from bluestem.catalogue.api import State, page_changed, records_changed
from bluestem.editorial.models import EditorialPage, HomePage, PublishedPage, home_slug
from bluestem.editorial.queries import placed_pages

KIND = "page"
MOST_WORDS = 60_000  # characters of a page that the index reads


@transaction.atomic
def note_publishing(*, translation_key: UUID, now: datetime) -> PublishedPage | None:
    """Bring what everyone may read of a page, in all its languages, level with what is live now.

    Gives the entry, or None for a page that was never public. Finished pages are dropped at the commit.
    """
    entry = PublishedPage.objects.select_for_update().filter(uuid=translation_key).first()
    pages = EditorialPage.objects.live().filter(translation_key=translation_key).select_related("locale").order_by("pk")
    texts = {page.language: _text(page) for page in pages}
    if texts or entry:
        entry = _write(entry or PublishedPage(uuid=translation_key, slug=f"page-{translation_key}"), texts, now)
        records_changed(kind=KIND, pks=[entry.pk])
    note_change()
    return entry


@transaction.atomic
def note_tree_change(*, page: Page, now: datetime) -> None:
    """Bring a page and all pages below it level with the tree, after it was moved or its address changed."""
    below = EditorialPage.objects.descendant_of(page, inclusive=True)
    for key in set(below.values_list("translation_key", flat=True)):
        note_publishing(translation_key=key, now=now)
    note_change()


@transaction.atomic
def note_change() -> None:
    """Drop finished pages and the links of menus at the commit: what an editor publishes shows at once."""
    page_changed()
    transaction.on_commit(placed_pages.forget)


def _write(entry: PublishedPage, texts: dict[str, dict[str, Any]], now: datetime) -> PublishedPage:
    entry.changed_at = now
    if texts:
        entry.texts = texts
        entry.language = entry.language if entry.language in texts else next(iter(texts))
        entry.state, entry.withdrawn_at = State.PUBLISHED, None
        entry.published_at = entry.published_at or now
    else:
        entry.state, entry.withdrawn_at = State.WITHDRAWN, now
    entry.save()
    return entry


def _text(page: EditorialPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "summary": page.summary,
        "words": page.words()[:MOST_WORDS],
        "address": page.get_absolute_url(),
        "place": page.place,
        "order": page.place_order,
    }


@transaction.atomic
def prepare_page_tree() -> None:
    """Make what Wagtail needs for pages in every language of the site, where it is missing. Repeating changes nothing.

    A home page for each language, and the site that begins at the first of them. Wagtail's own welcome page goes.
    """
    root = Page.get_first_root_node()
    homes = {code: _home(root, code) for code, _name in settings.LANGUAGES}
    first = homes[settings.LANGUAGE_CODE]
    site = {"root_page_id": first.pk, "hostname": "localhost", "port": 80, "site_name": settings.NETWORK_NAME}
    if not Site.objects.filter(is_default_site=True, **site).exists():
        Site.objects.update_or_create(is_default_site=True, defaults=site)
    for welcome in Page.objects.child_of(root).exclude(pk__in=[home.pk for home in homes.values()]):
        if welcome.specific_class is Page:
            welcome.delete()


def _home(root: Page, code: str) -> HomePage:
    locale, _made = Locale.objects.get_or_create(language_code=code)
    known = HomePage.objects.filter(locale=locale).first()
    if known:
        return known
    original = HomePage.objects.first()
    home = HomePage(title=f"Home ({code})", slug=home_slug(code), locale=locale, live=True)
    if original:
        home.translation_key = original.translation_key
    _free(root, home.slug)
    # Treebeard keeps numbers of the tree in memory; another child may have been added meanwhile.
    Page.get_first_root_node().add_child(instance=home)
    return home


def _free(root: Page, slug: str) -> None:
    """Wagtail's welcome page is called `home`, too."""
    Page.objects.child_of(root).filter(slug=slug).update(slug=f"{slug}-of-wagtail", url_path=f"/{slug}-of-wagtail/")


@transaction.atomic
def publish_page(*, page: EditorialPage, parent: Page, actor: User) -> EditorialPage:
    """Add a new page below another and publish it. Raises PermissionDenied or ValidationError."""
    if not actor.has_perm("editorial.add_publishedpage"):
        raise PermissionDenied(f"{actor} may not publish pages.")
    page.owner = actor
    page.live = False
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.full_clean()
    page.save_revision(user=actor).publish(user=actor)
    return EditorialPage.objects.get(pk=page.pk)


@transaction.atomic
def publish_home(*, home: HomePage, actor: User) -> HomePage:
    """Publish what was put on the home page. Raises PermissionDenied or ValidationError."""
    if not actor.has_perm("editorial.add_publishedpage"):
        raise PermissionDenied(f"{actor} may not publish pages.")
    home.full_clean()
    home.save_revision(user=actor).publish(user=actor)
    return home
