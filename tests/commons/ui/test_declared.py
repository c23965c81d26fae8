"""Templates hand components only what they declare."""

import pytest
from django.core.management import CommandError, call_command

from commons.ui.declared import Component, component, faults

KNOWN = {
    "button": Component(frozenset({"label", "icon_end", "wide"}), passes_on=True),
    "panel": Component(frozenset({"title", "actions"}), passes_on=False),
}


def test_a_component_declares_its_props_and_slots():
    declared = '<c-vars kind="a" :wide="False" icon-end label="{% translate \'x\' %}" />'
    source = "{# c #}{% load ui %}" + declared + "\n<p {{ attrs }}>{{ slot }}</p>"
    assert component(source) == Component(frozenset({"kind", "wide", "icon_end", "label"}), passes_on=True)
    assert component("<p>{{ slot }}</p>") == Component(frozenset(), passes_on=False)


@pytest.mark.parametrize(
    "source",
    [
        "<p>no component</p>",
        '<c-button label="{% translate \'Send\' %}" :wide="True" />',
        '<c-button icon-end="next">Go</c-button>',
        '<c-button label="x" data-key="{{ key }}" aria-controls="y" hx-get="/z" data-live />',
        '<c-panel title="a"><c-slot name="actions"><c-button label="b" /></c-slot>text</c-panel>',
        "{# <c-nonsense /> #}{% comment %}<c-nonsense />{% endcomment %}",
    ],
)
def test_right_uses_pass(source):
    assert faults(source, KNOWN) == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('<c-buton label="x" />', "<c-buton> does not exist"),
        ('<c-button lable="x" />', "<c-button> has no prop 'lable'"),
        ('<c-button :lable="x" />', "<c-button> has no prop 'lable'"),
        ('<c-panel data-x="1" />', "<c-panel> has no prop 'data-x'"),
        ('<c-button :data-x="typed" />', "<c-button> would print 'data-x' unescaped: write data-x=\"…\""),
        ("<c-button data-x=typed />", "<c-button> would print 'data-x' unescaped: write data-x=\"…\""),
        ('<c-panel><c-slot name="foot">x</c-slot></c-panel>', "<c-panel> has no slot 'foot'"),
        ('<c-slot name="actions">x</c-slot>', "<c-slot> needs a name and a component right around it"),
        ('<c-panel title="a">', "<c-panel> is never closed"),
        ("</c-panel>", "</c-panel> closes nothing"),
        ("<c-panel><c-button></c-panel></c-button>", "</c-panel> closes nothing"),
    ],
)
def test_wrong_uses_are_named(source, fault):
    assert fault in faults(source, KNOWN)


def test_a_tag_that_cannot_be_read_is_a_fault():
    assert faults('<c-button label="a" "b" />', KNOWN) != []


def test_the_templates_of_the_site_are_right(capsys):
    call_command("check_components")
    assert "used as declared" in capsys.readouterr().out


def test_the_command_names_file_and_fault(tmp_path, settings):
    folder = tmp_path / "templates" / "cotton"
    folder.mkdir(parents=True)
    (folder / "tag.html").write_text("<c-vars label /><b>{{ label }}</b>")
    (folder.parent / "page.html").write_text('<c-tag lable="x" />')
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"templates/page\.html: <c-tag> has no prop 'lable'"):
        call_command("check_components")
