"""The secretariat's side: tables are checked, read through and imported in the admin."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from bluestem.importing.choices import Outcome
from bluestem.importing.errors import ImportRefused
from bluestem.importing.forms import ImportForm
from bluestem.importing.models import ImportRun
from bluestem.importing.queries import importers_for, imports_for, rejected_table, rows_of
from bluestem.importing.services import abandon_import, confirm_import, resume_import, start_import
from bluestem.kit.tables import csv_lines, write_xlsx
from bluestem.ui.api import admin_page

ROWS = 100
LATEST = 30
LOOK_AGAIN = 2  # seconds


def imports(request: HttpRequest) -> HttpResponse:
    """The form that takes a table, and the latest imports."""
    kinds = importers_for(request.user)
    if not kinds:
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, importers=kinds)
    if request.method == "POST" and form.is_valid():
        try:
            run = _started(form, request)
        except ImportRefused as error:
            form.add_error("file", str(error))
        else:
            return redirect("importing_run", run.pk)
    context = {
        "form": form,
        "kinds": {importer.kind: importer.label for importer in kinds},
        "columns": {importer.label: [column.name for column in importer.columns] for importer in kinds},
        "runs": imports_for(request.user)[:LATEST],
    }
    return admin_page(request, "importing/imports.html", context, title=_("Import"), icon="upload")


def _started(form: ImportForm, request: HttpRequest) -> ImportRun:
    chosen = form.cleaned_data
    return start_import(
        kind=chosen["kind"],
        file=chosen["file"].file,
        name=chosen["file"].name,
        actor=request.user,
        now=timezone.now(),
        publishes=chosen["publishes"],
        overwrites=chosen["overwrites"],
    )


@require_safe
def import_run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is, and its report row by row."""
    run = _run(request, pk)
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else ""
    page = Paginator(rows_of(run, outcome), ROWS).get_page(request.GET.get("page"))
    context = {
        "run": run,
        "kind": {importer.kind: importer.label for importer in importers_for(request.user)}[run.kind],
        "outcome": outcome,
        "outcomes": [(code, label, run.counts.get(code, 0)) for code, label in Outcome.choices],
        "page": page,
    }
    crumbs = [(_("Import"), reverse("importing_imports"))]
    answer = admin_page(request, "importing/run.html", context, title=run.name, icon="upload", crumbs=crumbs)
    if run.is_working:
        answer.headers["Refresh"] = str(LOOK_AGAIN)
    return answer


@require_POST
def run_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was checked."""
    return _done(request, pk, confirm_import)


@require_POST
def run_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with an import that was cut off."""
    return _done(request, pk, resume_import)


@require_POST
def run_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import and its report away; what it imported stays."""
    _done(request, pk, abandon_import)
    return redirect("importing_imports")


def _done(request: HttpRequest, pk: int, deed: Callable[..., Any]) -> HttpResponse:
    run = _run(request, pk)
    try:
        deed(run=run, actor=request.user, now=timezone.now())
    except ImportRefused as error:
        messages.error(request, str(error))
    return redirect("importing_run", pk)


@require_safe
def run_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rejected rows as a file of the same kind, to be mended and imported again."""
    run = _run(request, pk)
    headings, rows = rejected_table(run)
    name = f"rejected-{run.pk}.{'xlsx' if run.is_excel else 'csv'}"
    if run.is_excel:
        from tempfile import TemporaryFile

        file = TemporaryFile()  # noqa: SIM115 - closed with the answer
        write_xlsx(file, headings, rows)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=name)
    # Spreadsheet programs know by the mark in front that the file is in UTF-8.
    answer = StreamingHttpResponse(_marked(csv_lines(headings, rows)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _marked(lines: Iterator[str]) -> Iterator[str]:
    yield "\ufeff"
    yield from lines


def _run(request: HttpRequest, pk: int) -> ImportRun:
    run = imports_for(request.user).filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


class ImportMenuItem(MenuItem):
    """Shown to those who may import something."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(importers_for(request.user))


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return ImportMenuItem(
        gettext_lazy("Import"), reverse("importing_imports"), name="import", icon_name="upload", order=190
    )


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path("imports/", imports, name="importing_imports"),
        path("imports/<int:pk>/", import_run, name="importing_run"),
        path("imports/<int:pk>/confirm/", run_confirm, name="importing_confirm"),
        path("imports/<int:pk>/resume/", run_resume, name="importing_resume"),
        path("imports/<int:pk>/abandon/", run_abandon, name="importing_abandon"),
        path("imports/<int:pk>/rejected/", run_rejected, name="importing_rejected"),
    ]
