"""From paths to bytes: files read within limits, folders walked, pictures searched for QR codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wallet.formats.reader import extract, parse
from wallet.model.checks import Code
from wallet.model.credential import Credential, SecuredDocument
from wallet.model.errors import SandboxUnavailableError, UnreadableError
from wallet.model.limits import MIB, Limits

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a verb.

    Attributes:
        name: Its name as given.
        data: Its bytes, or why there are none.
        origin: A sentence on where its bytes come from, where that needs one.
    """

    name: str
    data: bytes | UnreadableError
    origin: str = ""


def read_inputs(given: Iterable[Path | Input], limits: Limits) -> Iterator[Input]:
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


def walk(given: Iterable[Path | Input]) -> Iterator[Path | Input]:
    """Return the files given and those in folders given, not yet read, in the order of their names."""
    for item in given:
        if isinstance(item, Path) and item.is_dir():
            yield from _walk_folder(item)
        else:
            yield item


def is_picture(data: bytes) -> bool:
    """Return whether some bytes begin like a picture that may show a QR code."""
    return data.startswith(_PICTURES)


def find_document(data: bytes, limits: Limits) -> SecuredDocument:
    """Find the badge in some bytes; in a picture without one, read its QR codes.

    Raises:
        UnreadableError: Where there is none.
    """
    try:
        return extract(data, limits)
    except UnreadableError as error:
        if error.code is not Code.NOT_A_BADGE or not is_picture(data):
            raise
        return extract(_in_codes([data], limits, error), limits)


def credential_in(item: Input, limits: Limits) -> Credential | UnreadableError:
    """Return the badge in an input, or why there is none."""
    if isinstance(item.data, UnreadableError):
        return item.data
    try:
        return parse(find_document(item.data, limits), limits)
    except UnreadableError as error:
        return error


def scan(paths: Sequence[Path]) -> bytes:
    """Return the one message in the QR codes of pictures: one code, a sheet, or the frames of a moving code.

    Args:
        paths: Pictures, and folders of them.

    Raises:
        UnreadableError: Where a file cannot be read, there is no code, parts are missing, codes do not belong together,
            or the code is a link.
    """
    limits = Limits()
    where = paths[0].name if len(paths) == 1 else "these files"
    no_code = UnreadableError(Code.NOT_A_BADGE, f"There is no QR code in {where}.")
    return _in_codes(map(_data, read_inputs(paths, limits)), limits, no_code)


def scan_content(where: str, content: bytes) -> bytes:
    """Return the one message in the QR codes of a picture at hand, or in a text of them, such as what was copied.

    Args:
        where: What to call the place it comes from.
        content: The bytes of a picture or a text.

    Raises:
        UnreadableError: As `scan`.
    """
    from wallet.operations.codes import read_texts  # noqa: PLC0415 (start-up counts)

    limits = Limits()
    if is_picture(content):
        return _in_codes([content], limits, UnreadableError(Code.NOT_A_BADGE, f"There is no QR code in {where}."))
    text = content.decode("utf-8", "replace").strip()
    message = read_texts(text.split() if text[:3].lower() == "ur:" else [text], limits)
    if message is None:
        raise UnreadableError(Code.NOT_A_BADGE, f"There is nothing in {where}.")
    return message


def read_message(item: Input, limits: Limits) -> bytes:
    """Return the message in an input: its bytes, or what its QR codes hold, as a picture or as the texts of them.

    Args:
        item: The input.
        limits: Bounds on sizes.

    Raises:
        UnreadableError: Where the input cannot be read, or is a picture without one QR code that holds a message.
    """
    data = _data(item)
    if is_picture(data) or data.startswith(b"%PDF-"):
        return _in_codes([data], limits, UnreadableError(Code.NOT_A_BADGE, "There is no QR code in this picture."))
    if data[:3].lower() == b"ur:":
        from wallet.operations.codes import read_texts  # noqa: PLC0415 (start-up counts)

        return read_texts(data.decode("ascii", "replace").split(), limits) or data
    return data


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


def _data(item: Input) -> bytes:
    if isinstance(item.data, UnreadableError):
        raise item.data
    return item.data


def _in_codes(pictures: Iterable[bytes], limits: Limits, no_code: UnreadableError) -> bytes:
    from wallet.operations.codes import read_codes  # noqa: PLC0415 (start-up counts)

    try:
        message = read_codes(pictures, limits)
    except SandboxUnavailableError as error:
        raise UnreadableError(no_code.code, no_code.what, "It could not be searched for a QR code.") from error
    if message is None:
        raise no_code
    return message
