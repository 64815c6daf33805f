"""Leaving: the only ways out for a presentation. Each writes its line of the sharing history before anything leaves."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from wallet.model.disclosure import Presentation
from wallet.model.errors import NotSavedError, PassphraseNeededError, RefusedError
from wallet.model.sharing import Receiver, Share, Way
from wallet.operations.codes import QrCodes, WrittenCodes, codes_of, codes_to_write
from wallet.operations.forms import Form, written
from wallet.operations.sharing import shared
from wallet.operations.wallet import Wallet


@dataclass(frozen=True, slots=True)
class Target:
    """Where a presentation is written to.

    Attributes:
        path: The file.
        replace: Whether it may take the place of what is there.
    """

    path: Path
    replace: bool = False


def leave(wallet: Wallet, presentation: Presentation, receiver: Receiver, way: Way) -> bytes:
    """Write the line of a presentation, then return its bytes.

    The same presentation to the same receiver has one line, with every way in which it left. One line too many is
    better than one too few: what then fails to be written has its line all the same.

    Args:
        wallet: The open wallet.
        presentation: What leaves.
        receiver: Who gets it, and what for.
        way: How it leaves; for a file, codes and the screen there are acts of their own below.

    Raises:
        PassphraseNeededError: Where it is a draft; then nothing leaves.
        WalletError: Where the line cannot be kept; likewise.
    """
    if presentation.is_draft:
        raise PassphraseNeededError(
            "This is not signed yet.", "You have set it so that your passphrase is asked for first.", "Type it."
        )
    wallet.vault.add_share(_line(wallet, presentation, receiver, way))
    return presentation.content


def save(
    wallet: Wallet, presentation: Presentation, receiver: Receiver, target: Target, form: Form = Form.NATURAL
) -> None:
    """Let a presentation leave as a file.

    Args:
        wallet: The open wallet.
        presentation: What leaves.
        receiver: Who gets it, and what for.
        target: The file.
        form: What it leaves as.

    Raises:
        RefusedError: Where there is a file that is not to be replaced, or the form is not possible; then nothing has
            left.
        SandboxUnavailableError: Where the form needs the badge's picture, which cannot be opened; likewise.
        WalletError: Where the line cannot be kept.
        NotSavedError: Where the file cannot be written.
    """
    check_free(target)
    content = presentation.content if form is Form.NATURAL else written(wallet, presentation, form).content
    leave(wallet, presentation, receiver, Way.FILE)
    try:
        with target.path.open("wb" if target.replace else "xb") as file:
            file.write(content)
    except OSError as error:
        raise NotSavedError.of_file(target.path.name, error) from error


def save_codes(wallet: Wallet, presentation: Presentation, receiver: Receiver, target: Target) -> WrittenCodes:
    """Let a presentation leave as QR codes in files.

    Args:
        wallet: The open wallet.
        presentation: What leaves.
        receiver: Who gets it, and what for.
        target: A picture, beside which more sheets may be needed; or a folder, for the frames of a moving code.

    Raises:
        RefusedError: Where it is too much for QR codes, or there are pictures that are not to be replaced; then nothing
            has left.
        WalletError: Where the line cannot be kept, or a picture not be written.
    """
    codes = codes_to_write(presentation.content, target.path, wallet.limits)
    for picture in codes.pictures:
        check_free(replace(target, path=picture))
    leave(wallet, presentation, receiver, Way.CODES)
    return codes.write()


def show(wallet: Wallet, presentation: Presentation, receiver: Receiver, way: Way = Way.SCREEN) -> QrCodes:
    """Let a presentation leave by the screen or on paper: return the QR code to show, or the moving one.

    Args:
        wallet: The open wallet.
        presentation: What leaves.
        receiver: Who gets it, and what for.
        way: Where the code is shown.

    Raises:
        RefusedError: Where it is too much for QR codes; then nothing has left.
        WalletError: Where the line cannot be kept.
    """
    codes = codes_of(presentation.content, wallet.limits)
    if codes is None:
        raise RefusedError("It is too much for QR codes.", remedy="Save it as a file, or show less.")
    leave(wallet, presentation, receiver, way)
    return codes


def codes_needed(wallet: Wallet, presentation: Presentation) -> int | None:
    """Return how many QR codes would hold a presentation; None where it is too much for them. Nothing leaves."""
    codes = codes_of(presentation.content, wallet.limits)
    return None if codes is None else codes.count


def check_free(target: Target) -> None:
    """Return if a file can be written; raise otherwise.

    Raises:
        RefusedError: Where there is one already, and it is not to be replaced.
    """
    if target.path.exists() and not target.replace:
        raise RefusedError(
            f"{target.path.name} is there already.",
            "Nothing was written over it, and nothing was shown.",
            "Choose another name, or say that it may be replaced.",
        )


def _line(wallet: Wallet, presentation: Presentation, receiver: Receiver, way: Way) -> Share:
    request = presentation.request
    return Share(
        receiver=receiver.name,
        at=wallet.clock.now(),
        nonce=request.nonce if request is not None else "",
        audience=request.audience if request is not None else "",
        digest=hashlib.sha256(presentation.content).hexdigest(),
        media_type=presentation.media_type,
        badges=tuple(shared(badge) for badge in presentation.badges),
        purpose=receiver.purpose or (request.purpose if request is not None else ""),
        until=presentation.until,
        made=presentation.created,
        ways=(way,),
    )
