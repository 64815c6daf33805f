"""The system's keyring: real ones only, and one 44-character key and one number in it (VAULT.md, "Keys").

Windows keeps at most 2560 bytes an entry in UTF-16, so nothing longer than a key goes in.
"""

from __future__ import annotations

import base64
import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wallet.crypto.wrapping import KEY_BYTES
from wallet.model.errors import KeyringUnavailableError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Rosette"

REAL_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""Exact classes: a subclass may keep its secrets anywhere. `fail`, `null` and `keyrings.alt` are not among them."""


def keep_key(vault_id: str, key: bytes) -> None:
    """Put a vault's key into the keyring, in place of an older one, and read it back.

    Raises:
        KeyringUnavailableError: If there is no real keyring, it is locked, or it did not keep the key.
    """
    text = base64.b64encode(key).decode()
    backend = _backend()
    with _in_words():
        backend.set_password(SERVICE, vault_id, text)
        kept = backend.get_password(SERVICE, vault_id)
    if kept != text:
        raise _unavailable("It did not keep what was put into it.")


def kept_key(vault_id: str) -> bytes:
    """Return a vault's key from the keyring, 32 bytes.

    Raises:
        KeyringUnavailableError: If there is no real keyring, it is locked, or it has no such key.
    """
    backend = _backend()
    with _in_words():
        text = backend.get_password(SERVICE, vault_id)
    if text is None:
        raise _unavailable("It no longer holds the key of this wallet.")
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise _unavailable("What it holds for this wallet is no key.") from error
    if len(key) != KEY_BYTES:
        raise _unavailable("What it holds for this wallet is no key.")
    return key


def keyring_name() -> str:
    """Return the name of the system's keyring, as Python's library has it; it is not asked for anything.

    Raises:
        KeyringUnavailableError: If there is no real one.
    """
    return _class_name(_backend())


def forget_key(vault_id: str) -> None:
    """Take a vault's key out of the keyring, and what it remembers of it; where there is nothing, nothing happens.

    Raises:
        KeyringUnavailableError: If there is no real keyring, or it is locked.
    """
    backend = _backend()
    with _in_words():
        for entry in (vault_id, _generation_of(vault_id)):
            if backend.get_password(SERVICE, entry) is not None:
                backend.delete_password(SERVICE, entry)


def keep_generation(vault_id: str, generation: int) -> None:
    """Remember in the keyring how often a vault was changed.

    Raises:
        KeyringUnavailableError: If there is no real keyring, or it is locked.
    """
    backend = _backend()
    with _in_words():
        backend.set_password(SERVICE, _generation_of(vault_id), str(generation))


def kept_generation(vault_id: str) -> int:
    """Return what the keyring remembers of how often a vault was changed; 0 where it is nothing.

    Raises:
        KeyringUnavailableError: If there is no real keyring, or it is locked.
    """
    backend = _backend()
    with _in_words():
        text = backend.get_password(SERVICE, _generation_of(vault_id)) or ""
    return int(text) if text.isdecimal() and text.isascii() else 0


def _generation_of(vault_id: str) -> str:
    return f"{vault_id} generation"


def _backend() -> KeyringBackend:
    import keyring  # noqa: PLC0415 (84 ms and a look at the bus: only for who uses it)
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415 (as above)

    with _in_words():
        chosen = keyring.get_keyring()
        # Where a system has two keyrings, the library puts a chain before them; its first link is what it would use.
        links = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    strangers = [link for link in links if _class_name(link) not in REAL_BACKENDS]
    if strangers or not links:
        raise _unavailable(_stranger_reason(_class_name(strangers[0]) if strangers else ""))
    return links[0]


def _class_name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _stranger_reason(name: str) -> str:
    if name in {"", "keyring.backends.fail.Keyring"}:
        return "This system runs none."
    if name == "keyring.backends.null.Keyring":
        return "Keyrings are switched off for this account."
    return f"Python is set to use “{name}”, which is not a keyring of this system."


def _unavailable(why: str) -> KeyringUnavailableError:
    return KeyringUnavailableError("The system's keyring cannot be used.", why, "Unlock with your passphrase.")


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    from keyring.errors import InitError, KeyringError, KeyringLocked  # noqa: PLC0415 (only for who uses it)

    faults: tuple[type[Exception], ...] = (KeyringError, OSError, RuntimeError, *_faults_below())
    try:
        yield
    except (KeyringLocked, InitError) as error:
        raise _unavailable("It is locked.") from error
    except faults as error:
        raise _unavailable("It did not answer as a keyring does.") from error


if sys.platform == "win32":  # pragma: no cover (runs on Windows alone)

    def _faults_below() -> tuple[type[Exception], ...]:
        from win32ctypes.pywin32 import pywintypes  # type: ignore[import-not-found] # noqa: PLC0415 (only for who uses it)

        return (pywintypes.error,)

elif sys.platform == "linux":

    def _faults_below() -> tuple[type[Exception], ...]:
        from jeepney.wrappers import DBusErrorResponse  # noqa: PLC0415 (as above)
        from secretstorage.exceptions import SecretStorageException  # noqa: PLC0415 (as above)

        return (DBusErrorResponse, SecretStorageException)

else:  # pragma: no cover (runs on macOS alone)

    def _faults_below() -> tuple[type[Exception], ...]:
        return ()
