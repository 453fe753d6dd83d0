from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from bluestem.catalogue.api import PublicRecord
from bluestem.editorial.blocks import BodyBlock, DoorsBlock, HighlightsBlock
from bluestem.editorial.choices import Place
from bluestem.editorial.text import Section, sections_of, words_of
from bluestem.editorial.validators import PAGE, check_free, check_link
from bluestem.ui.api import home_address

# The admin shows a page inside its own; nobody else may.
SHOWN_IN_THE_ADMIN = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "private, no-store",
}


def home_slug(language: str) -> str:
    """Give the slug of a language's home page in Wagtail's tree; it is no part of any address."""
    return "home" if language == settings.LANGUAGE_CODE else f"home-{language}"


class _SitePage(Page):
    """What our kinds of pages share. All are public once published: Wagtail's own restrictions are switched off."""

    private_page_options: ClassVar[list[str]] = []
    preview_template = ""

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """The language of the page (BCP 47)."""
        return str(self.locale.language_code)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str]:
        """Give Wagtail the address that our own views serve."""
        site = self._get_site_root_paths(request)
        return (site[0][0] if site else 0, settings.ORIGIN, self.get_absolute_url())

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.serve_preview(request, "")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page as it would be, in its own language, inside the admin."""
        with override(self.language):
            answer = render(request, self.preview_template, {"page": self, "crumbs": [], "below": []})
        for name, value in SHOWN_IN_THE_ADMIN.items():
            answer.headers[name] = value
        return answer


class HomePage(_SitePage):
    """What the secretariat puts on the home page of one language. Whatever is empty stays as it is without it."""

    headline = models.CharField(_("headline"), max_length=80, blank=True)
    lead = models.TextField(_("lead"), max_length=300, blank=True)
    notice = models.CharField(_("announcement"), max_length=120, blank=True)
    notice_text = models.TextField(_("text of the announcement"), max_length=400, blank=True)
    notice_link = models.CharField(_("where it leads"), max_length=300, blank=True, validators=[check_link])
    highlights = StreamField(HighlightsBlock(required=False, max_num=6), blank=True, verbose_name=_("chosen records"))
    doors = StreamField(DoorsBlock(required=False, max_num=4), blank=True, verbose_name=_("ways in"))

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["editorial.EditorialPage"]
    preview_template = "editorial/home_preview.html"
    content_panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("lead")], heading=_("Top of the page")),
        MultiFieldPanel(
            [FieldPanel("notice"), FieldPanel("notice_text"), FieldPanel("notice_link")], heading=_("Announcement")
        ),
        FieldPanel("highlights"),
        FieldPanel("doors"),
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("home page")

    def get_absolute_url(self) -> str:
        return home_address(self.language)


class EditorialPage(_SitePage):
    """A page that the secretariat writes, in one language; Wagtail keeps its translations together."""

    summary = models.CharField(
        _("summary"), max_length=300, help_text=_("One or two sentences: for lists, search engines and feeds.")
    )
    body = StreamField(BodyBlock(required=False), blank=True, verbose_name=_("text"))
    has_contents = models.BooleanField(_("list its headings beside the text"), default=True)
    place = models.CharField(_("link to it"), max_length=8, choices=Place.choices, blank=True, default=Place.NOWHERE)
    place_order = models.PositiveSmallIntegerField(_("place among the links"), default=50)

    parent_page_types: ClassVar[list[str]] = ["editorial.HomePage", "editorial.EditorialPage"]
    subpage_types: ClassVar[list[str]] = ["editorial.EditorialPage"]
    preview_template = "editorial/page.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = [
        FieldPanel("slug"),
        FieldPanel("has_contents"),
        MultiFieldPanel([FieldPanel("place"), FieldPanel("place_order")], heading=_("Link on every page")),
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_absolute_url(self) -> str:
        with override(self.language):
            return reverse(PAGE, args=["/".join(self.url_path.strip("/").split("/")[1:])])

    def clean(self) -> None:
        """Refuse an address at which the site shows something else. A new page has none before it is in the tree."""
        super().clean()
        if self.url_path and self.slug:
            parent = self.url_path.rstrip("/").rpartition("/")[0]
            path = "/".join([*parent.strip("/").split("/")[1:], slugify(self.slug)])
            with override(settings.LANGUAGE_CODE):
                check_free(f"/{path}/")

    def sections(self) -> list[Section]:
        """The headings of the text with their anchors, in order."""
        return sections_of(self.body)

    def words(self) -> str:
        """The text of the page without markup, for the search index."""
        return words_of(self.body)


class PublishedPage(PublicRecord):
    """What everyone may read of a page, in all its languages: what search, feeds, the sitemap and links know of it.

    Written whenever a page is published, moved or taken back, from what is live, never from a draft. `uuid` is the
    key that Wagtail gives a page and its translations. `texts`: language to `title`, `summary`, `words`, `address`,
    `place` and `order`; `language` is the one that it was written in first.
    """

    texts = models.JSONField(default=dict)

    class Meta(PublicRecord.Meta):
        verbose_name = _("published page")
        verbose_name_plural = _("published pages")

    def __str__(self) -> str:
        return str(self.text()["title"])

    def text(self, language: str = "") -> dict[str, Any]:
        """Give the version in a language, or the one that was written first."""
        return self.texts.get(language) or self.texts[self.language]

    def get_absolute_url(self) -> str:
        return str(self.text(get_language() or "")["address"])
