"""An evidence pack dropped on the wallet: shown, adopted by an act of its own, and every badge checked again."""

from dataclasses import replace

from wallet.gui.main_window import MainWindow
from wallet.gui.viewmodels.packs import PacksViewModel, is_pack
from wallet.gui.views.pack_dialog import PackDialog
from wallet.model.badge import BadgeQuery
from wallet.model.report import Level, Verdict
from wallet.operations import library
from wallet.operations.trusting import adopted_packs
from wallet.operations.wallet import Wallet
from wallet.trust.packs import EvidencePack, write_pack


def _as_production(wallet: Wallet) -> EvidencePack:
    (kept,) = adopted_packs(wallet.packs, wallet.limits)
    issuers = tuple(replace(issuer, level=Level.PRODUCTION) for issuer in kept.issuers)
    return replace(kept, version=kept.version + 1, issuers=issuers)


def test_adopting_a_pack_checks_every_badge_again(qtbot, session, tmp_path):
    model = PacksViewModel(session)
    wallet = session._wallet
    known = library.original(wallet, library.cards(wallet, BadgeQuery("Data Analysis"), 0, 1)[0].id)
    assert known.report.verdict is Verdict.LIMITED
    pack = _as_production(wallet)
    write_pack(tmp_path / "pack", pack)
    with qtbot.waitSignal(model.offered, timeout=20_000) as offered:
        model.offer([tmp_path / "pack"])
    assert offered.args[0].name == "Sample issuers"
    assert library.original(wallet, known.card.id).report.verdict is Verdict.LIMITED
    with qtbot.waitSignal(model.adopted, timeout=20_000) as adopted:
        model.adopt(offered.args[0])
    assert adopted.args == [12]
    assert library.original(wallet, known.card.id).report.verdict is Verdict.VERIFIED


def test_a_pack_that_is_malformed_is_said_and_not_adopted(qtbot, session, tmp_path):
    (tmp_path / "pack.json").write_text("{}")
    model = PacksViewModel(session)
    assert is_pack(tmp_path)
    with qtbot.waitSignal(model.failed, timeout=20_000) as failed:
        model.offer([tmp_path])
    assert "cannot be used" in str(failed.args[0])


def test_a_pack_dropped_on_the_window_is_asked_about(qtbot, app, session, tmp_path):
    window = MainWindow(app, session)
    qtbot.addWidget(window)
    window._enter()
    window.show()
    write_pack(tmp_path / "pack", _as_production(session._wallet))
    with qtbot.waitSignal(window.packs.offered, timeout=20_000):
        window.add_paths([tmp_path / "pack"])
    assert window.findChild(PackDialog) is not None
