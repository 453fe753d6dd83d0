"""The choice of theme: kept for this site's own form only, and back to where it was made."""

from __future__ import annotations

import pytest

SAME_ORIGIN = {"sec-fetch-site": "same-origin"}


def choose(site, theme: str = "dark", back: str = "/countries/?a=1", headers: dict | None = None):
    data = {"theme": theme, "next": back}
    return site.post("/ui/theme/", data, headers=SAME_ORIGIN if headers is None else headers)


def test_choice_is_kept_for_a_year_and_leads_back(site):
    response = choose(site)
    cookie = response.cookies["theme"]
    assert (response.status_code, response.headers["Location"]) == (302, "/countries/?a=1")
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["path"]) == ("dark", 31536000, "Lax", "/")


@pytest.mark.parametrize("theme", ["system", "", "purple"])
def test_anything_but_light_and_dark_forgets_the_choice(site, theme):
    cookie = choose(site, theme).cookies["theme"]
    assert (cookie.value, cookie["max-age"]) == ("", 0)


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "countries/", ""]
)
def test_never_leads_to_another_site(site, back):
    assert choose(site, back=back).headers["Location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
    ],
)
def test_other_sites_are_refused_and_nothing_is_kept(site, headers):
    response = choose(site, headers=headers)
    assert response.status_code == 403
    assert "theme" not in response.cookies


def test_older_browsers_are_known_by_their_origin(site):
    assert choose(site, headers={"origin": "http://testserver"}).status_code == 302


def test_choice_is_made_by_post_only(site):
    assert site.get("/ui/theme/?theme=dark").status_code == 405
