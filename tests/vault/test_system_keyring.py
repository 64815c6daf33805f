"""The keyring slot: against a real Secret Service, and against everything that only looks like a keyring."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from tests.vault.making import PASSPHRASE, disable_keyring, enable_keyring, make_vault
from wallet.model.errors import KeyringUnavailableError
from wallet.model.vault_state import SlotKind
from wallet.vault import system_keyring
from wallet.vault.deleting import delete_vault
from wallet.vault.header_files import keyring_enabled, stored_headers
from wallet.vault.system_keyring import keep_generation, kept_generation, keyring_name
from wallet.vault.unlocking import compact, reencrypt
from wallet.vault.vault import Vault

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")

# What a session with an unlocked keyring is asked to do; the test below looks at what it prints.
SESSION = """
import sys
from pathlib import Path
import keyring
from tests.vault.making import PASSPHRASE, disable_keyring, enable_keyring, make_vault
from wallet.model.errors import KeyringUnavailableError
from wallet.vault.deleting import delete_vault
from wallet.vault.system_keyring import SERVICE, keep_generation, kept_generation, keyring_name
from wallet.vault.unlocking import reencrypt
from wallet.vault.vault import Vault

folder = Path(sys.argv[1])
with make_vault(folder) as vault:
    enable_keyring(vault)
    print(keyring_name())
    print("enabled", vault.keyring_enabled, len(keyring.get_password(SERVICE, vault.id)))
with Vault.open_with_keyring(folder) as vault:
    print("opened", vault.keyring_enabled)
    vault.change_passphrase(PASSPHRASE, "new one")
with Vault.open_with_keyring(folder) as vault:
    kept = keyring.get_password(SERVICE, vault.id)
for other in ("A" * 43 + "=", "no base64!", "QUJD"):
    keyring.set_password(SERVICE, vault.id, other)
    try:
        Vault.open_with_keyring(folder)
    except KeyringUnavailableError as error:
        print("refused", error.why)
keyring.delete_password(SERVICE, vault.id)
try:
    Vault.open_with_keyring(folder)
except KeyringUnavailableError as error:
    print("refused", error.why)
keyring.set_password(SERVICE, vault.id, kept)
with Vault.open(folder, "new one") as vault:
    enable_keyring(vault)
with reencrypt(folder, "new one", "newer one") as vault:
    print("encrypted anew", vault.keyring_enabled, keyring.get_password(SERVICE, vault.id))
    enable_keyring(vault)
with Vault.open_with_keyring(folder) as vault:
    vault.change_passphrase("newer one", "new one")
    disable_keyring(vault)
    print("disabled", vault.keyring_enabled, keyring.get_password(SERVICE, vault.id))
    disable_keyring(vault)
try:
    Vault.open_with_keyring(folder)
except KeyringUnavailableError as error:
    print("refused", error.why)
with make_vault(folder.parent / "other") as vault:
    enable_keyring(vault)
keep_generation(vault.id, 7)
remembered = kept_generation(vault.id)
delete_vault(vault.folder)
print("deleted", remembered, keyring.get_password(SERVICE, vault.id), kept_generation(vault.id))
"""

LOCKED = """
import sys
from pathlib import Path
from tests.vault.making import enable_keyring, make_vault
from wallet.model.errors import KeyringUnavailableError
with make_vault(Path(sys.argv[1])) as vault:
    try:
        enable_keyring(vault)
    except KeyringUnavailableError as error:
        print("refused", error.why, vault.keyring_enabled)
"""


def run_in_session(tmp_path: Path, script: str, before: str) -> subprocess.CompletedProcess[str]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        reason = f"{' and '.join(missing)} not installed: apt-get install dbus gnome-keyring"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    home = tmp_path / "home"
    home.mkdir()
    shell = f'{before} exec "$0" -c "$1" "$2"'
    environment = {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path.cwd()),
    }
    return subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", shell, sys.executable, script, str(tmp_path / "wallet")],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_real_secret_service_unlocks_the_vault(tmp_path: Path) -> None:
    unlock = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null;"
    done = run_in_session(tmp_path, SESSION, unlock)
    assert done.stdout.splitlines() == [
        "keyring.backends.SecretService.Keyring",
        "enabled True 44",
        "opened True",
        "refused The key that it holds for this wallet is another one.",
        "refused What it holds for this wallet is no key.",
        "refused What it holds for this wallet is no key.",
        "refused It no longer holds the key of this wallet.",
        "encrypted anew False None",
        "disabled False None",
        "refused That is switched off.",
        "deleted 7 None 0",
    ], done.stderr
    Vault.open(tmp_path / "wallet", "new one").close()


def test_a_locked_secret_service_leads_to_the_passphrase(tmp_path: Path) -> None:
    done = run_in_session(tmp_path, LOCKED, "gnome-keyring-daemon --start --components=secrets >/dev/null;")
    assert done.stdout.splitlines() == ["refused It is locked. False"], done.stderr


def test_no_secret_service_at_all_leads_to_the_passphrase(tmp_path: Path) -> None:
    done = run_in_session(tmp_path, LOCKED, "unset DBUS_SESSION_BUS_ADDRESS;")
    assert done.stdout.splitlines() == ["refused This system runs none. False"], done.stderr


class Stranger(KeyringBackend):
    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise AssertionError("a stranger was asked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("a stranger was told a key")


MAKE_STRANGER: Callable[[], KeyringBackend] = Stranger


class Chain(chainer.ChainerBackend):
    backends = [MAKE_STRANGER()]  # noqa: RUF012 (as the library has it)


@pytest.mark.parametrize(
    ("backend", "why"),
    [
        (fail.Keyring, "This system runs none."),
        (null.Keyring, "switched off"),
        (Stranger, "not a keyring of this system"),
        (Chain, "not a keyring of this system"),
    ],
    ids=["fail", "null", "stranger", "chain over a stranger"],
)
def test_what_is_no_real_keyring_is_told_nothing(
    backend: Callable[[], KeyringBackend], why: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    with make_vault(folder) as vault:
        with pytest.raises(KeyringUnavailableError, match=why):
            enable_keyring(vault)
        assert not vault.keyring_enabled
    assert not keyring_enabled(folder)
    with pytest.raises(KeyringUnavailableError, match=why):
        keyring_name()


class Real(Stranger):
    """Counts as a real one in the tests that say so."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.forgetful = False
        self.locked = False
        self.clings = True

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("prompt dismissed")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if not self.forgetful:
            self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.clings:
            raise keyring.errors.PasswordDeleteError("refused")
        del self.entries[service, username]


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch) -> Real:
    backend = Real()
    name = f"{Real.__module__}.{Real.__qualname__}"
    monkeypatch.setattr(system_keyring, "REAL_BACKENDS", frozenset({name}))
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    return backend


def test_the_slot_holds_the_vault_key_and_the_keyring_only_what_opens_the_slot(folder: Path, real: Real) -> None:
    with make_vault(folder) as vault:
        enable_keyring(vault)
    assert len(stored_headers(folder)) == 1
    assert keyring_enabled(folder)
    (text,) = real.entries.values()
    assert len(text) == 44
    assert text.encode() not in (folder / "vault.hdr").read_bytes()
    with Vault.open_with_keyring(folder) as vault:
        assert vault.keyring_enabled
        assert [slot.kind for slot in vault.state().slots] == [SlotKind.PASSPHRASE, SlotKind.KEYRING]
    Vault.open(folder, PASSPHRASE).close()


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("A" * 43 + "=", "is another one"),
        ("no base64!", "is no key"),
        ("QUJD", "is no key"),
        (None, "no longer holds"),
    ],
)
def test_an_entry_that_is_not_ours_leads_to_the_passphrase(
    folder: Path, real: Real, entry: str | None, why: str
) -> None:
    with make_vault(folder) as vault:
        enable_keyring(vault)
    (name,) = real.entries
    real.entries = {} if entry is None else {name: entry}
    with pytest.raises(KeyringUnavailableError, match=why) as caught:
        Vault.open_with_keyring(folder)
    assert caught.value.remedy == "Unlock with your passphrase."
    with Vault.open(folder, PASSPHRASE) as vault:
        enable_keyring(vault)
    Vault.open_with_keyring(folder).close()


def test_a_keyring_that_got_locked_says_so(folder: Path, real: Real) -> None:
    with make_vault(folder) as vault:
        enable_keyring(vault)
    real.locked = True
    with pytest.raises(KeyringUnavailableError, match="It is locked"):
        Vault.open_with_keyring(folder)


def test_two_real_keyrings_in_a_chain_are_one(folder: Path, real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    class Both(chainer.ChainerBackend):
        backends = [real, Real()]  # noqa: RUF012 (as the library has it)

    make: Callable[[], KeyringBackend] = Both
    monkeypatch.setattr(keyring, "get_keyring", make)
    with make_vault(folder) as vault:
        enable_keyring(vault)
        assert len(real.entries) == 1
        real.entries.clear()
        disable_keyring(vault)
        assert not vault.keyring_enabled


def test_a_keyring_that_keeps_nothing_is_noticed_before_the_slot_is_made(folder: Path, real: Real) -> None:
    real.forgetful = True
    with make_vault(folder) as vault:
        with pytest.raises(KeyringUnavailableError, match="did not keep"):
            enable_keyring(vault)
        assert not vault.keyring_enabled


def test_the_slot_is_gone_even_where_the_entry_cannot_be_removed(folder: Path, real: Real) -> None:
    with make_vault(folder) as vault:
        enable_keyring(vault)
        with pytest.raises(KeyringUnavailableError, match="did not answer"):
            disable_keyring(vault)
        assert not vault.keyring_enabled
    with pytest.raises(KeyringUnavailableError, match="switched off"):
        Vault.open_with_keyring(folder)


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_vault_under_a_new_key_leaves_nothing_in_the_keyring_where_that_lets_go(
    folder: Path, real: Real, *, is_locked: bool
) -> None:
    with make_vault(folder) as vault:
        enable_keyring(vault)
    compact(folder, None).close()
    keep_generation(vault.id, 7)
    assert kept_generation(vault.id) == 7
    real.locked, real.clings = is_locked, False
    with reencrypt(folder, PASSPHRASE, "new one") as vault:
        assert not vault.keyring_enabled
    assert len(real.entries) == (2 if is_locked else 0)


@pytest.mark.parametrize("is_locked", [False, True])
def test_a_deleted_vault_leaves_nothing_in_the_keyring_where_that_lets_go(
    folder: Path, real: Real, *, is_locked: bool
) -> None:
    with make_vault(folder) as vault:
        enable_keyring(vault)
    real.locked, real.clings = is_locked, False
    assert delete_vault(folder) == vault.id
    assert len(real.entries) == is_locked
