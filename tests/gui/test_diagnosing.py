"""What `rosette doctor` says of the window's half."""

import subprocess
import sys
from importlib import import_module

from wallet.gui import diagnosing
from wallet.gui.diagnosing import diagnose_window
from wallet.model.diagnosis import Health

SCRIPT = (
    "from wallet.gui.diagnosing import diagnose_window\nfor each in diagnose_window(): print(each.about, each.health)"
)


def test_it_needs_no_display_and_opens_no_window():
    # A display that does not answer would end a process of Qt's.
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env={"DISPLAY": ":4711"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:2] == ["window good", "window.fonts good"]
    assert done.stderr == ""


def test_each_part(app, monkeypatch):
    said = {each.about: each for each in diagnose_window()}
    assert list(said) == ["window", "window.fonts", "camera"]
    assert "Inter" in said["window.fonts"].text
    monkeypatch.setattr(diagnosing, "load_fonts", lambda: ())
    monkeypatch.setattr(diagnosing, "import_module", lambda name: import_module("unheard_of"))
    said = {each.about: each for each in diagnose_window()}
    assert said["window.fonts"].health is Health.NOTICE
    assert "unheard_of" in said["camera"].text


def test_cameras_are_named(app, monkeypatch):
    class Devices:
        @staticmethod
        def videoInputs():
            return [Camera()]

    class Camera:
        def description(self):
            return "Integrated camera"

    class Multimedia:
        QMediaDevices = Devices

    monkeypatch.setattr(diagnosing, "import_module", lambda name: Multimedia)
    assert [each.text for each in diagnose_window()][-1] == "Cameras: Integrated camera."
