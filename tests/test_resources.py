"""Shipped files are found from a checkout and from an installed wheel."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from wallet import resources

CHECKOUT = Path(__file__).resolve().parents[1]
CONTEXTS = ("contexts", "index.json")


def test_in_a_checkout_they_lie_beside_the_package():
    assert resources.path(*CONTEXTS) == CHECKOUT / "resources" / "contexts" / "index.json"
    assert resources.read_bytes(*CONTEXTS) == (CHECKOUT / "resources" / "contexts" / "index.json").read_bytes()


def test_a_name_that_does_not_ship_is_our_mistake():
    with pytest.raises(FileNotFoundError, match="contexts/nothing"):
        resources.path("contexts", "nothing")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's content, as pip would lay it out, built without a network."""
    built, folder = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "--wheel-dir", str(built), str(CHECKOUT)], check=True, cwd=folder)
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(folder)
    return folder


def test_in_a_wheel_they_lie_inside_the_package(installed: Path):
    code = "from wallet import resources; print(resources.path('contexts', 'index.json'))"
    said = subprocess.run([sys.executable, "-c", code], cwd=installed, capture_output=True, text=True, check=True)
    assert Path(said.stdout.strip()) == installed / "wallet" / "_resources" / "contexts" / "index.json"


def test_a_wheel_ships_every_resource_and_nothing_of_the_tests(installed: Path):
    def names(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}

    assert names(installed / "wallet" / "_resources") == names(CHECKOUT / "resources")
    assert not (installed / "tests").exists()
