"""All addresses there are, out of the URL resolver."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def addresses() -> dict[str, Callable[..., Any]]:
    """Name and view of every address of the programme."""
    return dict(_named(get_resolver("noken.config.urls").url_patterns))


def _named(
    patterns: list[URLPattern | URLResolver], space: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _named(pattern.url_patterns, below)
        else:
            yield f"{space}{pattern.name or pattern.pattern}", pattern.callback
