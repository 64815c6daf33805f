"""From paths to bytes: files read within limits, folders walked, pictures searched for QR codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wallet.formats.reader import extract
from wallet.model.checks import Code
from wallet.model.credential import SecuredDocument
from wallet.model.errors import SandboxUnavailableError, UnreadableError
from wallet.model.limits import MIB, Limits
from wallet.presentation.qr import decode_qr
from wallet.sandbox.images import qr_texts

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a verb.

    Attributes:
        name: Its name as given.
        data: Its bytes, or why there are none.
    """

    name: str
    data: bytes | UnreadableError


def read_inputs(given: Sequence[Path | Input], limits: Limits) -> Iterator[Input]:
    """Read files one after the other, walking folders in the order of their names.

    Args:
        given: Files and folders, and inputs that are at hand already.
        limits: Bounds on sizes.
    """
    for item in walk(given):
        yield read_input(item, limits)


def read_input(item: Path | Input, limits: Limits) -> Input:
    """Read a file; an input that is at hand already is returned as it is."""
    return Input(str(item), _read(item, limits)) if isinstance(item, Path) else item


def walk(given: Sequence[Path | Input]) -> Iterator[Path | Input]:
    """Return the files given and those in folders given, not yet read, in the order of their names."""
    for item in given:
        if isinstance(item, Path) and item.is_dir():
            yield from _walk_folder(item)
        else:
            yield item


def find_document(data: bytes, limits: Limits) -> SecuredDocument:
    """Find the badge in some bytes; in a picture without one, read its QR code.

    Raises:
        UnreadableError: Where there is none.
    """
    try:
        return extract(data, limits)
    except UnreadableError as error:
        if error.code is not Code.NOT_A_BADGE or not data.startswith(_PICTURES):
            raise
        return extract(decode_qr(_only_text(data, limits, error), limits), limits)


def read_qr(path: Path) -> bytes:
    """Return what the one QR code in a picture holds.

    Raises:
        UnreadableError: Where the file is no picture, shows no code or more than one, or the code is a link.
    """
    limits = Limits()
    data = _read(path, limits)
    if isinstance(data, UnreadableError):
        raise data
    no_code = UnreadableError(Code.NOT_A_BADGE, f"There is no QR code in {path.name}.")
    return decode_qr(_only_text(data, limits, no_code), limits)


def read_message(item: Input, limits: Limits) -> bytes:
    """Return the message in an input: its bytes, or what its QR code holds, as a picture or as the text of one.

    Args:
        item: The input.
        limits: Bounds on sizes.

    Raises:
        UnreadableError: Where the input cannot be read, or is a picture without one QR code that holds a message.
    """
    if isinstance(item.data, UnreadableError):
        raise item.data
    if item.data.startswith(_PICTURES):
        no_code = UnreadableError(Code.NOT_A_BADGE, "There is no QR code in this picture.")
        return decode_qr(_only_text(item.data, limits, no_code), limits)
    if item.data[:3].lower() == b"ur:":
        return decode_qr(item.data.decode("ascii", "replace"), limits)
    return item.data


def _walk_folder(folder: Path) -> list[Path]:
    """Return the files in a folder; the folder itself where there are none, so that reading it says so."""
    return sorted(path for path in folder.rglob("*") if path.is_file()) or [folder]


def _read(path: Path, limits: Limits) -> bytes | UnreadableError:
    try:
        if path.is_dir():
            return UnreadableError(Code.NOT_A_BADGE, "The folder is empty.")
        if not path.is_file():
            return _missing(path)
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
    except OSError as error:
        return UnreadableError(Code.MALFORMED, "The file cannot be read:", f"{error.strerror or 'it is out of reach'}.")
    if len(data) > limits.file_bytes:
        return UnreadableError(Code.TOO_LARGE, f"The file is larger than {limits.file_bytes // MIB} MiB.")
    return data


def _missing(path: Path) -> UnreadableError:
    why = "It is no ordinary file." if path.exists() else "There is no such file."
    return UnreadableError(Code.MALFORMED, why)


def _only_text(picture: bytes, limits: Limits, no_badge: UnreadableError) -> str:
    try:
        texts = qr_texts([picture], limits)[0]
    except SandboxUnavailableError as error:
        raise UnreadableError(no_badge.code, no_badge.what, "It could not be searched for a QR code.") from error
    if not texts:
        raise no_badge
    if len(texts) > 1:
        raise UnreadableError(Code.MORE_THAN_ONE, "The picture shows more than one QR code.", "", "Crop it to one.")
    return texts[0]
