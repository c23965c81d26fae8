import pytest

from commons.realtime.strict_json import NotStrict, dumps, loads


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": -Infinity}',
        '{"a": 1e999}',
        '{"a": 1, "a": 2}',
        "[1]",
        '"a"',
        "null",
        "",
        "{",
        "[" * 3000,
        '{"a":' * 3000,
        '{"n":' + "9" * 5000 + "}",
    ],
)
def test_refuses_what_a_browser_would_not_read_or_we_would_not_expect(text):
    with pytest.raises(NotStrict):
        loads(text)


def test_reads_an_object():
    assert loads(' {"a": [1, 2.5, "é", null, true]} ') == {"a": [1, 2.5, "é", None, True]}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_never_writes_what_is_not_json(number):
    with pytest.raises(ValueError, match="JSON"):
        dumps({"a": number})


def test_writes_compactly_and_as_it_reads():
    assert dumps({"a": "é", "b": [1]}) == '{"a":"é","b":[1]}'
