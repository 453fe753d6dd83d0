"""The pieces of an issue. Each is shown in a mail as HTML, in a mail as text, and on the public page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from bluestem.catalogue.api import registry

RICH_TEXT = ["bold", "italic", "ol", "ul", "link"]


def kind_choices() -> list[tuple[str, Any]]:
    return [(record_type.name, record_type.label) for record_type in registry if not record_type.is_aside]


def check_link(address: str) -> None:
    """Raise ValidationError unless the text is a path of this site or an https address."""
    if not address.startswith(("/", "https://")) or address.startswith("//") or any(c.isspace() for c in address):
        raise ValidationError(_("Begin with / for a page of this site, or with https:// for another site."))


class RecordBlock(blocks.StructBlock):
    """A record, by its kind and the last part of its address."""

    kind = blocks.ChoiceBlock(label=_("Kind"), choices=kind_choices)
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


class RecordsBlock(blocks.StructBlock):
    """Records under a heading; a new issue proposes those that are new since the last one."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    records = blocks.ListBlock(RecordBlock(), label=_("Records"), min_num=1, max_num=12)

    class Meta:
        icon = "list-ul"
        label = _("Records")


class ActionBlock(blocks.StructBlock):
    words = blocks.CharBlock(label=_("Words on the button"), max_length=60)
    link = blocks.CharBlock(label=_("Where it leads"), max_length=300, validators=[check_link])

    class Meta:
        icon = "link"
        label = _("Button")


class IssueBlock(blocks.StreamBlock):
    """The body of an issue."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120, icon="title")
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT)
    records = RecordsBlock()
    action = ActionBlock()
