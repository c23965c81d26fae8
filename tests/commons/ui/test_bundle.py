"""One sheet out of its parts."""

import os
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from commons.ui import bundle
from commons.ui.finders import SHEET, SheetFinder

CSS = Path(settings.BASE_DIR) / "static" / "css"


def test_parts_are_put_into_their_layers(tmp_path):
    (tmp_path / "a.css").write_text("/* why */\na :hover {\n  color: red;\n}\n")
    (tmp_path / "b.css").write_text("@media (width > 1px) { b { top: calc(1px + 2px); } }")
    entry = tmp_path / "entry.css"
    entry.write_text('@layer one, two;\n@import url("a.css") layer(one);\n@import url("b.css") layer(two);\n')
    assert bundle.join(entry) == (
        "@layer one,two;@layer one{a :hover{color: red}}@layer two{@media (width > 1px){b{top: calc(1px + 2px)}}}"
    )


def test_the_site_sheet_holds_every_part_and_asks_for_nothing_more():
    sheet = bundle.join(CSS / "entry.css")
    assert set(bundle.parts(CSS / "entry.css")) == set(CSS.rglob("*.css"))
    assert "@import" not in sheet
    assert "url(" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_finder_offers_the_sheet_and_nothing_else(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    finder = SheetFinder()
    assert finder.find("css/tokens.css") == []
    assert Path(finder.find(SHEET)).read_text() == bundle.join(CSS / "entry.css")
    assert [path for path, _storage in finder.list(None)] == [SHEET]


def test_the_sheet_is_made_anew_when_a_part_changes(tmp_path, settings):
    settings.BASE_DIR = settings.DATA_DIR = tmp_path
    part = tmp_path / "static" / "css" / "a.css"
    part.parent.mkdir(parents=True)
    part.write_text("a{top:0}")
    (part.parent / "entry.css").write_text('@import url("a.css") layer(x);\n')
    finder = SheetFinder()
    sheet = Path(finder.fresh())
    assert sheet.read_text() == "@layer x{a{top:0}}"
    part.write_text("a{top:1px}")
    later = sheet.stat().st_mtime + 5
    os.utime(part, (later, later))
    assert Path(finder.fresh()).read_text() == "@layer x{a{top:1px}}"


def test_staticfiles_finds_the_sheet():
    assert Path(finders.find(SHEET)).name == "site.css"


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_parts_know_no_left_or_right_and_no_foreign_address(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    physical = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|[\s;{](?:left|right|float: left|float: right)\s*:",
        css,
    )
    assert physical == []
    assert re.findall(r"text-align:\s*(?:left|right)|float:\s*(?:left|right)|https?:", css) == []
    assert len(path.read_text().splitlines()) <= 300
