"""A person with a browser without JavaScript: follows links and sends the forms a page shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

from noken.organization.models import Employee
from tests.world import NOON

Values = dict[str, list[Any]]


@dataclass
class Clock:
    """The clock of a journey; time passes when the test says so."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def wait(self, **time: float) -> None:
        self.at += timedelta(**time)


@dataclass
class Form:
    """A form as a browser would send it; `buttons` are name and value by their words."""

    action: str
    method: str
    id: str = ""
    values: Values = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Forms with their fields, and the text of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.text: list[str] = []
        self._outside: list[tuple[str, str, str]] = []
        self._open: Form | None = None
        self._area: str | None = None
        self._select: str | None = None
        self._button: tuple[Form, str, str] | None = None
        self._said = ""
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        handler = getattr(self, f"_start_{tag}", None)
        self._silent = tag in {"script", "style", "title"}
        if handler:
            handler(given)

    def handle_endtag(self, tag: str) -> None:
        self._silent = False
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area is not None:
            self._add(self._area, self._said.removeprefix("\n"))
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "button" and self._button:
            form, name, value = self._button
            form.buttons[" ".join(self._said.split())] = (name, value)
            self._button = None

    def handle_data(self, data: str) -> None:
        self._said += data
        if not self._silent:
            self.text.append(data)

    def place_outside(self) -> None:
        """Fields that name their form from elsewhere on the page."""
        for form_id, name, value in self._outside:
            for form in self.forms:
                if form.id == form_id:
                    form.values.setdefault(name, []).append(value)

    def _add(self, name: str, value: str) -> None:
        if self._open is not None and name:
            self._open.values.setdefault(name, []).append(value)

    def _start_form(self, given: dict[str, str]) -> None:
        self._open = Form(given.get("action", ""), given.get("method", "get"), given.get("id", ""))
        self.forms.append(self._open)

    def _start_input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if "disabled" in given or kind in {"file", "submit", "button"}:
            return
        if kind in {"checkbox", "radio"} and "checked" not in given:
            return
        value = given.get("value", "on" if kind == "checkbox" else "")
        if "form" in given:
            self._outside.append((given["form"], name, value))
        else:
            self._add(name, value)

    def _start_textarea(self, given: dict[str, str]) -> None:
        self._area, self._said = given.get("name", ""), ""

    def _start_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")

    def _start_option(self, given: dict[str, str]) -> None:
        if self._select is None or self._open is None:
            return
        if "selected" in given:
            self._open.values[self._select] = [given.get("value", "")]
        elif self._select not in self._open.values:
            self._add(self._select, given.get("value", ""))

    def _start_button(self, given: dict[str, str]) -> None:
        if self._open is not None and given.get("type", "submit") == "submit":
            self._button = (self._open, given.get("name", ""), given.get("value", ""))
            self._said = ""


class Walker:
    """One person at work. `html` and `text` are the page that is open."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.url, self.html, self.text, self.status = "/", "", "", 0
        self.forms: list[Form] = []
        self.answer: Any = None

    def go(self, path: str) -> "Walker":
        return self._show(self.client.get(urljoin(self.url, path), follow=True), path)

    def press(self, button: str, *, at: str = "", **typed: Any) -> "Walker":
        """Fill and send the first form that has this button; `at` is a part of its address."""
        form = next(f for f in self.forms if button in f.buttons and at in f.action)
        values: Values = {**form.values}
        for name, value in typed.items():
            values[name] = value if isinstance(value, list) else [value]
        name, value = form.buttons[button]
        if name:
            values[name] = [value]
        target = urljoin(self.url, form.action)
        send: Callable[..., Any] = getattr(self.client, form.method.lower())
        return self._show(send(target, values, follow=True), target)

    def sees(self, *words: str) -> "Walker":
        for word in words:
            assert word in self.text, f"{word!r} is not on {self.url}:\n{self.text[:3000]}"
        return self

    def misses(self, *words: str) -> "Walker":
        for word in words:
            assert word not in self.text, f"{word!r} is on {self.url}"
        return self

    def _show(self, answer: Any, path: str) -> "Walker":
        self.answer, self.status = answer, answer.status_code
        last = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        parts = urlsplit(urljoin(self.url, last))
        self.url = f"{parts.path}?{parts.query}" if parts.query else parts.path
        self.html = answer.content.decode(errors="replace")
        reader = _Reader()
        reader.feed(self.html)
        reader.place_outside()
        self.forms, self.text = reader.forms, " ".join(" ".join(reader.text).split())
        return self


Walk = Callable[[Employee], Walker]
