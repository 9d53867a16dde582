"""Who listens in one instansi, found by what they may hear."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

    from noken.realtime.api.stream import Stream
    from noken.realtime.ports import Audience
    from noken.realtime.wire import Happening

K = TypeVar("K")


class Listener:
    """One session that listens, with all its open streams."""

    __slots__ = ("audience", "key", "mark", "slot", "streams", "tenant")

    def __init__(self, tenant: str, key: str, audience: Audience, slot: int) -> None:
        self.tenant = tenant
        self.key = key
        self.audience = audience
        self.mark = audience.mark
        self.slot = slot
        self.streams: tuple[Stream, ...] = ()


class Room:
    """The listeners of one instansi. Five thousand of them cost an event about three nothing."""

    def __init__(self) -> None:
        self.listeners: dict[str, Listener] = {}
        self._by_subject: dict[int, tuple[Listener, ...]] = {}
        self._by_topic: dict[str, tuple[Listener, ...]] = {}
        self._whole: tuple[Listener, ...] = ()

    def enter(self, listener: Listener) -> None:
        self.listeners[listener.key] = listener
        audience = listener.audience
        for subject in audience.subjects:
            self._by_subject[subject] = (*self._by_subject.get(subject, ()), listener)
        for topic in audience.all_topics:
            self._by_topic[topic] = (*self._by_topic.get(topic, ()), listener)
        if audience.whole:
            self._whole = (*self._whole, listener)

    def leave(self, listener: Listener) -> None:
        del self.listeners[listener.key]
        audience = listener.audience
        for subject in audience.subjects:
            _without(self._by_subject, subject, listener)
        for topic in audience.all_topics:
            _without(self._by_topic, topic, listener)
        if audience.whole:
            self._whole = tuple(other for other in self._whole if other is not listener)

    def hearers(self, happening: Happening) -> Collection[Listener]:
        """Each listener once; the same rule as `access.can_hear`."""
        subject, topic = happening.subject_id, happening.topic
        if subject is None and not topic:
            return self.listeners.values()
        found = () if subject is None else self._by_subject.get(subject, ())
        if subject is not None and self._whole:
            found += self._whole
        if topic:
            found += self._by_topic.get(topic, ())
        return dict.fromkeys(found)


def _without(index: dict[K, tuple[Listener, ...]], key: K, listener: Listener) -> None:
    left = tuple(other for other in index[key] if other is not listener)
    if left:
        index[key] = left
    else:
        del index[key]
