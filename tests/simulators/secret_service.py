"""A real Secret Service, gnome-keyring, alone on a message bus of its own, and unlocked.

The bus starts nothing by itself: a service that was ended is gone.

Source: https://specifications.freedesktop.org/secret-service-spec/latest/
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import secretstorage
from jeepney.io.blocking import open_dbus_connection
from secretstorage.collection import Collection

from wallet.vault.system_keyring import SERVICE

NEEDED = ("dbus-daemon", "gnome-keyring-daemon")
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>{address}</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"""
_PATIENCE_SECONDS = 10


def missing() -> list[str]:
    """Return which programs it needs that are not there."""
    return [name for name in NEEDED if shutil.which(name) is None]


class SecretService:
    """The service. Use it in a ``with`` block.

    Args:
        folder: Where its socket and its files lie.

    Attributes:
        environment: The variables that lead a program to it.
    """

    def __init__(self, folder: Path) -> None:
        self._address = f"unix:path={folder}/bus"
        (folder / "bus.conf").write_text(_CONFIGURATION.format(address=self._address))
        self.environment = {"DBUS_SESSION_BUS_ADDRESS": self._address}
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._bus.stdout is not None
        assert self._bus.stdout.readline()
        self._daemon = subprocess.Popen(
            [
                "gnome-keyring-daemon",
                "--unlock",
                "--foreground",
                "--components=secrets",
                f"--control-directory={folder}",
            ],
            env={**self.environment, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(b"what unlocks the keyring")
        self._daemon.stdin.close()

    def __enter__(self) -> SecretService:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._is_unlocked():
            assert time.monotonic() < deadline, "The keyring does not open."
            time.sleep(0.05)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()
        with self._bus:
            self._bus.terminate()

    def end(self) -> None:
        """End the service; the bus stays."""
        self._daemon.kill()
        self._daemon.wait(_PATIENCE_SECONDS)

    def lock(self) -> None:
        """Lock the keyring, as its owner does."""
        with self._collection() as collection:
            collection.lock()
            assert collection.is_locked()

    def entries(self) -> dict[str, str]:
        """Return what is kept for Rosette, by the names of the entries."""
        with self._collection() as collection:
            items = list(collection.search_items({"service": SERVICE}))
            return {item.get_attributes()["username"]: item.get_secret().decode() for item in items}

    def change(self, name: str, text: str | None) -> None:
        """Change an entry, or remove it."""
        with self._collection() as collection:
            (item,) = collection.search_items({"service": SERVICE, "username": name})
            if text is None:
                item.delete()
            else:
                item.set_secret(text.encode())

    def _is_unlocked(self) -> bool:
        connection = open_dbus_connection(self._address)
        try:
            if not secretstorage.check_service_availability(connection):
                return False
            return not secretstorage.get_default_collection(connection).is_locked()
        finally:
            connection.close()

    @contextmanager
    def _collection(self) -> Iterator[Collection]:
        connection = open_dbus_connection(self._address)
        try:
            yield secretstorage.get_default_collection(connection)
        finally:
            connection.close()
