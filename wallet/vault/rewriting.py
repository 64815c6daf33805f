"""A vault's database written anew: under a new vault key, or without the room of what was deleted (VAULT.md, "Keys").

A copy; the change in the copy; rows and documents compared; the copy put in the place of the old database by one
rename. A new key comes in force with the header, which is written between the copy and the rename: whoever is stopped
before it has the old vault, and whoever is stopped after it the new one, which the next opening finishes. Nothing of
the old key is kept then: snapshots go with it, because whoever saw the passphrase could open them.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from wallet.vault.database import Database
from wallet.vault.files import DATABASE_NAME, in_words, make_database_file, remove_database, remove_logs, sync_file
from wallet.vault.fingerprint import Fingerprint
from wallet.vault.founding import finish_founding
from wallet.vault.generations import note_header, read_generations
from wallet.vault.holder_keys import rewrap_keys
from wallet.vault.migrating import open_current
from wallet.vault.slots import Slots
from wallet.vault.snapshots import remove_snapshots
from wallet.vault.vault_key import VaultKey
from wallet.vault.whole_copies import check_file, holds_vault, making, next_database, put_in_place, write_copy

_REENCRYPTED = DATABASE_NAME + ".reencrypted"
"""Under another key than `NEXT_SUFFIX`, so it is told from what a migration leaves."""


def reencrypt(folder: Path, slots: Slots, new_passphrase: str) -> Slots:
    """Give a vault, which is closed and of which we are the owner, a new vault key and passphrase.

    Every other way of unlocking it ends, and its snapshots are deleted.

    Raises:
        RefusedError: If the new passphrase is empty or cannot be typed.
        WalletError: If the disk refuses.
    """
    renewed, copy = slots.renewed(new_passphrase), folder / _REENCRYPTED
    with making(copy, "The wallet could not be encrypted anew."):
        before = _copy_under(folder, slots.key, copy, renewed.key)
        _rewrap(copy, slots.key, renewed.key)
        check_file(copy, renewed.key.for_database(), before)
    renewed.save()
    finish_reencryption(folder, renewed.key)
    return renewed


def finish_reencryption(folder: Path, key: VaultKey) -> None:
    """Put a database in its place whose key is in the header already.

    Raises:
        WalletError: If the disk refuses.
    """
    copy, wanted = folder / _REENCRYPTED, key.for_database()
    # Where the vault's own is under that key, it came in its place already: this is an older one that was put back.
    if holds_vault(copy, wanted) and not holds_vault(folder / DATABASE_NAME, wanted):
        remove_snapshots(folder)
        with in_words("The wallet could not be saved."):
            # What the old database left, if it could not be removed then: nobody has the key to it any more.
            remove_logs(folder / DATABASE_NAME)
        put_in_place(folder, copy)


def compact(folder: Path, key: bytes) -> None:
    """Give back the room of what was deleted from a vault, which is closed and of which we are the owner.

    Raises:
        WalletError: If the disk refuses.

    Source: https://www.sqlite.org/lang_vacuum.html, "VACUUM with an INTO clause".
    """
    copy = next_database(folder)
    with making(copy, "The wallet could not be made smaller."):
        with contextlib.closing(open_current(folder, key)) as database:
            with database.copying() as copying:
                before = Fingerprint.of(copying)
            make_database_file(copy)
            with database.reading() as connection:
                connection.execute("VACUUM INTO ?", (str(copy),))
        sync_file(copy)
        check_file(copy, key, before)
    put_in_place(folder, copy)


def open_settled(folder: Path, slots: Slots) -> Database:
    """Open a vault's database, and let go of copies that never came in its place.

    Raises:
        WalletError: As `open_current`.
    """
    finish_founding(folder)
    database = open_current(folder, slots.key.for_database())
    try:
        with database.reading() as connection:
            slots.seen = read_generations(connection)
        slots.repair()
        note_header(database, slots.header)
    except BaseException:
        database.close()
        raise
    for copy in (folder / _REENCRYPTED, next_database(folder)):
        # What cannot be removed is in nobody's way.
        with contextlib.suppress(OSError):
            remove_database(copy)
    return database


def _copy_under(folder: Path, old: VaultKey, copy: Path, new: VaultKey) -> Fingerprint:
    database = open_current(folder, old.for_database())
    with contextlib.closing(database), database.copying() as copying:
        write_copy(copying, copy, new.for_database())
        return Fingerprint.of(copying)


def _rewrap(path: Path, old: VaultKey, new: VaultKey) -> None:
    database = Database.open(path, new.for_database())
    with contextlib.closing(database), database.writing() as connection:
        rewrap_keys(connection, old, new)
    sync_file(path)
