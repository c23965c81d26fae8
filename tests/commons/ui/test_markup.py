"""People's text as HTML: what comes out, and what never does."""

import pytest

from commons.ui.markup import to_html

REL = 'rel="nofollow ugc noopener"'


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (None, ""),
        ("", ""),
        ("One line\nand the next", "<p>One line<br>\nand the next</p>\n"),
        ("**so** and *so*", "<p><strong>so</strong> and <em>so</em></p>\n"),
        ("~~gone~~", "<p><s>gone</s></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. c", '<ol start="3">\n<li>c</li>\n</ol>\n'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("see https://example.org/x", f'<p>see <a href="https://example.org/x" {REL}>https://example.org/x</a></p>\n'),
        ("[here](https://example.org)", f'<p><a href="https://example.org" {REL}>here</a></p>\n'),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>\n"),
        ("# not a heading", "<p># not a heading</p>\n"),
        ("a\n---", "<p>a<br>\n---</p>\n"),
    ],
)
def test_what_is_typed_and_what_is_shown(typed, shown):
    assert to_html(typed) == shown


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<iframe src=https://evil.example></iframe>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "![x](https://evil.example/pixel.png)",
        '[x](https://a.example "onmouseover=alert(1)")',
        "<a href='javascript:alert(1)'>x</a>",
        "<style>body{display:none}</style>",
        "<svg/onload=alert(1)>",
    ],
)
def test_nothing_runs_loads_or_paints(attack):
    html = to_html(attack)
    tags = {part.split(">")[0].split()[0].strip("/") for part in html.split("<")[1:]}
    assert tags <= {"p", "a", "br"}
    for word in ('href="javascript', 'href="data', 'href="vbscript', "title=", " onmouseover=", " style="):
        assert word not in html.lower()
