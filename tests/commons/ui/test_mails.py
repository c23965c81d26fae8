"""Mails look like us in programs that read no sheet, and fetch nothing."""

import pytest

from commons.ui.mails import render_mail


@pytest.fixture
def mail(settings, tmp_path):
    """Render a template written in the test."""

    def mail(source, **context):
        (tmp_path / "mail.html").write_text(source)
        settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
        return render_mail("mail.html", context)

    return mail


def test_each_element_gets_its_part_of_the_sheet(mail):
    html = mail('<html><head></head><body><p class="go"><a href="/x">Go</a></p></body></html>')
    assert "background: #17573f" in html.split("<a ")[1]
    assert "margin: 0" in html.split("<p ")[1].split(">")[0]


def test_what_depends_on_the_screen_stays_in_the_head(mail):
    head, _body = mail("<html><head></head><body><p>Hello</p></body></html>").split("</head>")
    assert "@media (prefers-color-scheme: dark)" in head


def test_nothing_is_fetched_and_nothing_said_becomes_markup(mail):
    far = '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">'
    html = mail(
        f"<html><head>{far}</head><body><p>{{{{ said }}}}</p></body></html>", said="<style>p { color: red }</style>"
    )
    assert "&lt;style&gt;" in html
    assert "red" not in html.split("<p ")[1].split(">")[0]
