"""A real wallet with sample badges, opened by a session as the window opens it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wallet.crypto.wrapping import KdfCost
from wallet.gui.app import make_application
from wallet.gui.main_window import MainWindow
from wallet.gui.session import Session
from wallet.gui.tasks import Tasks
from wallet.gui.viewmodels.pictures import Pictures
from wallet.gui.widgets.theme import apply_theme
from wallet.model.badge import BadgeId, BadgeQuery
from wallet.model.limits import Limits
from wallet.operations import library
from wallet.operations.samples import add_samples
from wallet.operations.wallet import Wallet
from wallet.settings import Folders, Settings
from wallet.vault.vault import Vault

PASSPHRASE = "four words and more"
NOW = datetime(2026, 11, 24, 9, 14, tzinfo=UTC)
CHEAP = KdfCost(memory_kib=1024, passes=1, lanes=1, dangerously_below_floor=True)


class SetClock:
    """A clock that a test can put forward."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def forward(self, **amount: float) -> None:
        self.time += timedelta(**amount)


def places(root: Path) -> Folders:
    return Folders(root / "vault", root / "packs", root / "config")


@pytest.fixture(scope="session")
def sample_root(tmp_path_factory) -> Path:
    """A closed wallet with sample badges; to be copied, never opened."""
    root = tmp_path_factory.mktemp("samples")
    folders = places(root)
    wallet = Wallet(Vault.create(folders.vault, PASSPHRASE, NOW, CHEAP), folders.packs, SetClock(), Limits())
    add_samples(wallet)
    wallet.vault.close()
    return root


@pytest.fixture
def app(qapp):
    """The application, dressed as the program dresses it."""
    app = make_application(Settings())
    apply_theme(app, dark=False, scale=1.0)
    return app


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def tasks():
    tasks = Tasks()
    yield tasks
    tasks.finish()


@pytest.fixture
def new_session(app, clock, tasks, tmp_path) -> Session:
    """A session over a folder without a wallet."""
    return Session(places(tmp_path), clock, Limits(), tasks)


@pytest.fixture
def locked_session(app, clock, tasks, tmp_path, sample_root) -> Session:
    """A session over a locked wallet with sample badges."""
    shutil.copytree(sample_root, tmp_path / "wallet")
    return Session(places(tmp_path / "wallet"), clock, Limits(), tasks)


@pytest.fixture
def session(locked_session, qtbot):
    """A session over an open wallet with sample badges."""
    with qtbot.waitSignal(locked_session.opened, timeout=10_000):
        locked_session.unlock(PASSPHRASE, pytest.fail)
    yield locked_session
    locked_session.close()


@pytest.fixture
def window(qtbot, app, session) -> MainWindow:
    """The wallet's window, unlocked, with all sample badges in its library."""
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window.show()
    window._enter()
    qtbot.waitUntil(lambda: window.wallet_view.library._model.found == 12)
    return window


@pytest.fixture
def pictures(session) -> Pictures:
    return Pictures(session)


@pytest.fixture
def ids(session) -> dict[str, BadgeId]:
    """The sample badges by name."""
    return {card.name: card.id for card in library.cards(session._wallet, BadgeQuery(), 0, 50)}
