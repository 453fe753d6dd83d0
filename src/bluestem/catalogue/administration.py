"""Records in the secretariat's admin: Wagtail's forms and lists, but saving goes through the room's service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from bluestem.catalogue.errors import ChangedMeanwhile
from bluestem.catalogue.records import registry
from bluestem.catalogue.revisions import revision_number

# Everything that `clean_html` lets through: what the editor does not know it would drop at the next saving.
RICH_TEXT = ["bold", "italic", "h3", "h4", "ol", "ul", "blockquote", "link"]


Choices = list[tuple[str, Any]] | Callable[[], list[tuple[str, str]]]


class RecordForm(WagtailAdminModelForm):
    """A form in which lists of codes are boxes to tick. `codes`: field name to choices.

    `version` is the revision that the editor has before them; `why` is kept with the new one.
    """

    codes: ClassVar[dict[str, Choices]] = {}
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(label=_("What you changed, and why"), max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = revision_number(kind_of(type(self.instance)), self.instance.pk)
        for name, choices in self.codes.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=self.fields[name].label,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=self.initial.get(name),
            )

    def clean(self) -> dict[str, Any]:
        """Keep the order of codes that stay ticked: the first topic of a sheet decides its plant."""
        cleaned = super().clean()
        for name in self.codes:
            ticked, before = cleaned.get(name, []), self.initial.get(name) or []
            cleaned[name] = [code for code in before if code in ticked] + [
                code for code in ticked if code not in before
            ]
        return cleaned


class _StoresThroughService:
    """A view of Wagtail's that hands the record to a service instead of saving it."""

    store: Callable[..., Any]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ChangedMeanwhile as error:
            form.add_error(None, error)
            # Whoever has read this and saves again means it.
            newest = revision_number(kind_of(type(form.instance)), form.instance.pk)
            form.data = form.data.copy()
            form.data["version"] = str(newest)
            return self._refused(form)
        except ValidationError as error:
            form.add_error(None, error)
            return self._refused(form)

    def _refused(self, form: Any) -> HttpResponse:
        """Answer as Wagtail does to a form that it found wrong itself."""
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
        return self.form_invalid(form)  # type: ignore[attr-defined]

    @transaction.atomic
    def save_instance(self) -> models.Model:
        form = self.form  # type: ignore[attr-defined]
        record = form.save(commit=False)
        said = {}
        if isinstance(form, RecordForm):
            said = {"reason": form.cleaned_data["why"], "version": form.cleaned_data["version"]}
        type(self).store(record, actor=self.request.user, now=timezone.now(), **said)  # type: ignore[attr-defined]
        return record


class _LeadsToHistory(View):
    """Wagtail's place for the history of a record, which we keep elsewhere."""

    model: type[models.Model] = models.Model

    def get(self, request: HttpRequest, pk: str) -> HttpResponse:
        meta = self.model._meta  # noqa: SLF001
        if not request.user.has_perm(f"{meta.app_label}.change_{meta.model_name}"):
            raise PermissionDenied
        kind = kind_of(self.model)
        if not _history or not kind:
            raise Http404
        return redirect(_history[-1](kind, int(pk)))


_history: list[Callable[[str, int], str]] = []


def register_history(address: Callable[[str, int], str]) -> None:
    """Say where the history of a record is: a function of its kind and key that gives the path."""
    _history.append(address)


def kind_of(model: type[models.Model]) -> str:
    """Give the name of the record type that a model is declared as, or nothing."""
    return next((record_type.name for record_type in registry if record_type.model is model), "")


class RecordViewSet(ModelViewSet):
    """Pages of a record type in the admin. `store(record, actor=, now=, reason=, version=)` is the room's service.

    Records are withdrawn, not deleted, so that their addresses can say what became of them.
    """

    store: Callable[..., Any]
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    inspect_view_enabled = False

    @property
    def add_view_class(self) -> type[CreateView]:
        return type("AddRecord", (_StoresThroughService, CreateView), {"store": staticmethod(self.store)})

    @property
    def edit_view_class(self) -> type[EditView]:
        return type("EditRecord", (_StoresThroughService, EditView), {"store": staticmethod(self.store)})

    @property
    def history_view(self) -> Callable[..., HttpResponse]:
        return _LeadsToHistory.as_view(model=self.model)

    @property
    def history_results_view(self) -> Callable[..., HttpResponse]:
        return self.history_view


class PartsPanel(InlinePanel):
    """Rows of a record's parts. Started by a script of our own instead of Wagtail's inline one."""

    class BoundPanel(InlinePanel.BoundPanel):
        template_name = "catalogue/parts_panel.html"

        def js_opts(self) -> dict[str, Any]:
            return {**super().js_opts(), "type": "InlinePanel"}


def rich_panel(name: str) -> FieldPanel:
    """A field of formatted text, with the few forms that sheets know."""
    return FieldPanel(name, widget=DraftailRichTextArea(features=RICH_TEXT))


def day_panel(name: str) -> FieldPanel:
    """A day, in the browser's own picker: Wagtail's needs an inline script, which our policy refuses."""
    return FieldPanel(name, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
