"""What hands do: dropping, pasting, noting, and a system that turns dark."""

import time

from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPalette

from wallet.gui.viewmodels.library import LibraryViewModel
from wallet.gui.widgets.clipboard import bytes_in, paths_in
from wallet.gui.widgets.inputs import DropZone
from wallet.gui.widgets.theme import DARK, LIGHT, apply_theme, tokens_of
from wallet.model.badge import Added
from wallet.operations import library

LONGEST_GAP_SECONDS = 0.25  # the budget is 50 ms on a quiet machine; a shared one is given room


def files(*paths) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget, data: QMimeData) -> None:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, data, buttons, keys)
    widget.dragEnterEvent(enter)
    assert enter.isAccepted()
    widget.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))


def test_a_drop_zone_tells_files_from_text(qtbot, app, tmp_path):
    zone = DropZone()
    qtbot.addWidget(zone)
    with qtbot.waitSignal(zone.paths_dropped) as dropped:
        drop(zone, files(tmp_path / "a.json", tmp_path / "b.json"))
    assert dropped.args == [(tmp_path / "a.json", tmp_path / "b.json")]
    text = QMimeData()
    text.setText(" eyJ0 ")
    with qtbot.waitSignal(zone.bytes_dropped) as dropped:
        drop(zone, text)
    assert dropped.args == [b"eyJ0"]


def test_the_whole_window_takes_a_drop(qtbot, window, session, ids, tmp_path):
    badge = tmp_path / "badge.json"
    badge.write_bytes(library.original(session._wallet, ids["Data Analysis with Python"]).document)
    library.remove(session._wallet, [ids["Data Analysis with Python"]])
    with qtbot.waitSignal(window.adding.finished, timeout=10_000):
        drop(window, files(badge))
    assert [result.outcome for result in window.adding.results] == [Added.ADDED]
    assert window._veil.isHidden()
    assert not window.wallet_view.toast.isHidden()


def test_pasting_adds(qtbot, window):
    QGuiApplication.clipboard().setText("no badge at all")
    with qtbot.waitSignal(window.adding.finished, timeout=10_000):
        qtbot.keyClick(window.wallet_view.library.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [result.outcome for result in window.adding.results] == [Added.REFUSED]


def test_a_picture_on_the_clipboard_becomes_bytes(app, tmp_path):
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    assert bytes_in(data).startswith(b"\x89PNG")
    assert paths_in(files(tmp_path)) == (tmp_path,)


def test_a_note_is_kept_and_found(qtbot, window, session, pictures, ids):
    badge = ids["Data Analysis with Python"]
    window.wallet_view.show_badge(badge)
    card = window.wallet_view.badge.note
    qtbot.waitUntil(lambda: window.wallet_view.badge._model.page is not None)
    card.field.setPlainText("for the harbour job")
    qtbot.waitUntil(lambda: library.page(session._wallet, badge).note == "for the harbour job", timeout=5_000)
    model = LibraryViewModel(session, pictures)
    with qtbot.waitSignal(model.shown):
        model.search("harbour")
    assert model.found == 1


def test_the_window_follows_the_dark(app, window):
    assert tokens_of(app.palette()) is LIGHT
    apply_theme(app, dark=True, scale=1.0)
    assert tokens_of(window.palette()) is DARK
    assert window.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.canvas
    shown = window.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 4).name().upper() == DARK.canvas


def test_an_import_leaves_the_window_alone(qtbot, window, tmp_path):
    for number in range(40):
        (tmp_path / f"{number}.json").write_text('{"shopping": ["bread"]}')
    gaps, last = [], [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    watchdog = QTimer(interval=2)
    watchdog.timeout.connect(tick)
    watchdog.start()
    with qtbot.waitSignal(window.adding.finished, timeout=30_000):
        window.add_paths([tmp_path])
    watchdog.stop()
    assert max(gaps) < LONGEST_GAP_SECONDS
