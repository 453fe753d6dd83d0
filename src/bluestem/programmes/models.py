from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from bluestem.catalogue.api import PublicRecord, Reading, State, choose_reading
from bluestem.network.api import COUNTRY_CHOICES, Organisation
from bluestem.programmes.choices import DocumentKind, FrameState, FundingModel, IndicatorKind, Status
from bluestem.programmes.evidence import Evidence, evidence_of
from bluestem.ui.api import slug_address
from bluestem.vocabularies.api import LANGUAGES

LANGUAGE_CHOICES = [(code, code) for code in LANGUAGES]


class Programme(ClusterableModel, PublicRecord):
    """A lasting initiative with objectives, indicators, reach, budget and funders: the sheet."""

    number = models.CharField(_("sheet number"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=COUNTRY_CHOICES)
    also_active_in = models.JSONField(_("also active in"), default=list, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    summary = models.CharField(_("summary"), max_length=300)
    description = models.TextField(_("description and objectives"))
    levels = models.JSONField(_("education levels"), default=list, blank=True)
    audiences = models.JSONField(_("for"), default=list, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices)
    year_start = models.PositiveSmallIntegerField(_("year of start"))
    year_end = models.PositiveSmallIntegerField(_("year of end"), null=True, blank=True)
    strategy_name = models.CharField(_("wider strategy"), max_length=200, blank=True)
    strategy_url = models.URLField(_("link to the strategy"), max_length=300, blank=True)
    strategy_text = models.TextField(_("how it relates to the strategy"), blank=True)
    impact = models.TextField(_("impact"), blank=True)
    impact_measured = models.TextField(_("how impact is measured"), blank=True)
    budget_text = models.CharField(_("about the budget"), max_length=300, blank=True)
    budget_amount = models.PositiveIntegerField(_("budget in euro"), null=True, blank=True)
    funding_model = models.CharField(_("funding model"), max_length=12, choices=FundingModel.choices, blank=True)
    logo = models.ImageField(_("logo"), upload_to="logos/", blank=True)
    # Computed by the service from indicators and reach whenever the sheet is saved, so that lists need not.
    evidence_level = models.PositiveSmallIntegerField(default=1, editable=False)

    class Meta(PublicRecord.Meta):
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        # Not led by `state`: SQLite would then read every public record to find a few by key.
        indexes = [models.Index(fields=["country", "state", "-published_at"], name="programme_country")]
        constraints = [
            *PublicRecord.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(year_end__isnull=True) | models.Q(year_end__gte=models.F("year_start")),
                name="programme_ends_after_start",
                violation_error_message=_("The year of end lies before the year of start. Change one of them."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return slug_address("programmes:programme_detail", self.slug)

    def clean(self) -> None:
        super().clean()
        # The sheet, its feeds and files name the organisation, which nobody may see yet.
        if self.is_public and self.organisation_id and self.organisation.state == State.DRAFT:
            raise ValidationError(
                {"organisation": _("This organisation is a draft. Publish it before its programmes.")}
            )

    def readings(self) -> list[Reading]:
        """The language versions, the original first; costs no query when translations are prefetched."""
        return [self.own_reading(), *(text.as_reading() for text in self.translations.all())]

    def own_reading(self) -> Reading:
        return Reading(
            language=self.language, title=self.name, summary=self.summary, body=self.description, is_original=True
        )

    def reading(self, language: str = "") -> Reading:
        return choose_reading(self, language)

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.evidence_level)

    def computed_evidence(self) -> Evidence:
        """The evidence level as the sheet's figures support it now."""
        counted = any(row.actual is not None for row in self.reach.all())
        return evidence_of(indicators=self.indicators.all(), has_counted_reach=counted)


class ProgrammePart(models.Model):
    """A row of a sheet, in the order in which the owner put it."""

    programme: Programme  # each part's own relation, by its own name
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    sort_order_field = "order"

    class Meta:
        abstract = True
        ordering = ["order", "id"]


class Indicator(ProgrammePart):
    """What the programme promises, how it is measured, and the figure so far."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=200)
    kind = models.CharField(_("kind"), max_length=14, choices=IndicatorKind.choices)
    measured_by = models.CharField(_("measured by"), max_length=300)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    actual = models.DecimalField(_("figure so far"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    answers = models.PositiveIntegerField(_("number of answers"), null=True, blank=True)
    measured_on = models.DateField(_("date of the figure"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta(ProgrammePart.Meta):
        verbose_name = _("indicator")

    def __str__(self) -> str:
        return self.name


class Reach(ProgrammePart):
    """How many were reached in a year, beside the objective for that year."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="reach")
    year = models.PositiveSmallIntegerField(_("year"))
    what = models.CharField(_("who or what is counted"), max_length=200)
    target = models.PositiveIntegerField(_("objective"), null=True, blank=True)
    actual = models.PositiveIntegerField(_("actual figure"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reach")
        ordering = ["year", "order", "id"]

    def __str__(self) -> str:
        return f"{self.what}, {self.year}"


class Workstream(ProgrammePart):
    """One line of work within the programme, with its aims."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="workstreams")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    aims = models.JSONField(_("aims"), default=list, blank=True)

    class Meta(ProgrammePart.Meta):
        verbose_name = _("workstream")

    def __str__(self) -> str:
        return self.title


class Frame(ProgrammePart):
    """One step of the larger whole that the programme belongs to, such as a European Year."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="frames")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=6, choices=FrameState.choices)

    class Meta(ProgrammePart.Meta):
        verbose_name = _("part of something larger")

    def __str__(self) -> str:
        return self.title


class Partner(ProgrammePart):
    """An organisation that takes part beside the one that runs the programme."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta(ProgrammePart.Meta):
        verbose_name = _("partner")
        constraints = [models.UniqueConstraint(fields=["programme", "organisation"], name="partner_once")]

    def __str__(self) -> str:
        return str(self.organisation_id)


class Funder(ProgrammePart):
    """Who pays, by name; `organisation` where it is one of the network. `share` is in words."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="funders")
    name = models.CharField(_("name"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    share = models.CharField(_("share"), max_length=100, blank=True)

    class Meta(ProgrammePart.Meta):
        verbose_name = _("funder")

    def __str__(self) -> str:
        return self.name


class ProgrammeDocument(ProgrammePart):
    """A document or page elsewhere that the sheet points to."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices, default=DocumentKind.DOCUMENT)
    url = models.URLField(_("address"), max_length=300)
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGE_CHOICES, blank=True)

    class Meta(ProgrammePart.Meta):
        verbose_name = _("document or link")

    def __str__(self) -> str:
        return self.title


class ProgrammeTranslation(models.Model):
    """The sheet's texts in one more language."""

    programme = ParentalKey(Programme, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGE_CHOICES)
    name = models.CharField(_("name"), max_length=200)
    summary = models.CharField(_("summary"), max_length=300)
    description = models.TextField(_("description and objectives"), blank=True)

    class Meta:
        verbose_name = _("translation")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["programme", "language"], name="programme_translated_once")]

    def __str__(self) -> str:
        return self.name

    def as_reading(self) -> Reading:
        return Reading(
            language=self.language, title=self.name, summary=self.summary, body=self.description, is_original=False
        )
