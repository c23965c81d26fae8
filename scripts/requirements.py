"""Tell when requirements*.txt no longer follow from requirements*.in (`make requirements` compiles them)."""

import re
import sys
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(.*)$", re.MULTILINE)


def faults(wanted: str, compiled: str) -> list[str]:
    """What the lines of a .in ask for that the .txt does not pin, and pins without a hash."""
    pinned = {canonicalize_name(name): version for name, version, _ in PINNED.findall(compiled)}
    found = []
    for line in wanted.splitlines():
        if not line.strip() or line.startswith(("#", "-")):
            continue
        requirement = Requirement(line.strip())
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None:
            found.append(f"{requirement.name} is not pinned")
        elif version not in requirement.specifier:
            found.append(
                f"{canonicalize_name(requirement.name)} is pinned to {version}, which is not {requirement.specifier}"
            )
    blocks = re.split(r"^(?=[A-Za-z0-9])", compiled, flags=re.MULTILINE)
    unhashed = [block for block in blocks if PINNED.match(block) and "--hash" not in block]
    found += [f"{block.split('==')[0]} has no hash" for block in unhashed]
    if re.search(r"https?://", compiled):
        found.append("an address of a registry is written down")
    return found


def main() -> int:
    """Check every set."""
    found = [
        fault
        for name in ("requirements", "requirements-dev", "requirements-speech")
        for fault in faults((ROOT / f"{name}.in").read_text(), (ROOT / f"{name}.txt").read_text())
    ]
    for fault in found:
        print(fault)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
