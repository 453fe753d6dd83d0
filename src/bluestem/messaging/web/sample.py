"""The outbox of the sample network, for everyone to look into; other installations have no such address."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bluestem.messaging.models import Mail

PAGE = 30
# The mail carries its look on its elements, as mails must; it runs and loads nothing, and is shown alone.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox allow-popups"


def only_in_the_sample(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer as if there were no such address, unless this is a sample network."""

    @wraps(view)
    def answered(request: HttpRequest, **arguments: int) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **arguments)

    return answered


@require_safe
@never_cache
@only_in_the_sample
def outbox(request: HttpRequest) -> HttpResponse:
    page = Paginator(Mail.objects.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/outbox.html", {"page": page})


@require_safe
@never_cache
@only_in_the_sample
def mail(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Mail, pk=number)
    message = _message(found)
    shown = ("From", "To", "Date", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "Message-ID")
    headers = [(name, str(message[name]).strip()) for name in shown if message[name]]
    return render(request, "messaging/mail.html", {"mail": found, "headers": headers, "text": _body(message, "plain")})


@require_safe
@never_cache
@only_in_the_sample
def mail_as_html(request: HttpRequest, number: int) -> HttpResponse:
    body = _body(_message(get_object_or_404(Mail, pk=number)), "html")
    if not body:
        raise Http404
    return HttpResponse(body, headers={"Content-Security-Policy": POLICY, "X-Robots-Tag": "noindex"})


def _message(found: Mail) -> EmailMessage:
    return message_from_bytes(bytes(found.message), policy=policy.default)


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return part.get_content() if part and part.get_content_subtype() == kind else ""
