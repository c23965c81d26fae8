"""Tell what is not translated: every sentence of the source has a French one, and the compiled file holds them all.

Gathering the sentences needs gettext; where it is missing, only the committed files are compared.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("config", "home", "participation", "guides", "commons", "templates")
LANGUAGES = ("fr",)
#: English is the source: its catalogue has only what others say another way, named in modules with this ending.
ENGLISH, OTHERS = "en", "_words.py"
#: What a translation has to carry over untouched: places for values, and markup.
KEPT = re.compile(r"%%[a-z]+|%\([a-z_]+\)[-.\d]*[a-z]|%[sd]|\{[a-z_]*\}|</?[a-z][^>]*>")
#: What French is not printed with: straight apostrophes, English quotes, a plain space where a sign must not slip.
SLOPPY = {"fr": re.compile(r"[a-zà-ÿ]'|“|”| [;:?!»]|« "), "en": re.compile('"')}

Key = tuple[str | None, str]


def key(entry: polib.POEntry) -> Key:
    """What a sentence is known by."""
    return entry.msgctxt, entry.msgid


def texts(entry: polib.POEntry) -> list[str]:
    """All its translations: one, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def mangled(entry: polib.POEntry) -> bool:
    """Whether a place for a value, or markup, is lost, added or misspelt in the translation."""
    wanted = {*KEPT.findall(entry.msgid), *KEPT.findall(entry.msgid_plural)}
    return any(set(KEPT.findall(text)) != wanted for text in texts(entry) if text)


def gather(language: str) -> set[Key] | None:
    """The sentences of the source; None where there is no gettext."""
    if shutil.which("xgettext") is None:
        return None
    with tempfile.TemporaryDirectory() as scratch:
        for folder in SOURCES:
            if (ROOT / folder).is_dir():
                shutil.copytree(
                    ROOT / folder, Path(scratch, folder), ignore=shutil.ignore_patterns("__pycache__", "*.mp4", "*.vtt")
                )
        Path(scratch, "locale").mkdir()
        command = [sys.executable, "-m", "django", "makemessages", "--locale", language, "--no-location", "--no-wrap"]
        subprocess.run(command, cwd=scratch, check=True, capture_output=True)
        return {key(entry) for entry in polib.pofile(f"{scratch}/locale/{language}/LC_MESSAGES/django.po")}


def faults(
    wanted: set[Key] | None, po: Iterable[polib.POEntry], mo: Iterable[polib.POEntry], language: str = "fr"
) -> list[str]:
    """What is missing, doubtful, mangled, badly set, left over or not compiled, in words."""
    entries = {key(entry): entry for entry in po if not entry.obsolete}
    found = [f"fuzzy: {entry.msgid!r}" for entry in entries.values() if entry.fuzzy]
    found += [f"not translated: {entry.msgid!r}" for entry in entries.values() if not all(texts(entry))]
    found += [f"not the same values or markup: {entry.msgid!r}" for entry in entries.values() if mangled(entry)]
    sloppy = SLOPPY[language]
    found += [f"badly set: {text!r}" for entry in entries.values() for text in texts(entry) if sloppy.search(text)]
    if wanted is not None:
        found += [f"missing (make messages): {msgid!r}" for _, msgid in sorted(wanted - entries.keys(), key=str)]
        found += [f"no longer used (make messages): {msgid!r}" for _, msgid in sorted(entries.keys() - wanted, key=str)]
    compiled = {key(entry): texts(entry) for entry in mo}
    expected = {name: texts(entry) for name, entry in entries.items() if not entry.fuzzy and all(texts(entry))}
    if compiled != expected:
        found.append("the .mo file is not the compiled .po file (make messages)")
    return found


def not_named(po: Iterable[polib.POEntry]) -> list[str]:
    """What the English catalogue says of words that no module of others' words names any longer."""
    named = "".join(path.read_text() for path in ROOT.glob(f"[!.]*/**/*{OTHERS}"))
    return [f"no longer used: {entry.msgid!r}" for entry in po if f'"{entry.msgid}"' not in named]


def main() -> int:
    """Check each language."""
    number = 0
    for language in LANGUAGES:
        folder = ROOT / "locale" / language / "LC_MESSAGES"
        wanted = gather(language)
        if wanted is None:
            print("there is no gettext here: new sentences can't be gathered, only the committed files are compared")
        if not (folder / "django.po").exists():
            print(f"{language}: there is no {folder.relative_to(ROOT)}/django.po, for {len(wanted or ())} sentences")
            return 1
        compiled = polib.mofile(str(folder / "django.mo")) if (folder / "django.mo").exists() else []
        found = faults(wanted, polib.pofile(str(folder / "django.po")), compiled, language)
        number += len(found)
        for fault in found[:40]:
            print(f"{language}: {fault}")
        if len(found) > 40:
            print(f"{language}: and {len(found) - 40} more")
    folder = ROOT / "locale" / ENGLISH / "LC_MESSAGES"
    po, mo = polib.pofile(str(folder / "django.po")), polib.mofile(str(folder / "django.mo"))
    found = faults(None, po, mo, ENGLISH) + not_named(po)
    for fault in found:
        print(f"{ENGLISH}: {fault}")
    return int(bool(number + len(found)))


if __name__ == "__main__":
    sys.exit(main())
