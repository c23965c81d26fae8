"""All that can be told about the code without running its tests; `make check`. Names as arguments run only those."""

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
BIN = Path(PYTHON).parent
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-to-check-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "folkmoot.example",
    "BASE_URL": "https://folkmoot.example",
    "EMAIL_URL": "smtp://mail.folkmoot.example:25",
}
STEPS: dict[str, list[str]] = {
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "lint": [str(BIN / "ruff"), "check", "--output-format", "concise", "--quiet", "."],
    "types": [str(BIN / "mypy"), "--no-error-summary"],
    "map": [str(BIN / "lint-imports"), "--no-logo"],
    "templates": [str(BIN / "djlint"), "templates", "--lint", "--quiet"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "scripts/translations.py"],
    "requirements": [PYTHON, "scripts/requirements.py"],
    "deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "architecture": [PYTHON, "-m", "pytest", "tests/architecture", "-q", "-p", "no:cacheprovider"],
    "sizes": [PYTHON, "scripts/sizes.py"],
}
SHOWN_WHEN_WELL = {"sizes", "translations"}


def run(name: str) -> bool:
    """Run one step and say how it went; its output is shown when it failed or reports something."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        environment = {**os.environ, "DATA_DIR": scratch}
        environment.pop("DATABASE_URL", None)
        if name == "deploy":
            environment |= PRODUCTION
        done = subprocess.run(STEPS[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    well = done.returncode == 0
    words = f"{'ok  ' if well else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)"
    output = (done.stdout + done.stderr).strip()
    if output and (not well or name in SHOWN_WHEN_WELL):
        words += "\n" + "\n".join("     " + line for line in output.splitlines())
    print(words, flush=True)
    return well


def main(names: list[str]) -> int:
    """Run the steps, two at a time; the number of those that failed."""
    unknown = set(names) - set(STEPS)
    if unknown:
        print(f"There is no {', '.join(sorted(unknown))}. There is: {', '.join(STEPS)}.")
        return 2
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, names or STEPS))
    print(f"{results.count(True)} of {len(results)} checks passed")
    return results.count(False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
