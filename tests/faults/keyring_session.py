"""A session with a real keyring, on its own bus: `python -m tests.faults.keyring_session FOLDER`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import keyring
import pytest

from tests.faults.wallets import cheap, is_there, make_wallet
from tests.vault.making import PASSPHRASE, enable_keyring
from wallet.model.errors import KeyringUnavailableError
from wallet.vault.system_keyring import SERVICE
from wallet.vault.vault import Vault


def main(root: Path) -> None:
    """Go through what may become of a keyring, and say what each is answered with."""
    vault = root / "vault"
    make_wallet(root)
    with Vault.open(vault, PASSPHRASE) as opened:
        enable_keyring(opened)
    Vault.open_with_keyring(vault).close()
    kept = keyring.get_password(SERVICE, opened.id)
    assert kept is not None
    keyring.set_password(SERVICE, opened.id, "A" * 43 + "=")
    _leads_to_the_passphrase(vault, "changed")
    keyring.delete_password(SERVICE, opened.id)
    _leads_to_the_passphrase(vault, "emptied")
    keyring.set_password(SERVICE, opened.id, kept)
    Vault.open_with_keyring(vault).close()
    subprocess.run(["gnome-keyring-daemon", "--replace", "--components=secrets"], check=True, stdout=subprocess.DEVNULL)
    _leads_to_the_passphrase(vault, "locked")
    os.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={root}/no-bus"
    _leads_to_the_passphrase(vault, "gone")


def _leads_to_the_passphrase(vault: Path, what: str) -> None:
    with pytest.raises(KeyringUnavailableError, match="Unlock with your passphrase") as caught:
        Vault.open_with_keyring(vault)
    print(f"{what} (“{caught.value.why}”)", flush=True)
    with Vault.open(vault, PASSPHRASE) as opened:
        assert is_there(opened)


if __name__ == "__main__":
    with cheap():
        main(Path(sys.argv[1]))
