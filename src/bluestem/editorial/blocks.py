"""The pieces that pages are made of. Each has a template of the same name in `jinja2/editorial/blocks/`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from bluestem.catalogue.api import ListPage, SearchUnavailable, latest, registry
from bluestem.editorial.validators import check_link, check_secure
from bluestem.ui.api import language_name
from bluestem.vocabularies.api import COUNTRIES, LANGUAGES, topic_choices

# What `clean_html` lets through, and links to our own pages and documents.
RICH_TEXT = ["bold", "italic", "h3", "h4", "ol", "ul", "blockquote", "link", "document-link"]


def kind_choices() -> list[tuple[str, Any]]:
    """The kinds of records that this installation has."""
    return [(record_type.name, record_type.label_plural) for record_type in registry]


def one_kind_choices() -> list[tuple[str, Any]]:
    return [(record_type.name, record_type.label) for record_type in registry]


def topic_offer() -> list[tuple[str, str]]:
    return topic_choices()


def country_choices() -> list[tuple[str, str]]:
    return [(code, country.short) for code, country in COUNTRIES.items()]


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in LANGUAGES]


class LatestRecords(blocks.StructValue):
    """A list of records, found when the page is shown."""

    @cached_property
    def found(self) -> ListPage | None:
        """The newest public records that fit, or None while the index is away or where the kind is not installed."""
        if self["kind"] not in registry:
            return None
        names = {facet.name for facet in registry[self["kind"]].facets}
        fixed = {name: self[name] for name in ("topic", "country") if self[name] and name in names}
        try:
            return latest(self["kind"], limit=self["number"], **fixed)
        except SearchUnavailable:
            return None


class RecordsBlock(blocks.StructBlock):
    """The newest records of a kind, narrowed by topic and country."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, required=False)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=kind_choices)
    topic = blocks.ChoiceBlock(label=_("Topic"), choices=topic_offer, required=False)
    country = blocks.ChoiceBlock(label=_("Country"), choices=country_choices, required=False)
    number = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=8)

    class Meta:
        icon = "list-ul"
        label = _("Latest records")
        value_class = LatestRecords


class RecordBlock(blocks.StructBlock):
    """One record that the editor chose, by its kind and the last part of its address."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=one_kind_choices)
    slug = blocks.CharBlock(
        label=_("Address"), max_length=120, help_text=_("The last part of the record’s address: stem-at-home")
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not registry[cleaned["kind"]].public().filter(slug=cleaned["slug"]).exists():
            words = _("No public record of this kind has this address.")
            raise blocks.StructBlockValidationError({"slug": ValidationError(words)})
        return cleaned

    class Meta:
        icon = "pick"
        label = _("Record")


class PictureBlock(blocks.StructBlock):
    """A picture. Wagtail's own block asks for a text that replaces it, or for the mark that it only decorates."""

    picture = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)
    credit = blocks.CharBlock(label=_("Who made it"), max_length=160, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class QuoteBlock(blocks.StructBlock):
    words = blocks.TextBlock(label=_("What was said"), max_length=800)
    name = blocks.CharBlock(label=_("Who said it"), max_length=120)
    role = blocks.CharBlock(label=_("Who that is"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class NumberBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=20)
    words = blocks.CharBlock(label=_("What it counts"), max_length=160)
    source = blocks.CharBlock(label=_("Source and date"), max_length=200)
    measured = blocks.BooleanBlock(label=_("It is a measured result"), required=False)

    class Meta:
        icon = "order"
        label = _("Figure")


class ActionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    words = blocks.TextBlock(label=_("Text"), max_length=400, required=False)
    button = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    link = blocks.CharBlock(label=_("Where it leads"), max_length=300, validators=[check_link])

    class Meta:
        icon = "link"
        label = _("Call to action")


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    language = blocks.ChoiceBlock(label=_("Language"), choices=language_choices, default="en")

    class Meta:
        icon = "doc-full"
        label = _("Document")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=RICH_TEXT)

    class Meta:
        icon = "help"
        label = _("Question")


class VideoBlock(blocks.StructBlock):
    """A link to a video. It is not shown inside our page: that would call another host for every reader."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    link = blocks.CharBlock(label=_("Where it is"), max_length=300, validators=[check_secure])
    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600, required=False)
    captions = blocks.CharBlock(label=_("Languages of its captions"), max_length=120, required=False)
    transcript = blocks.RichTextBlock(label=_("What is said in it"), features=RICH_TEXT, required=False)

    class Meta:
        icon = "media"
        label = _("Video")


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title")
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)
    picture = PictureBlock()
    quote = QuoteBlock()
    numbers = blocks.ListBlock(NumberBlock(), label=_("Figures"), icon="order", min_num=1, max_num=6)
    records = RecordsBlock()
    action = ActionBlock()
    downloads = blocks.ListBlock(DownloadBlock(), label=_("Documents"), icon="doc-full", min_num=1, max_num=20)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions and answers"), icon="help", min_num=1, max_num=40)
    video = VideoBlock()


class DoorLink(blocks.StructBlock):
    words = blocks.CharBlock(label=_("Words"), max_length=80)
    link = blocks.CharBlock(label=_("Where it leads"), max_length=300, validators=[check_link])

    class Meta:
        icon = "link"
        label = _("Link")


class DoorBlock(blocks.StructBlock):
    """A way in for one kind of reader."""

    heading = blocks.CharBlock(label=_("Who comes in here"), max_length=60, help_text=_("I teach"))
    links = blocks.ListBlock(DoorLink(), label=_("Links"), min_num=1, max_num=5)

    class Meta:
        icon = "login"
        label = _("Way in")


class DoorsBlock(blocks.StreamBlock):
    door = DoorBlock()


class HighlightsBlock(blocks.StreamBlock):
    record = RecordBlock()
