"""Machines as they are met: each keeps its records until it believes they were taken."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.machines.serving import Reply, Serving

BATCH = 50
MOST_TRIES = 12


@dataclass
class Machine:
    """Sends what it keeps, in batches, and forgets a batch that was acknowledged."""

    there: Serving
    serial: str
    lines: list[str] = field(default_factory=list)
    sent: int = 0
    commands: list[str] = field(default_factory=list)
    drift: timedelta = timedelta(0)
    parameter: str = "SN"
    memory: list[str] = field(default_factory=list)

    def start(self) -> Reply:
        """Hear the options."""
        return self._get("cdata", "&options=all&pushver=2.4.1&DeviceType=att")

    def poll(self) -> Reply:
        """Fetch commands and answer each of them at once."""
        reply = self._get("getrequest")
        for line in reply.text.splitlines():
            if line.startswith("C:"):
                _, number, text = line.split(":", 2)
                self.commands.append(text)
                self.obey(text)
                result = f"ID={number}&Return=0&CMD={text.split()[0]}\n"
                self._post("devicecmd", "", result)
        return reply

    def obey(self, text: str) -> None:
        """A clock that is set is right."""
        if text.startswith("SET OPTION DateTime="):
            self.drift = timedelta(0)

    def punch(self, pin: str, at: datetime) -> None:
        self.lines.append(self.layout(pin, at + self.drift))

    def layout(self, pin: str, shown: datetime) -> str:
        return f"{pin}\t{shown:%Y-%m-%d %H:%M:%S}\t0\t1\t0\t0\t0"

    def send_all(self) -> int:
        """How many requests it took until nothing was left, or until patience ended."""
        for tries in range(MOST_TRIES):
            if not self.lines:
                return tries
            batch = self.lines[:BATCH]
            if self.believes(self.send(batch), batch):
                del self.lines[: len(batch)]
        return MOST_TRIES

    def send(self, batch: list[str]) -> Reply:
        self.sent += len(batch)
        body = "".join(f"{line}\n" for line in batch)
        return self._post("cdata", "&table=ATTLOG&Stamp=9999", body)

    def believes(self, reply: Reply, batch: list[str]) -> bool:
        """A careful one wants to hear its own number."""
        return reply.status == 200 and reply.text == f"OK: {len(batch)}"

    def _get(self, step: str, more: str = "") -> Reply:
        return self.there.ask(f"/iclock/{step}?{self.parameter}={self.serial}{more}")

    def _post(self, step: str, more: str, body: str) -> Reply:
        target = f"/iclock/{step}?{self.parameter}={self.serial}{more}"
        return self.there.ask(target, body.encode(), method="POST")


class BareOkLover(Machine):
    """Takes nothing but `OK`."""

    def believes(self, reply: Reply, batch: list[str]) -> bool:  # noqa: ARG002 (as the others)
        return reply.text == "OK"


class CountLover(Machine):
    """Sends a batch again and again until it hears its number."""


class SpaceSeparated(Machine):
    """Old firmware: spaces, short lines, CR LF."""

    def layout(self, pin: str, shown: datetime) -> str:
        return f"{pin:>9} {shown:%Y-%m-%d %H:%M:%S} 1 1\r"


class LowerCase(Machine):
    """Says `sn`."""

    def _get(self, step: str, more: str = "") -> Reply:
        self.parameter = "sn"
        return super()._get(step, more)


class StampIgnorer(Machine):
    """Sends everything it ever held at each start."""

    def start(self) -> Reply:
        self.lines = [*self.memory, *self.lines]
        return super().start()

    def punch(self, pin: str, at: datetime) -> None:
        super().punch(pin, at)
        self.memory.append(self.lines[-1])


class Replayer(Machine):
    """Sends each batch five times, shuffled."""

    def send(self, batch: list[str]) -> Reply:
        chance = random.Random(len(batch))  # noqa: S311 (the same each time)
        for _ in range(4):
            mixed = batch.copy()
            chance.shuffle(mixed)
            super().send(mixed)
        return super().send(batch)


class Door(Machine):
    """Access control: registers first, speaks in keys, calls itself acc."""

    def start(self) -> Reply:
        said = self._post("registry", "", "DeviceType=acc,~DeviceName=Gerbang,FirmVer=8")
        assert said.text.startswith("RegistryCode=")
        return self._post("push", "", "")

    def layout(self, pin: str, shown: datetime) -> str:
        return (
            f"time={shown:%Y-%m-%d %H:%M:%S}\tpin={pin}\tcardno=77889900\teventaddr=1\tevent=0"
            "\tinoutstatus=0\tverifytype=15\tindex=1"
        )

    def send(self, batch: list[str]) -> Reply:
        self.sent += len(batch)
        return self._post("cdata", "&table=rtlog", "".join(f"{line}\n" for line in batch))

    def believes(self, reply: Reply, batch: list[str]) -> bool:  # noqa: ARG002 (as the others)
        return reply.text == "OK"
