"""Pages that are the same for every reader without a session say so, and are then kept whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]

PUBLIC = "public, no-cache"  # kept, but asked after each time: what is published shows at once
PRIVATE = "private, no-store"


def public_page(view: View[Arguments]) -> View[Arguments]:
    """Mark a view whose answer depends on its address, the theme and what is published, and on nothing else.

    The view must have no side effect: most readers get an answer that was computed for someone before. With a
    session the answer may greet the person, so it is theirs alone. Only a 200 is public; headers the view set stay.
    """

    @wraps(view)
    def marked(request: HttpRequest, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        is_public = response.status_code == 200 and not has_session
        response.headers.setdefault("Cache-Control", PUBLIC if is_public else PRIVATE)
        return response

    return marked  # type: ignore[return-value]  # what `wraps` gives is called in the same way
