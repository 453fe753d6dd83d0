"""Organisations that may be one: a worklist, the evidence, merging and separating."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluestem.network.desk.people import require_standing
from bluestem.network.duplicates import candidates, evidence_for
from bluestem.network.errors import Refusal
from bluestem.network.merging import merge_organisations, merge_parts, unmerge_organisations
from bluestem.network.models import Merge, Organisation
from bluestem.network.rules import may_merge
from bluestem.ui.api import admin_page

SHOWN = 100


class MergeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Readers see it where the merged record was."),
        widget=forms.TextInput(attrs={"size": 60}),
    )


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """List pairs that may be one, and what was merged."""
    require_standing(request, may_merge)
    found = candidates()
    merges = Merge.objects.filter(undone_at=None).select_related("kept", "merged", "merged_by").order_by("-merged_at")
    context = {"pairs": found[:SHOWN], "number": len(found), "merges": merges[:SHOWN]}
    return admin_page(request, "network/desk/duplicates.html", context, title=_("Same organisation twice"), icon="copy")


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, kept: int, merged: int) -> HttpResponse:
    """Show two records side by side; a post makes the second part of the first."""
    require_standing(request, may_merge)
    first, second = get_object_or_404(Organisation, pk=kept), get_object_or_404(Organisation, pk=merged)
    if first == second:
        raise Http404
    form = MergeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            merge_organisations(kept=first, merged=second, reason=reason, actor=request.user, now=timezone.now())
        except Refusal as error:
            form.add_error(None, error.sentence)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            said = _("%(merged)s is now part of %(kept)s.") % {"merged": second.name, "kept": first.name}
            messages.success(request, said)
            return redirect("network_desk:duplicates")
    context = {
        "kept": Organisation.objects.get(pk=first.pk),
        "merged": Organisation.objects.get(pk=second.pk),
        "evidence": evidence_for(first, second),
        "parts": [(part.model._meta.verbose_name_plural, _pointing(part, second)) for part in merge_parts()],  # noqa: SLF001
        "form": form,
    }
    crumbs = [(_("Same organisation twice"), reverse("network_desk:duplicates"))]
    return admin_page(request, "network/desk/merge.html", context, title=_("Merge"), icon="copy", crumbs=crumbs)


@require_POST
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a merge."""
    require_standing(request, may_merge)
    found = get_object_or_404(Merge.objects.select_related("kept", "merged"), pk=pk)
    try:
        unmerge_organisations(merge=found, actor=request.user, now=timezone.now())
    except Refusal as error:
        messages.error(request, error.sentence)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s stands for itself again.") % {"name": found.merged.name})
    return redirect("network_desk:duplicates")


def _pointing(part, organisation: Organisation) -> int:  # type: ignore[no-untyped-def]
    return part.model._default_manager.filter(**{part.field: organisation}).count()  # noqa: SLF001
