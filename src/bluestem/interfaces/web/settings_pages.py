"""Settings of a person: access tokens and webhooks."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluestem.interfaces.choices import Scope
from bluestem.interfaces.models import AccessToken, Webhook
from bluestem.interfaces.queries import deliveries_of, delivery_of, tokens_of, webhook_of, webhooks_of
from bluestem.interfaces.services import (
    add_webhook,
    issue_token,
    redeliver,
    remove_webhook,
    revoke_token,
    switch_webhook,
)
from bluestem.interfaces.web.forms import TokenForm, WebhookForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the person's tokens, and make a new one: its key is in this answer and nowhere else."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    key = ""
    if request.method == "POST" and form.is_valid():
        try:
            _token, key = issue_token(person=request.user, actor=request.user, now=timezone.now(), **form.cleaned_data)
            form = TokenForm()
        except ValidationError as error:
            form.add_error(None, error)
    scopes = dict(Scope.choices)
    rows = [(token, [scopes.get(s, s) for s in token.scopes]) for token in tokens_of(request.user, timezone.now())]
    return render(request, "interfaces/tokens.html", {"form": form, "rows": rows, "key": key})


@login_required
@require_POST
def token_revoke(request: HttpRequest) -> HttpResponse:
    number = request.POST.get("token", "")
    found = AccessToken.objects.filter(person_id=request.user.pk, pk=int(number)) if _is_number(number) else None
    token = found.first() if found is not None else None
    if token is None:
        raise Http404(_("There is no such token."))
    revoke_token(token=token, actor=request.user, now=timezone.now())
    messages.success(request, _("The token no longer works."))
    return redirect("interfaces:tokens")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """Show the person's subscriptions, and add one."""
    form = WebhookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            hook = add_webhook(person=request.user, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The webhook is set up. Copy its secret to your program."))
            return redirect("interfaces:webhook", uuid=hook.uuid)
    return render(request, "interfaces/webhooks.html", {"form": form, "hooks": webhooks_of(request.user)})


@login_required
@require_safe
def webhook(request: HttpRequest, uuid: UUID) -> HttpResponse:
    hook = _found(request, uuid)
    return render(request, "interfaces/webhook.html", {"hook": hook, "deliveries": deliveries_of(hook)})


@login_required
@require_POST
def webhook_switch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    hook = _found(request, uuid)
    active = request.POST.get("active") == "1"
    switch_webhook(webhook=hook, active=active, actor=request.user, now=timezone.now())
    messages.success(request, _("The webhook is on.") if active else _("The webhook is off."))
    return redirect("interfaces:webhook", uuid=hook.uuid)


@login_required
@require_POST
def webhook_remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    remove_webhook(webhook=_found(request, uuid), actor=request.user)
    messages.success(request, _("The webhook is removed."))
    return redirect("interfaces:webhooks")


@login_required
@require_POST
def webhook_redeliver(request: HttpRequest, uuid: UUID, message: UUID) -> HttpResponse:
    hook = _found(request, uuid)
    delivery = delivery_of(hook, message)
    if delivery is None:
        raise Http404(_("There is no such message."))
    redeliver(delivery=delivery, actor=request.user, now=timezone.now())
    messages.success(request, _("The message is sent again."))
    return redirect("interfaces:webhook", uuid=hook.uuid)


def _found(request: HttpRequest, uuid: UUID) -> Webhook:
    hook = webhook_of(request.user, uuid)
    if hook is None:
        raise Http404(_("There is no such webhook."))
    return hook


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
