"""QR codes as files: written as one picture, a sheet or the frames of a moving code, and read back from them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from wallet.model.errors import NotSavedError, RefusedError
from wallet.model.limits import Limits
from wallet.presentation.qr import Codes
from wallet.presentation.qr_drawing import Modules, png, qr_modules, sheet_modules
from wallet.presentation.qr_reader import QrReader
from wallet.sandbox.images import each_qr_texts

_COLUMNS = 3
_SHEET = 12
"""Most codes on a sheet: a photograph of 12 megapixels has seven pixels for each module, and five are needed."""
_SPARE = 1.25
"""Codes on sheets for each part, in case that some are not read."""
_FRAMES = 4
"""Frames in a folder for each part: with one in five lost, one moving code in a thousand remains incomplete."""


@dataclass(frozen=True, slots=True)
class QrCodes:
    """What a screen shows to hand something over: one QR code, or a moving one.

    Attributes:
        count: How many parts it has; 1 where it stands still.
    """

    count: int
    _first: Modules = field(repr=False)
    _codes: Codes = field(repr=False)

    def modules(self, number: int) -> Modules:
        """Return the dark modules of one code, row by row, without the quiet zone.

        Args:
            number: Which one, from 1; a moving code goes on without end.
        """
        return self._first if number == 1 else qr_modules(self._codes.text(number))

    def sheet(self, columns: int) -> Modules:
        """Return the dark modules of all codes side by side, with some to spare.

        Args:
            columns: How many stand in a row.
        """
        return sheet_modules(_texts(self._codes, columns), columns)


@dataclass(frozen=True, slots=True)
class WrittenCodes:
    """QR codes that were written.

    Attributes:
        pictures: The files.
        count: How many codes it takes to read the whole; 1 where one is enough.
    """

    pictures: tuple[Path, ...]
    count: int


def codes_of(content: bytes, limits: Limits) -> QrCodes | None:
    """Return the QR codes that hold some bytes; None where it is too much for them."""
    try:
        codes = Codes(content, limits)
    except RefusedError:
        return None
    return QrCodes(codes.count, qr_modules(codes.text(1)), codes)


@dataclass(frozen=True, slots=True)
class CodesToWrite:
    """QR codes that are ready to be written.

    Attributes:
        pictures: The files that they will be in.
        count: How many codes it takes to read the whole; 1 where one is enough.
    """

    pictures: tuple[Path, ...]
    count: int
    _drawings: tuple[Callable[[], Modules], ...] = field(repr=False)

    def write(self) -> WrittenCodes:
        """Write them, in the place of what is there.

        Raises:
            NotSavedError: Where a file cannot be written.
        """
        for path, drawing in zip(self.pictures, self._drawings, strict=True):
            _write(path, drawing())
        return WrittenCodes(self.pictures, self.count)


def codes_to_write(content: bytes, path: Path, limits: Limits) -> CodesToWrite:
    """Return the QR codes that hold some bytes, as files.

    Args:
        content: The bytes.
        path: A picture, which becomes one code or a sheet of several, with more sheets beside it where one is not
            enough; or a folder, for the numbered frames of a moving code.
        limits: Bounds on the number of codes.

    Raises:
        RefusedError: Where it is too much for QR codes.
    """
    codes = Codes(content, limits)
    pictures = list(_frames(codes, path) if path.is_dir() else _sheets(codes, path))
    return CodesToWrite(tuple(target for target, _ in pictures), codes.count, tuple(drawing for _, drawing in pictures))


def write_codes(content: bytes, path: Path, limits: Limits) -> WrittenCodes:
    """Write the QR codes that hold some bytes (see `codes_to_write`), in the place of what is there.

    Raises:
        RefusedError: Where it is too much for QR codes.
        NotSavedError: Where a file cannot be written.
    """
    return codes_to_write(content, path, limits).write()


def sheets_of(codes: Codes) -> Iterator[Callable[[], Modules]]:
    """Yield what draws each sheet for print, with some codes to spare; one code alone where it is enough."""
    columns = min(_COLUMNS, math.ceil(math.sqrt(codes.count)))
    texts = _texts(codes, columns)
    for first in range(0, len(texts), _SHEET):
        yield partial(sheet_modules, texts[first : first + _SHEET], columns)


def read_codes(pictures: Iterable[bytes], limits: Limits) -> bytes | None:
    """Return the one message in the QR codes of some pictures.

    Args:
        pictures: Pictures; those without a code say nothing.
        limits: Bounds on foreign input.

    Returns:
        The message; None where there is no code in any of them.

    Raises:
        UnreadableError: Where codes do not belong together, parts are missing, or a code holds something else.
        SandboxUnavailableError: Where pictures cannot be opened.
    """
    return read_texts(chain.from_iterable(each_qr_texts(pictures, limits)), limits)


def read_texts(texts: Iterable[str], limits: Limits) -> bytes | None:
    """Return the one message in the texts of QR codes; None where there are none.

    Raises:
        UnreadableError: As `read_codes`.
    """
    reader = QrReader(limits)
    for text in texts:
        reader.read(text)
    return reader.message()


def _sheets(codes: Codes, path: Path) -> Iterator[tuple[Path, Callable[[], Modules]]]:
    for number, drawing in enumerate(sheets_of(codes), 1):
        yield (path if number == 1 else path.with_stem(f"{path.stem}-{number}")), drawing


def _texts(codes: Codes, columns: int) -> list[str]:
    """Return the texts of the codes to show at once: some to spare, in full rows."""
    full = math.ceil(codes.count * _SPARE / columns) * columns
    return codes.together(full - codes.count)


def _frames(codes: Codes, folder: Path) -> Iterator[tuple[Path, Callable[[], Modules]]]:
    last = codes.count * _FRAMES if codes.count > 1 else 1
    for number in range(1, last + 1):
        yield folder / f"{number:0{len(str(last))}}.png", partial(_frame, codes, number)


def _frame(codes: Codes, number: int) -> Modules:
    return qr_modules(codes.text(number))


def _write(path: Path, modules: Modules) -> None:
    try:
        path.write_bytes(png(modules))
    except OSError as error:
        raise NotSavedError.of_file(path.name, error) from error
