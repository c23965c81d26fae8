"""The scripts of `make check` see the faults they look for."""

import importlib.util
import sys

import polib
import pytest

from .apps import ROOT


def script(name):
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class TestSizes:
    sizes = script("sizes")

    @pytest.mark.parametrize(
        ("kind", "small", "large", "too_large"),
        [("file", 300, 301, 401), ("function", 40, 41, 61), ("template", 120, 121, 201), ("script", 100, 101, 151)],
    )
    def test_limits(self, kind, small, large, too_large):
        verdicts = [self.sizes.judge((lines, kind, "x")) for lines in (small, large, too_large)]
        assert verdicts == ["", "large", "too large"]

    def test_a_long_function_is_measured_where_it_stands(self, tmp_path):
        (tmp_path / "commons").mkdir()
        (tmp_path / "commons" / "x.py").write_text("\ndef long():\n" + "    pass\n" * 60)
        assert list(self.sizes.measure(tmp_path)) == [
            (62, "file", "commons/x.py"),
            (61, "function", "commons/x.py:2 long"),
        ]


class TestRequirements:
    requirements = script("requirements")
    PINNED = "django==5.2.19 \\\n    --hash=sha256:00\n"

    @pytest.mark.parametrize(
        ("wanted", "compiled", "found"),
        [
            ("# words\n-c x\nDjango>=5.2,<5.3\n", PINNED, []),
            ("django<5.2\n", PINNED, ["django is pinned to 5.2.19, which is not <5.2"]),
            ("wagtail\n", PINNED, ["wagtail is not pinned"]),
            ("", "django==5.2.19\n", ["django has no hash"]),
            ("", "--index-url https://packages.example/simple\n", ["an address of a registry is written down"]),
        ],
    )
    def test_faults(self, wanted, compiled, found):
        assert self.requirements.faults(wanted, compiled) == found


class TestTranslations:
    translations = script("translations")

    def entry(self, msgid="Send", msgstr="Envoyer", **more):
        return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)

    def test_all_is_well(self):
        plural = {0: "%(n)s\u00a0% d’idée", 1: "%(n)s\u00a0% d’idées"}
        entries = [self.entry(), self.entry("%(n)s % idea", "", msgid_plural="%(n)s % ideas", msgstr_plural=plural)]
        assert self.translations.faults({(None, "Send"), (None, "%(n)s % idea")}, entries, entries) == []

    def test_each_fault_is_told(self):
        po = [
            self.entry(),
            self.entry("Fuzzy", "Flou", flags=["fuzzy"]),
            self.entry("Empty", ""),
            self.entry("One", "", msgid_plural="Many", msgstr_plural={0: "Un", 1: ""}),
            self.entry("Old", "Vieux", obsolete=True),
            self.entry("Left over", "Reste"),
        ]
        wanted = {(None, "Send"), (None, "Fuzzy"), (None, "Empty"), (None, "One"), (None, "New")}
        assert self.translations.faults(wanted, po, [self.entry()]) == [
            "fuzzy: 'Fuzzy'",
            "not translated: 'Empty'",
            "not translated: 'One'",
            "missing (make messages): 'New'",
            "no longer used (make messages): 'Left over'",
            "the .mo file is not the compiled .po file (make messages)",
        ]

    @pytest.mark.parametrize(
        ("msgid", "msgstr"),
        [
            ("Hello %(name)s", "Bonjour"),
            ("Hello %(name)s", "Bonjour %(nom)s"),
            ("Hello", "Bonjour %s"),
            ("You have %%n left", "Il vous reste %n"),
            ("with <b>%(code)s</b>", "avec %(code)s"),
            ("See {office}", "Voir {organisme}"),
        ],
    )
    def test_values_and_markup_are_carried_over(self, msgid, msgstr):
        entry = self.entry(msgid, msgstr)
        assert self.translations.faults(None, [entry], [entry]) == [f"not the same values or markup: {msgid!r}"]

    @pytest.mark.parametrize(
        "msgstr", ["l'idée", "Envoyer ?", "Fait : oui", "« oui »", "“oui”", "oui\u00a0»; « non\u00a0»"]
    )
    def test_french_is_set_as_print_does(self, msgstr):
        entry = self.entry("Send", msgstr)
        assert self.translations.faults(None, [entry], [entry]) == [f"badly set: {msgstr!r}"]
