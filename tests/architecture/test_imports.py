"""The contracts of pyproject.toml are kept, and each catches the fault it is there for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .apps import ROOT, contracts, folders

LINTER = Path(sys.executable).parent / "lint-imports"


def lint(where):
    done = subprocess.run(
        [LINTER, "--no-cache"],
        cwd=where,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(where), "COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def tiny(tmp_path):
    """A tree with every app and nothing in it, under the same contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ["config", *{app.split(".")[0] for app in folders()}, *folders()]:
        path = tmp_path.joinpath(*folder.split("."))
        path.mkdir(parents=True, exist_ok=True)
        (path / "__init__.py").touch()
    for app in folders():
        for name in ("models", "services", "views", "consumers", "rules", "selectors", "forms"):
            tmp_path.joinpath(*app.split("."), f"{name}.py").touch()
    return tmp_path


def plant(tree, file, line):
    (tree / file).write_text(line + "\n")


def test_the_tree_keeps_its_contracts():
    code, output = lint(ROOT)
    assert code == 0, output


def test_each_app_is_under_the_contract_of_layers():
    assert sorted(contracts()["apps"]["containers"]) == folders()


def test_a_clean_tree_passes(tiny):
    code, output = lint(tiny)
    assert code == 0, output


FAULTS = {
    "an upward import between packages": (
        "commons/people/services.py", "import participation.ideas.models", "Packages stand on each other"),
    "an import between neighbours": (
        "guides/videos/models.py", "from participation.ideas import models", "Packages stand on each other"),
    "an upward import inside participation": (
        "participation/deliberation/forms.py", "import participation.ideas.rules", "Order inside participation"),
    "an upward import inside commons": (
        "commons/jobs/services.py", "from commons.people import models", "Order inside commons"),
    "an upward import inside guides": (
        "guides/videos/views.py", "import guides.walkthroughs.models", "Order inside guides"),
    "an upward import inside home": (
        "home/search/selectors.py", "from home.website import models", "Order inside home"),
    "a model that knows a service": (
        "participation/ideas/models.py", "from . import services", "Layers inside each app"),
    "a service that knows a view": (
        "participation/live_qa/services.py", "from .views import x", "Layers inside each app"),
    "rules that import models": (
        "commons/answers/rules.py", "from commons.answers import models", "Layers inside each app"),
    "channels in a service": (
        "participation/live_qa/services.py", "from channels.layers import get_channel_layer", "Channels only in"),
    "channels in config beside asgi": ("config/views.py", "import channels", "Channels only in"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_caught(tiny, fault):
    file, line, contract = FAULTS[fault]
    plant(tiny, file, line)
    code, output = lint(tiny)
    assert code == 1, output
    broken = [row for row in output.splitlines() if "BROKEN" in row]
    assert any(row.startswith(contract) for row in broken), output


@pytest.mark.parametrize(
    "file", ["participation/live_qa/consumers.py", "commons/realtime/services.py", "config/asgi.py"]
)
def test_channels_may_be_used_where_it_belongs(tiny, file):
    plant(tiny, file, "import channels.layers")
    code, output = lint(tiny)
    assert code == 0, output
