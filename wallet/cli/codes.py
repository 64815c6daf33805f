"""QR codes on the command line: how to ask for them, and what was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wallet.cli.output import note

if TYPE_CHECKING:
    from wallet.operations.codes import WrittenCodes

QR_HELP = "write it as a QR code, or a sheet of several; a folder gets the frames of a moving code"


def note_codes(path: Path, written: WrittenCodes) -> None:
    """Say what was written, and how it is used.

    Args:
        path: What was named: a picture or a folder.
        written: The codes.
    """
    names = ", ".join(map(str, written.pictures))
    if written.count == 1:
        note(f"Wrote {names}.")
    elif path.is_dir():
        note(f"Wrote {len(written.pictures)} pictures to {path}: a moving code of {written.count} parts.")
    else:
        note(f"It takes {written.count} QR codes. Wrote {names}, to print or to take a picture of.")
