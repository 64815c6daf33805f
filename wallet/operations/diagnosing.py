"""What this computer and this installation can do, and how the wallet's files are: `rosette doctor`."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

from wallet import __version__, resources
from wallet.model.clock import BUILD_DATE
from wallet.model.diagnosis import Diagnosis, Health
from wallet.model.errors import WalletError
from wallet.model.limits import Limits
from wallet.operations import backing_up, integrity
from wallet.operations.codes import codes_of, read_codes
from wallet.operations.trusting import adopted_packs
from wallet.operations.wallet import Wallet
from wallet.presentation.qr_drawing import png
from wallet.settings import Folders, settings_are_whole
from wallet.vault.database import cipher_version
from wallet.vault.inspecting import inspect
from wallet.vault.system_keyring import keyring_name

_REINSTALL = "Install Rosette again from where you got it."
_LIBRARIES = {
    "argon2-cffi": "argon2",
    "cryptography": "cryptography.hazmat.bindings._rust",
    "jsonschema-rs": "jsonschema_rs",
    "lxml": "lxml.etree",
    "pikepdf": "pikepdf",
    "pillow": "PIL.Image",
    "py-arkworks-bls12381": "py_arkworks_bls12381",
    "pynacl": "nacl.bindings",
    "pypdfium2": "pypdfium2",
    "resvg-py": "resvg_py",
    "rfc3161-client": "rfc3161_client",
    "typst": "typst",
    "zxing-cpp": "zxingcpp",
}
"""Those with code for one kind of computer, which may not fit this one; and what loads it."""


def diagnose(folders: Folders, at: datetime, limits: Limits) -> Iterator[Diagnosis]:
    """Yield how everything is that can be looked at without unlocking the wallet; nothing is changed.

    Args:
        folders: Where things lie.
        at: Now.
        limits: Bounds on foreign input.
    """
    yield _program()
    yield _clock(at)
    yield _libraries()
    yield _database_library()
    yield _pictures(limits)
    yield _fonts()
    yield _keyring()
    yield _settings(folders)
    yield _issuer_lists(folders, limits)
    yield from inspect(folders.vault, at)


def diagnose_open(wallet: Wallet, folders: Folders) -> Iterator[Diagnosis]:
    """Yield how an open wallet is: its backups, and whether its files are whole and the newest.

    Args:
        wallet: The open wallet.
        folders: Where things lie.

    Raises:
        LockedError: If the wallet is locked on the way.
        WalletError: If the disk refuses.
    """
    yield _backups(wallet)
    findings = list(integrity.check(wallet, folders))
    for finding in findings:
        yield Diagnosis("wallet.content", Health.BAD, f"{finding.what} {finding.why}", finding.remedy)
    if not findings:
        text = "Every page, row and index is as it was written, and it is the newest wallet that is known here."
        yield Diagnosis("wallet.content", Health.GOOD, text)


def _program() -> Diagnosis:
    system = f"{platform.system()} {platform.release()} on {platform.machine()}"
    text = f"Rosette {__version__}, Python {platform.python_version()}, {system}, cores: {os.cpu_count()}."
    return Diagnosis("program", Health.GOOD, text)


def _clock(at: datetime) -> Diagnosis:
    if at < BUILD_DATE:
        text = f"This computer's clock says {at:%Y-%m-%d}, and Rosette was made later than that."
        return Diagnosis("clock", Health.BAD, text, "Set the clock: what has expired is judged by it.")
    return Diagnosis("clock", Health.GOOD, f"This computer's clock says {at:%Y-%m-%d %H:%M} UTC.")


def _libraries() -> Diagnosis:
    lost = list(_unloadable())
    if lost:
        return Diagnosis("libraries", Health.BAD, f"Libraries that cannot be loaded: {'; '.join(lost)}.", _REINSTALL)
    named = ", ".join(f"{name} {_version_of(name)}".strip() for name in _LIBRARIES)
    return Diagnosis("libraries", Health.GOOD, f"All load: {named}.")


def _unloadable() -> Iterator[str]:
    for name, module in _LIBRARIES.items():
        try:
            import_module(module)
        except ImportError as error:
            yield f"{name} ({error})"


def _version_of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        # A program in one file may come without what packages say of themselves.
        return ""


def _database_library() -> Diagnosis:
    try:
        return Diagnosis("encryption", Health.GOOD, f"SQLCipher {cipher_version()} encrypts the wallet.")
    except WalletError as error:
        return Diagnosis("encryption", Health.BAD, f"{error.what} {error.why}", error.remedy)


def _pictures(limits: Limits) -> Diagnosis:
    """Draw a QR code and have it read, as one of a stranger's is."""
    content = b"rosette doctor"
    drawn = codes_of(content, limits)
    try:
        found = read_codes([png(drawn.modules(1))], limits) if drawn else None
    except WalletError as error:
        return Diagnosis("pictures", Health.BAD, f"{error.what} {error.why}".strip(), error.remedy)
    if found != content:
        return Diagnosis("pictures", Health.BAD, "A QR code that was drawn here could not be read here.", _REINSTALL)
    text = "Pictures are opened in a process of their own, and a QR code that was drawn here was read there."
    return Diagnosis("pictures", Health.GOOD, text)


def _fonts() -> Diagnosis:
    files = [path for path in resources.path("fonts").iterdir() if path.suffix in {".ttf", ".woff2"}]
    names = ", ".join(sorted({path.stem.split("-")[0] for path in files}))
    return Diagnosis("fonts", Health.GOOD, f"Fonts that came with Rosette: {len(files)} files of {names}.")


def _keyring() -> Diagnosis:
    try:
        return Diagnosis("keyring", Health.GOOD, f"This computer's sign-in can open the wallet: {keyring_name()}.")
    except WalletError as error:
        text = f"This computer's sign-in cannot open the wallet. {error.why}"
        return Diagnosis("keyring", Health.NOTICE, text, error.remedy)


def _settings(folders: Folders) -> Diagnosis:
    if settings_are_whole(folders.config):
        return Diagnosis("settings", Health.GOOD, f"Your settings are in {folders.config}.")
    text = f"The settings in {folders.config} cannot be read; the usual ones are used."
    return Diagnosis("settings", Health.NOTICE, text, "Set them again in the window, or delete “settings.json”.")


def _issuer_lists(folders: Folders, limits: Limits) -> Diagnosis:
    try:
        count = len(adopted_packs(folders.packs, limits))
    except (WalletError, OSError) as error:
        text = f"An issuer list that you adopted cannot be read: {error}"
        return Diagnosis("issuer-lists", Health.BAD, text, "Adopt it again: rosette trust add FILE")
    return Diagnosis("issuer-lists", Health.GOOD, f"Issuer lists that you adopted: {count}; all can be read.")


def _backups(wallet: Wallet) -> Diagnosis:
    state = backing_up.backup_state(wallet)
    make = "Make one: rosette backup FILE"
    if state.last is None or state.age is None:
        text = "There never was a backup." if state.unsaved else "There never was a backup, and nothing to lose yet."
        return Diagnosis("backup", Health.NOTICE, text, make)
    text = f"The last backup was made on {state.last.made_at:%Y-%m-%d}; badges that came after it: {state.unsaved}."
    if state.overdue:
        return Diagnosis("backup", Health.NOTICE, f"{text} A newer one is due.", make)
    return Diagnosis("backup", Health.GOOD, text)
