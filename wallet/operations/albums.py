"""Folders with pictures of one moving code, such as photographs of a screen: one input, not many.

A picture that holds a badge or a whole message stays what it is. Of the others, those in one folder that show parts of
a code are put together; parts of two codes are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from wallet.formats.reader import extract
from wallet.model.checks import Code
from wallet.model.errors import SandboxUnavailableError, UnreadableError
from wallet.model.limits import Limits
from wallet.model.report import Report
from wallet.operations.inputs import Input, is_picture, read_input, walk

Texts = Sequence[str]


def put_together(given: Iterable[Path | Input], limits: Limits) -> Iterator[Path | Input]:
    """Return the files given and those in folders given, with the pictures of one moving code as one input.

    Args:
        given: Files and folders, and inputs that are at hand already.
        limits: Bounds on foreign input.
    """
    for item in given:
        if isinstance(item, Path) and item.is_dir():
            yield from _in_folder(item, limits)
        else:
            yield item


def with_origin(report: Report, item: Input) -> Report:
    """Return a report that says where its input comes from, where that needs a sentence."""
    return replace(report, warnings=(*report.warnings, item.origin)) if item.origin else report


def _in_folder(folder: Path, limits: Limits) -> Iterator[Path | Input]:
    files = [path for path in walk([folder]) if isinstance(path, Path)]
    albums = _albums(files, limits)
    begun: set[Path] = set()
    for path in files:
        album = albums.get(path.parent, {})
        if path not in album:
            yield path
        elif path.parent not in begun:
            begun.add(path.parent)
            yield _as_input(path.parent, list(album.values()), limits)


def _albums(files: Sequence[Path], limits: Limits) -> dict[Path, dict[Path, Texts]]:
    """Return, by their folder, the pictures that show parts, with the texts of each; among them the blurred ones."""
    bare = [path for path in files if _is_bare(path, limits)]
    if len(bare) < 2:
        return {}
    albums: dict[Path, dict[Path, Texts]] = {}
    for path, texts in zip(bare, _each_texts(bare, limits), strict=False):
        if not texts or _are_parts(texts, limits):
            albums.setdefault(path.parent, {})[path] = texts
    return {folder: album for folder, album in albums.items() if len(_read(album.values())) > 1}


def _read(album: Iterable[Texts]) -> list[Texts]:
    return [texts for texts in album if texts]


def _is_bare(path: Path, limits: Limits) -> bool:
    """Return whether a file is a picture without a badge in it."""
    data = read_input(path, limits).data
    if isinstance(data, UnreadableError) or not is_picture(data):
        return False
    try:
        extract(data, limits)
    except UnreadableError as error:
        return error.code is Code.NOT_A_BADGE
    return False


def _each_texts(pictures: Iterable[Path], limits: Limits) -> Iterator[Texts]:
    from wallet.sandbox.images import each_qr_texts  # noqa: PLC0415 (start-up counts)

    found = (read_input(path, limits).data for path in pictures)
    try:
        yield from each_qr_texts((data if isinstance(data, bytes) else b"" for data in found), limits)
    except SandboxUnavailableError:
        # Each picture is judged by itself then, and says that it could not be searched.
        return


def _are_parts(texts: Texts, limits: Limits) -> bool:
    """Return whether a picture shows parts of a code, and not all of them."""
    from wallet.presentation.qr_reader import QrReader  # noqa: PLC0415 (start-up counts)

    reader = QrReader(limits)
    try:
        for text in texts:
            reader.read(text)
    except UnreadableError:
        # The picture's own report says why.
        return False
    return not reader.is_done and reader.progress != (0, 0)


def _as_input(folder: Path, album: Sequence[Texts], limits: Limits) -> Input:
    from wallet.operations.codes import read_texts  # noqa: PLC0415 (start-up counts)

    found: bytes | UnreadableError | None
    try:
        found = read_texts(chain.from_iterable(album), limits)
    except UnreadableError as error:
        found = error
    nothing = UnreadableError(Code.NOT_A_BADGE, "There is no QR code in this folder.")
    origin = f"It was put together from {len(_read(album))} of {len(album)} pictures of one moving code."
    return Input(str(folder), found or nothing, origin)
