from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from bluestem.catalogue.api import PublicRecord, Reading, choose_reading
from bluestem.kit.text import plain
from bluestem.library.choices import PublicationKind
from bluestem.network.api import Organisation
from bluestem.programmes.api import Programme
from bluestem.ui.api import slug_address
from bluestem.vocabularies.api import LANGUAGES


class Publication(ClusterableModel, PublicRecord):
    """A document about STEM education: source or author, country, abstract, and often the file."""

    title = models.CharField(_("title"), max_length=300)
    authors = models.CharField(_("source or author"), max_length=300)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    countries = models.JSONField(_("countries"), default=list)
    kind = models.CharField(_("kind"), max_length=14, choices=PublicationKind.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    abstract = models.TextField(_("abstract"), blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    levels = models.JSONField(_("education levels"), default=list, blank=True)
    pages = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    url = models.URLField(_("where it was published"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=40, blank=True)
    file = models.FileField(_("file"), upload_to="publications/", blank=True)
    downloads = models.PositiveIntegerField(default=0, editable=False)

    class Meta(PublicRecord.Meta):
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return slug_address("library:publication_detail", self.slug)

    @property
    def kind_label(self) -> str:
        """The words for its kind; `get_kind_display` costs ten times as much, and lists ask for twenty."""
        return str(PublicationKind(self.kind).label)

    def readings(self) -> list[Reading]:
        """The language versions, the original first; costs no query when translations are prefetched."""
        return [self.own_reading(), *(text.as_reading() for text in self.translations.all())]

    def own_reading(self) -> Reading:
        return Reading(
            language=self.language,
            title=self.title,
            summary=plain(self.abstract),
            body=self.abstract,
            is_original=True,
        )

    def reading(self, language: str = "") -> Reading:
        return choose_reading(self, language)


class PublicationTranslation(models.Model):
    """Title and abstract in one more language."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12, choices=[(code, code) for code in LANGUAGES])
    title = models.CharField(_("title"), max_length=300)
    abstract = models.TextField(_("abstract"), blank=True)

    class Meta:
        verbose_name = _("translation")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["publication", "language"], name="publication_translated_once")]

    def __str__(self) -> str:
        return self.title

    def as_reading(self) -> Reading:
        summary = plain(self.abstract)
        return Reading(language=self.language, title=self.title, summary=summary, body=self.abstract, is_original=False)
