"""What a disk may hold after the power was cut: all that was asked of it is recorded, and the disk rebuilt from that.

Nothing is taken for granted but what the system promises (fsync(2), rename(2)): the bytes of a file are on the disk
once it was synced, and a name in a folder once the folder was. Of all else, the disk holds whatever it likes:

- of the writes to a file since it was synced, any of their sectors, in any order, or none; of what it did not get of a
  file that has grown, zeros, or what lay there before in other files;
- a truncation, or not;
- of the names that were made, changed and removed since their folder was synced, the first ones or any of them; a
  rename as a whole or not at all, and whether the bytes of what is renamed are there or not;
- of the file that is shared by processes (`-shm`), anything.

Sources: Pillai and others, "All File Systems Are Not Created Equal" (ALICE), OSDI 2014, table 1; Zheng and others,
"Torturing Databases for Fun and Profit", OSDI 2014; https://www.sqlite.org/atomiccommit.html, section 2.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.system_calls import GO_ON, Answer, Call, Kind
from tests.faults.wallets import acknowledgements

SECTOR = 512
_SHARED = "-shm"
_UNITS = (SECTOR, 8 * SECTOR, 1 << 30)
_CHANCES = (0.0, 0.1, 0.5, 0.9, 1.0)
Names = dict[Path, int]
"""Names, and the number of the file that each leads to."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was asked of the disk, at one place of the order in which that was done.

    Attributes:
        kind: What. An OPEN is the making of a file.
        path: The file or folder.
        file: The number of the file; 0 of a folder.
        target: Of a rename, the name to be.
        place: As `Call`.
        data: As `Call`.
    """

    kind: Kind
    path: Path
    file: int = 0
    target: Path | None = None
    place: int = 0
    data: bytes = b""


class Recorder:
    """Records what is asked of the disk, under one folder.

    Attributes:
        before: What the files there held, by their numbers.
        names: Where they are.
        events: What was asked since.
        said: For each acknowledgement, how many events came before it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self.before: dict[int, bytes] = {}
        self.names: Names = {}
        self.folders = {root} | {path for path in root.rglob("*") if path.is_dir()}
        for number, path in enumerate((path for path in root.rglob("*") if path.is_file()), start=1):
            self.before[number], self.names[path] = path.read_bytes(), number
        self.events: list[Event] = []
        self.said: list[int] = []
        self._now = dict(self.names)
        self._made = len(self.names)

    def ask(self, call: Call) -> Answer:
        """Record a call, and let it go on."""
        if call.path != acknowledgements(self._root):
            self.events.extend(_RECORDED[call.kind](self, call))
        elif call.kind is Kind.WRITE:
            self.said.append(len(self.events))
        return GO_ON

    def _opened(self, call: Call) -> Iterator[Event]:
        number = self._now.get(call.path)
        if number is None and call.place & os.O_CREAT and call.path.parent.is_dir():
            self._made += 1
            self._now[call.path] = self._made
            yield Event(Kind.OPEN, call.path, self._made)
        elif number is not None and call.place & os.O_TRUNC:
            yield Event(Kind.TRUNCATE, call.path, number)

    def _changed(self, call: Call) -> Iterator[Event]:
        # A file without a name any more is nothing that a disk keeps.
        number = self._now.get(call.path)
        if number is not None:
            yield Event(call.kind, call.path, number, place=call.place, data=call.data)

    def _synced(self, call: Call) -> Iterator[Event]:
        if call.path.is_dir() or call.path in self._now:
            yield Event(Kind.SYNC, call.path, self._now.get(call.path, 0))

    def _renamed(self, call: Call) -> Iterator[Event]:
        number = self._now.pop(call.path, None)
        if number is not None and call.target is not None:
            self._now[call.target] = number
            yield Event(Kind.RENAME, call.path, number, call.target)

    def _removed(self, call: Call) -> Iterator[Event]:
        number = self._now.pop(call.path, None)
        if number is not None or call.path.is_dir():
            yield Event(Kind.UNLINK, call.path, number or 0)

    def _made_folder(self, call: Call) -> Iterator[Event]:
        if not call.path.exists():
            yield Event(Kind.MKDIR, call.path)

    def _unexpected(self, call: Call) -> Iterator[Event]:
        raise NotImplementedError(f"no rule for what {call.path} was asked")


def _nothing(_recorder: Recorder, _call: Call) -> tuple[Event, ...]:
    return ()


_RECORDED: Mapping[Kind, Callable[[Recorder, Call], Iterator[Event] | tuple[Event, ...]]] = {
    Kind.OPEN: Recorder._opened,
    Kind.WRITE: Recorder._changed,
    Kind.TRUNCATE: Recorder._changed,
    Kind.SYNC: Recorder._synced,
    Kind.RENAME: Recorder._renamed,
    Kind.UNLINK: Recorder._removed,
    Kind.MKDIR: Recorder._made_folder,
    Kind.CHMOD: _nothing,
    Kind.OTHER: Recorder._unexpected,
}


@dataclass(slots=True)
class Disk:
    """What a disk holds.

    Attributes:
        files: The bytes of each file.
        folders: The folders that there are.
        said: How much had been acknowledged.
    """

    files: dict[Path, bytes]
    folders: set[Path]
    said: int

    def write(self, old_root: Path, root: Path) -> None:
        """Lay it out under another folder, with what was acknowledged."""
        for folder in sorted(self.folders):
            (root / folder.relative_to(old_root)).mkdir(parents=True, exist_ok=True)
        for path, content in self.files.items():
            (root / path.relative_to(old_root)).write_bytes(content)
        acknowledgements(root).write_text("done\n" * self.said)


@dataclass(slots=True)
class _Taste:
    """How one disk chooses what to keep of that which was not synced."""

    chance: random.Random
    unit: int = field(init=False)
    of_bytes: float = field(init=False)
    of_names: float = field(init=False)
    in_order: bool = field(init=False)
    stale: bool = field(init=False)

    def __post_init__(self) -> None:
        self.unit = self.chance.choice(_UNITS)
        self.of_bytes, self.of_names = self.chance.choice(_CHANCES), self.chance.choice(_CHANCES)
        self.in_order, self.stale = self.chance.random() < 0.5, self.chance.random() < 0.3

    def keeps_bytes(self) -> bool:
        return self.chance.random() < self.of_bytes

    def names_kept(self, events: list[Event]) -> list[Event]:
        """Return the first of them, as a journal keeps them, or any."""
        if self.in_order:
            return events[: self.chance.randint(0, len(events))]
        return [event for event in events if self.chance.random() < self.of_names]


def cut(recorder: Recorder, at: int, chance: random.Random) -> Disk:
    """Return a disk as it may be where the power was cut while an event was under way.

    Args:
        recorder: What was recorded.
        at: The place of the event; that of one more than there are for after the last one.
        chance: Chooses.
    """
    taste = _Taste(chance)
    done = recorder.events[: at + 1]
    synced = _last_syncs(recorder.events[:at])
    contents = {number: bytearray(content) for number, content in recorder.before.items()}
    for place, event in enumerate(done):
        if event.kind in {Kind.WRITE, Kind.TRUNCATE}:
            kept = contents.setdefault(event.file, bytearray())
            _change(kept, event, None if place < synced.get(event.file, -1) else taste)
    names, folders = _names(recorder, done, synced, taste)
    files = {
        path: bytes(contents.get(number, b""))
        for path, number in names.items()
        if path.parent in folders and not path.name.endswith(_SHARED)
    }
    for path in [path for path in names if path.name.endswith(_SHARED) and path.parent in folders]:
        files[path] = chance.randbytes(chance.choice((0, 3, 32 * 1024)))
    return Disk(files, folders, sum(1 for place in recorder.said if place <= at))


def _last_syncs(events: list[Event]) -> dict[int | Path, int]:
    """Return for each file, by its number, and each folder, by its path, when it was synced last."""
    return {event.file or event.path: place for place, event in enumerate(events) if event.kind is Kind.SYNC}


def _change(content: bytearray, event: Event, taste: _Taste | None) -> None:
    """Do what a file was asked, all of it or, where it was not synced since, what a disk likes of it."""
    if event.kind is Kind.TRUNCATE:
        if taste is None or taste.keeps_bytes():
            del content[event.place :]
            content.extend(bytes(event.place - len(content)))
        return
    size = len(content)
    unit = taste.unit if taste else len(event.data) or 1
    for start, end in _pieces(event.place, event.place + len(event.data), unit):
        if taste is None or taste.keeps_bytes():
            _put(content, start, event.data[start - event.place : end - event.place])
        elif taste.stale and end > size:
            _put(content, start, taste.chance.randbytes(end - start))


def _pieces(start: int, end: int, unit: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a write that lie in different units of a disk."""
    while start < end:
        following = min(end, (start // unit + 1) * unit)
        yield start, following
        start = following


def _put(content: bytearray, start: int, data: bytes) -> None:
    content.extend(bytes(max(0, start - len(content))))
    content[start : start + len(data)] = data


_OF_NAMES = frozenset({Kind.OPEN, Kind.RENAME, Kind.UNLINK, Kind.MKDIR})


def _names(
    recorder: Recorder, done: list[Event], synced: dict[int | Path, int], taste: _Taste
) -> tuple[Names, set[Path]]:
    names, folders = dict(recorder.names), set(recorder.folders)
    of_names = [(place, event) for place, event in enumerate(done) if event.kind in _OF_NAMES]
    on_disk = [event for place, event in of_names if _is_on_disk(place, event, synced)]
    open_yet = [event for place, event in of_names if not _is_on_disk(place, event, synced)]
    kept = {id(event) for event in (*on_disk, *taste.names_kept(open_yet))}
    for _, event in of_names:
        if id(event) in kept:
            _name(names, folders, event)
    return names, folders


def _is_on_disk(place: int, event: Event, synced: dict[int | Path, int]) -> bool:
    return any(place < synced.get(path.parent, -1) for path in (event.path, event.target or event.path))


def _name(names: Names, folders: set[Path], event: Event) -> None:
    if event.kind is Kind.MKDIR:
        folders.add(event.path)
    elif event.kind is Kind.OPEN:
        names[event.path] = event.file
    elif event.kind is Kind.UNLINK and not event.file:
        folders.discard(event.path)
    else:
        if names.get(event.path) == event.file:
            del names[event.path]
        if event.target is not None:
            names[event.target] = event.file
