"""Forms of the secretariat's admin, filled in as a browser would."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.reading import Element, form_data, read_html


@dataclass
class AdminForm:
    """A form with what stands in it; change `data` and send it."""

    client: Client
    address: str
    data: dict[str, list[str]]

    @classmethod
    def open(cls, client: Client, address: str) -> AdminForm:
        answer = client.get(address)
        assert answer.status_code == 200, answer
        return cls(client, address, form_data(_form_of(answer)))

    def fill(self, **values: Any) -> None:
        """Type values into fields; `__` stands for the `-` of rows, a list ticks several boxes."""
        for name, value in values.items():
            self.data[name.replace("__", "-")] = value if isinstance(value, list) else [value]

    def add_row(self, part: str, **values: str) -> None:
        """Add a row of a part, such as `indicators`."""
        number = int(self.data[f"{part}-TOTAL_FORMS"][0])
        self.data[f"{part}-TOTAL_FORMS"] = [str(number + 1)]
        filled = {"id": "", "ORDER": str(number + 1), "DELETE": "", **values}
        self.data |= {f"{part}-{number}-{name}": [value] for name, value in filled.items()}

    def send(self) -> Any:
        return self.client.post(self.address, self.data)


def after(answer: Any) -> AdminForm:
    """Give the form that came back, with what was typed."""
    assert answer.status_code == 200, f"{answer.status_code} {answer.headers.get('Location', '')}"
    return AdminForm(answer.wsgi_request, answer.wsgi_request.path, form_data(_form_of(answer)))


def errors_in(answer: Any) -> list[str]:
    """Give the sentences of a form that came back, in order, each once."""
    page = read_html(answer.content.decode(), strict=False)
    found = [e.text for e in page.find_all(classname="error-message")] + [
        e.text for e in page.find_all("li", classname="error")
    ]
    return list(dict.fromkeys(found))


def formatted(text: str) -> str:
    """Give a paragraph as the admin's editor sends it."""
    block = {"key": "aaaaa", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def _form_of(answer: Any) -> Element:
    page = read_html(answer.content.decode(), strict=False)
    return max(page.find_all("form", method="POST"), key=lambda form: len(form_data(form)))
