"""The encrypted database: opened with its settings checked, written in whole transactions, closed to one file.

Threads: one connection writes and one reads, each behind its own lock. So a list or a search never waits for an
import, it sees what was last committed, and any thread may call.

Sources: https://www.zetetic.net/sqlcipher/sqlcipher-api/, https://www.sqlite.org/pragma.html, VAULT.md.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from sqlcipher3 import dbapi2

from wallet.model.errors import LockedError, VaultBusyError, VaultDamagedError, WalletError
from wallet.vault import row_set

if TYPE_CHECKING:
    import sqlite3

Connection: TypeAlias = "sqlite3.Connection"
"""SQLCipher's module is a fork of Python's own, class for class, and comes without types."""

PAGE_BYTES = 4_096
_BUSY_MILLISECONDS = 5_000
_CACHE_KIB = 16 * 1024
"""Of each connection. Pages are decrypted each time they come from the disk, and those of a large index come often."""
_KEY_BYTES = 32

_BEFORE_KEY = ("PRAGMA cipher_log_level = NONE", "PRAGMA cipher_memory_security = OFF")
_AFTER_KEY = (
    f"PRAGMA cipher_page_size = {PAGE_BYTES}",
    "PRAGMA cipher_hmac_algorithm = HMAC_SHA512",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    # Without it, what INSERT OR REPLACE replaces would be taken from the row set by nobody.
    "PRAGMA recursive_triggers = ON",
    # macOS alone: there, fsync leaves data in the disk's own cache.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
)
# FULL: with NORMAL, a power cut can take back a commit that was acknowledged (VAULT.md, promise 1).
_WHILE_OPEN = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")


# The first reading fixes what is seen: https://www.sqlite.org/lang_transaction.html, section 2.2.
_FROM_NOW = ("BEGIN", "SELECT count(*) FROM sqlite_schema")
_ROWS_AT_ONCE = 200
_PAGES_AT_ONCE = 1_000
_INTERRUPTED_EVERY = 0.01
"""Seconds."""


class Copying:
    """The database as it was at one moment, to be copied while others read and write (https://sqlite.org/isolation.html).

    Closed by whoever closes the database, between two of its steps.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._is_closing = False

    @classmethod
    @contextlib.contextmanager
    def of_file(cls, path: Path, key: bytes) -> Iterator[Copying]:
        """Lend a connection to a database that is not in use, such as a snapshot, and change nothing about it.

        Raises:
            VaultDamagedError: If the file is damaged, or was encrypted with another key.
            WalletError: If the disk refuses.
        """
        _check_whole(path)
        with _in_words():
            copying = cls(_connect(path, key, ("PRAGMA query_only = ON",)))
        try:
            yield copying
        finally:
            copying.close()

    def rows(self, query: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield what a query finds; other work may come between any two rows.

        Raises:
            LockedError: If the database has been closed.
            WalletError: If the disk refuses, or what is read is not what was written.
        """
        with self._step() as connection:
            cursor = connection.execute(query, values)
        while True:
            with self._step():
                found = cursor.fetchmany(_ROWS_AT_ONCE)
            if not found:
                return
            yield from found

    def write_to(self, path: Path, key: bytes) -> None:
        """Copy every page into an empty file, under a key.

        Raises:
            LockedError: If the database is being closed.
            WalletError: If the disk refuses, or what is read is not what was written.

        Source: https://www.sqlite.org/backup.html.
        """
        with self._step() as connection, contextlib.closing(_connect(path, key, ())) as target:
            try:
                connection.backup(target, pages=_PAGES_AT_ONCE, progress=lambda *_: self._check_open(), sleep=0)
            except dbapi2.OperationalError as error:
                # It comes without a code.
                raise WalletError(_REFUSED, *_DISK_REASONS[dbapi2.SQLITE_IOERR]) from error

    def close(self) -> None:
        """End what is under way, and close; a second time does nothing."""
        if self._is_closing:
            return
        self._is_closing = True
        # Again and again: a step that was about to begin is not ended by a call that came before.
        while not self._lock.acquire(timeout=_INTERRUPTED_EVERY):
            self._connection.interrupt()
        try:
            self._connection.close()
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def _step(self) -> Iterator[Connection]:
        with self._lock, _in_words():
            self._check_open()
            with _authentic(self._connection):
                yield self._connection

    def _check_open(self) -> None:
        if self._is_closing:
            raise _locked()


class Database:
    """An open database."""

    def __init__(self, writer: Connection, reader: Connection, connect: Callable[[], Connection]) -> None:
        self._writer = writer
        self._reader = reader
        self._connect = connect
        self._writer_lock = threading.RLock()
        self._reader_lock = threading.RLock()
        self._copying: list[Copying] = []
        self._is_open = True

    @classmethod
    def open(cls, path: Path, key: bytes) -> Database:
        """Open a database.

        Args:
            path: The file; an empty one becomes a database.
            key: The raw key, 32 bytes.

        Raises:
            VaultDamagedError: If the file is missing, damaged, or was encrypted with another key.
            WalletError: If the disk refuses.
        """
        if not path.is_file():
            raise VaultDamagedError(
                "The wallet's database is missing.",
                f"“{path.name}” is not in its folder.",
                "Put it back from a copy of the wallet's folder, or restore a backup.",
            )
        _check_whole(path)
        with _in_words(), contextlib.ExitStack() as opened:
            connections = [_connect(path, key) for _ in range(2)]
            for connection in connections:
                opened.callback(connection.close)
            row_set.watch(connections[0])
            opened.pop_all()
        writer, reader = connections
        return cls(writer, reader, lambda: _connect(path, key, _FROM_NOW))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend the connection that reads; results are to be fetched within the block.

        Raises:
            LockedError: If the database has been closed.
            VaultDamagedError: If what is read is not what was written.
            WalletError: If the disk refuses.
        """
        with self._reader_lock, _in_words():
            self._check_open()
            with _authentic(self._reader):
                yield self._reader

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend the connection that writes, within a transaction: all of the block, or nothing of it.

        When the block has ended without an error, its changes survive a power cut, the generation has grown, and the
        sum of the row set is that of the rows.

        Raises:
            LockedError: If the database has been closed.
            VaultDamagedError: If what is read is not what was written.
            WalletError: If the disk refuses.
        """
        with self.noting() as connection:
            before = connection.total_changes
            yield connection
            if connection.total_changes != before:
                connection.execute("UPDATE vault SET generation = generation + 1")

    @contextlib.contextmanager
    def noting(self) -> Iterator[Connection]:
        """Lend the connection that writes, as `writing` does, for a note on the vault: the generation stays.

        Raises:
            WalletError: As `writing`.
        """
        with self._writer_lock, _in_words():
            self._check_open()
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                with _authentic(self._writer):
                    yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                # SQLite has already rolled back where the disk was full or broken.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def changing_schema(self) -> Iterator[Connection]:
        """Lend the connection that writes, as `writing` does, to change the tables themselves.

        Raises:
            WalletError: As `writing`.
        """
        with self.noting() as connection:
            difference = row_set.difference(connection.execute)
            row_set.unwatch(connection)
            yield connection
            row_set.recount(connection, difference)
            row_set.watch(connection)

    def settle(self) -> None:
        """Bring what is in the write-ahead log into the file.

        Where a crash came while that was done, pages of the file are no whole ones until then, which matters to nobody
        but who reads the file itself, past the log: `PRAGMA cipher_integrity_check`.

        Raises:
            LockedError: If the database has been closed.
            WalletError: If the disk refuses.

        Source: https://www.sqlite.org/pragma.html#pragma_wal_checkpoint.
        """
        with self._writer_lock, _in_words():
            self._check_open()
            self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def check_search(self) -> None:
        """Compare the index of words with the texts it was made of, while other writers wait.

        Raises:
            VaultDamagedError: If they do not belong together.
            WalletError: As `writing`.

        Source: https://www.sqlite.org/fts5.html, section 6.4 (the integrity-check command).
        """
        with self.noting() as connection:
            connection.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")

    @contextlib.contextmanager
    def copying(self) -> Iterator[Copying]:
        """Lend a connection of its own that sees the database as it is now, whatever is written meanwhile.

        Raises:
            LockedError: If the database has been closed.
            WalletError: If the disk refuses.
        """
        with self._reader_lock, _in_words():
            self._check_open()
            copying = Copying(self._connect())
            self._copying.append(copying)
        try:
            yield copying
        finally:
            copying.close()
            with self._reader_lock:
                self._copying.remove(copying)

    def close(self) -> None:
        """Bring everything into one file and close it; a second time does nothing.

        Raises:
            WalletError: If the disk refuses; what was committed is then still in the write-ahead log.
        """
        with self._writer_lock, self._reader_lock, _in_words():
            if not self._is_open:
                return
            self._is_open = False
            for copying in self._copying:
                copying.close()
            self._reader.close()
            try:
                with _authentic(self._writer):
                    self._writer.execute("PRAGMA journal_mode = DELETE")
            finally:
                self._writer.close()

    def _check_open(self) -> None:
        if not self._is_open:
            raise _locked()


def _locked() -> LockedError:
    return LockedError("The wallet is locked.", "", "Unlock it and try again.")


def _check_whole(path: Path) -> None:
    """Refuse a file that ends within a page, unless a write-ahead log is there to mend it."""
    if path.stat().st_size % PAGE_BYTES and not path.with_name(f"{path.name}-wal").exists():
        raise VaultDamagedError(
            "The wallet's database is damaged.",
            "Its end has been cut off.",
            "Put it back from a copy of the wallet's folder, or restore a backup.",
        )


def _connect(path: Path, key: bytes, last: Sequence[str] = _WHILE_OPEN) -> Connection:
    # Any thread may call: `Database` lets one at a time near each connection.
    connection = cast("Connection", dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, uri=False))
    try:
        _prepare(connection, key)
        for statement in last:
            connection.execute(statement).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, key: bytes) -> None:
    for statement in _BEFORE_KEY:
        connection.execute(statement)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for statement in _AFTER_KEY:
        connection.execute(statement)
    _check_encryption(connection)
    connection.enable_load_extension(False)
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def cipher_version() -> str:
    """Return the version of SQLCipher that encrypts here.

    Raises:
        WalletError: Where this installation's database library does not encrypt.
    """
    connection = _connect(Path(":memory:"), bytes(_KEY_BYTES), ())
    try:
        return str(connection.execute("PRAGMA cipher_version").fetchone()[0])
    finally:
        connection.close()


def _check_encryption(connection: Connection) -> None:
    version = connection.execute("PRAGMA cipher_version").fetchone()
    authenticated = connection.execute("PRAGMA cipher_use_hmac").fetchone()
    if not version or not authenticated or authenticated[0] != "1":
        raise WalletError(
            "The wallet cannot be opened safely.",
            "This installation's database library does not encrypt.",
            "Install Rosette again from where you got it.",
        )


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except dbapi2.Error as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


@contextlib.contextmanager
def _authentic(connection: Connection) -> Iterator[None]:
    """Refuse what was read in a block where the seal of a page did not match.

    SQLCipher reads such a page as zeros. Where SQLite sees no page in them it says so; at the end of a long value
    it does not. The status stays, and every later statement fails.

    Source: https://www.zetetic.net/sqlcipher/sqlcipher-api/#cipher_status.
    """
    try:
        yield
    finally:
        if connection.execute("PRAGMA cipher_status").fetchone()[0] != "1":
            raise _damaged()


def _damaged() -> VaultDamagedError:
    return VaultDamagedError(
        "The wallet's database is damaged.",
        "A part of it is not what was written.",
        "Go back to a snapshot (rosette snapshots), or restore a backup.",
    )


def _refusal(error: dbapi2.Error) -> WalletError | None:
    """Return what to say; None where the mistake is ours."""
    if str(error).startswith(_TORN):
        return _damaged()
    # https://www.sqlite.org/rescode.html: the low byte is the primary code.
    return _refusal_of(getattr(error, "sqlite_errorcode", dbapi2.SQLITE_INTERNAL) & 0xFF)


def _refusal_of(code: int) -> WalletError | None:
    if code in {dbapi2.SQLITE_NOTADB, dbapi2.SQLITE_CORRUPT}:
        return _damaged()
    if code == dbapi2.SQLITE_INTERRUPT:
        return _locked()
    if code in {dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED}:
        return VaultBusyError("The wallet is in use.", "Another program reads or copies it.", "Try again in a moment.")
    return WalletError(_REFUSED, *_DISK_REASONS[code]) if code in _DISK_REASONS else None


_TORN = ("Could not decode to UTF-8", "malformed JSON")
"""What is said, without a code of its own, of a text that is made of parts of two."""
_REFUSED = "The wallet could not be read or saved."
_DISK_REASONS = {
    dbapi2.SQLITE_FULL: ("The disk is full.", "Free some space and try again."),
    dbapi2.SQLITE_IOERR: ("The disk reported an error, or is full.", "Check the disk, then try again."),
    dbapi2.SQLITE_READONLY: ("The disk or the file can only be read.", "Make it writable, then try again."),
    dbapi2.SQLITE_PERM: ("This account may not use the file.", "Change the permissions of the wallet's folder."),
    dbapi2.SQLITE_CANTOPEN: ("The file could not be opened.", "Check the wallet's folder and its permissions."),
}
