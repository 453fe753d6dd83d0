"""The vocabularies in the admin: topics to be changed, everything from standards to be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bluestem.ui.api import admin_page
from bluestem.vocabularies.choices import Species
from bluestem.vocabularies.countries import countries_by_name
from bluestem.vocabularies.languages import LANGUAGES, language_labels
from bluestem.vocabularies.levels import LEVELS
from bluestem.vocabularies.models import Topic
from bluestem.vocabularies.services import LONGEST, bring_back_topic, retire_topic, save_topic
from bluestem.vocabularies.topics import STEP, TopicEntry, topics


class TopicForm(forms.Form):
    """Words in each language of the site, place and plant; the code only of a new topic."""

    order = forms.IntegerField(label=gettext_lazy("Place in lists"), min_value=0, max_value=9999)
    species = forms.ChoiceField(label=gettext_lazy("Plant in drawings"), choices=Species.choices)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, name in settings.LANGUAGES:
            self.fields[f"label_{language}"] = forms.CharField(label=name, max_length=LONGEST, required=False)
        if is_new:
            label, help_text = _("Code"), _("Lower-case letters and hyphens. It can never be changed.")
            self.fields["code"] = forms.SlugField(label=label, max_length=40, help_text=help_text)
        self.order_fields(["code", *(f"label_{language}" for language, _name in settings.LANGUAGES)])

    def labels(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"label_{language}"] for language, _name in settings.LANGUAGES}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    _require_editor(request)
    context = {
        "topics": list(topics().values()),
        "levels": list(LEVELS.items()),
        "countries": countries_by_name(),
        "languages": list(language_labels(LANGUAGES).items()),
    }
    return admin_page(request, "vocabularies/overview.html", context, title=_("Vocabularies"), icon="tag")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    _require_editor(request)
    first = {"order": STEP * (len(topics()) + 1), "species": Species.GRASS}
    form = TopicForm(request.POST or None, is_new=True, initial=first)
    if request.method == "POST" and form.is_valid() and _saved(request, form, Topic(code=form.cleaned_data["code"])):
        return redirect("topics")
    return _page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    _require_editor(request)
    entry = topics().get(code)
    if entry is None:
        raise Http404
    topic = Topic.objects.filter(code=code).first() or _row_of(entry)
    form = TopicForm(_typed(request), is_new=False, initial=_initial(entry))
    if request.method == "POST":
        do = request.POST.get("do", "save")
        if do == "save" and form.is_valid() and _saved(request, form, topic):
            return redirect("topics")
        if do in ("retire", "bring_back") and _retired(request, topic, do):
            return redirect("topics")
    return _page(request, form, entry)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("do", "save") == "save" else None


def _row_of(entry: TopicEntry) -> Topic:
    return Topic(code=entry.code, order=entry.order, species=entry.species)


def _initial(entry: TopicEntry) -> dict[str, Any]:
    labels = {f"label_{language}": words for language, words in entry.labels.items()}
    return {"order": entry.order, "species": entry.species, **labels}


def _saved(request: HttpRequest, form: TopicForm, topic: Topic) -> bool:
    topic.labels, topic.order = form.labels(), form.cleaned_data["order"]
    topic.species = form.cleaned_data["species"]
    try:
        save_topic(topic=topic, actor=request.user)
    except ValidationError as error:
        form.add_error(None, [message for found in error.message_dict.values() for message in found])
        return False
    messages.success(request, _("The topic is saved. Lists and search follow at once."))
    return True


def _retired(request: HttpRequest, topic: Topic, do: str) -> bool:
    try:
        if do == "bring_back":
            bring_back_topic(topic=topic, actor=request.user)
        else:
            successor = request.POST.get("successor", "")
            retire_topic(topic=topic, successor=successor, actor=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, _("The topic is saved. Lists and search follow at once."))
    return True


def _page(request: HttpRequest, form: TopicForm, entry: TopicEntry | None) -> HttpResponse:
    others = [topic for topic in topics().values() if not topic.is_retired and topic != entry]
    context = {"form": form, "topic": entry, "others": others}
    title = entry.label if entry else _("New topic")
    crumbs = [(_("Vocabularies"), reverse("topics"))]
    return admin_page(request, "vocabularies/topic.html", context, title=title, icon="tag", crumbs=crumbs)


def _require_editor(request: HttpRequest) -> None:
    if not request.user.has_perm("vocabularies.change_topic"):
        raise PermissionDenied
