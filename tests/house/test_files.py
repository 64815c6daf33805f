"""The lock is hashed and names no host; no tracked file names a machine, and text files end as text does."""

import re
import tomllib

from tests.house.sources import CHECKOUT, place, tracked_files

LOCK = CHECKOUT / "packaging" / "requirements.txt"
# Home and mount folders of a machine; indexes that packages are taken from.
MACHINE = re.compile(
    r"/(?:home|Users)/\w|[/]root/|/(?:work|opt|mnt)/\w|[A-Z]:\\Users|"
    r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|crates)\.(?:org|com|io)\b"
)
TEXT = {".cfg", ".css", ".md", ".py", ".qss", ".sh", ".svg", ".toml", ".txt", ".yml"}


def _requirements() -> list[str]:
    text = LOCK.read_text(encoding="utf-8")
    lines = [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]
    return [line for line in lines if not line.startswith("#")]


def test_every_locked_package_has_one_version_and_hashes():
    assert _requirements()
    assert not [
        line for line in _requirements() if not re.match(r"[\w.-]+==[\w.+!]+ .*--hash=sha256:[0-9a-f]{64}", line)
    ]


def test_the_lock_names_no_host_and_no_path():
    text = LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(?:-i|-f|--index|--extra-index|--find-links|--trusted)", text, re.MULTILINE)
    assert not MACHINE.search(text)


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = {re.split(r"[<>=!~\[; ]", requirement)[0].lower() for requirement in wanted}
    assert names <= {line.split("==")[0] for line in _requirements()}


def test_no_tracked_file_names_a_machine():
    found = []
    for path in tracked_files():
        if path.suffix in TEXT or not path.suffix:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                found += [f"{place(path)[:-2]}:{number}"] if MACHINE.search(line) else []
    assert not found


def test_license_is_apache():
    text = (CHECKOUT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
