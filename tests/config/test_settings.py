"""A real installation starts only when it is told what it must know. Tried in processes of their own."""

import os
import subprocess
import sys

import pytest

WHOLE = {"SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "folkmoot.example", "BASE_URL": "https://folkmoot.example"}
START = "import django; django.setup(); from django.conf import settings; print(settings.DEBUG)"


def start(tmp_path, code=START, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATA_DIR": str(tmp_path),
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_whole_configuration_starts_without_debugging(tmp_path):
    assert start(tmp_path, DEBUG="1", **WHOLE).stdout == "False\n"


@pytest.mark.parametrize("missing", [{"SECRET_KEY"}, {"ALLOWED_HOSTS"}, {"BASE_URL"}, set(WHOLE)])
def test_what_is_missing_is_named(tmp_path, missing):
    ended = start(tmp_path, **{name: value for name, value in WHOLE.items() if name not in missing})
    assert ended.returncode == 1
    last = ended.stderr.strip().splitlines()[-1]
    assert "Set in the environment before starting" in last
    assert {name for name in WHOLE if name in last} == missing


def test_an_empty_value_is_a_missing_one(tmp_path):
    ended = start(tmp_path, **WHOLE | {"SECRET_KEY": ""})
    assert "SECRET_KEY" in ended.stderr.strip().splitlines()[-1]


def test_log_lines_are_json_and_say_nothing_about_people(tmp_path):
    code = START + "; import logging; logging.getLogger('x').warning('to ana@example.org')"
    ended = start(tmp_path, code, **WHOLE)
    assert '"message": "to [address]"' in ended.stderr


def test_printed_mail_is_warned_of(tmp_path):
    code = (
        "import django; django.setup(); from commons.web.checks import mail_is_sent;"
        "print([warning.id for warning in mail_is_sent(None)])"
    )
    assert start(tmp_path, code, **WHOLE).stdout == "['web.W001']\n"
    assert start(tmp_path, code, EMAIL_URL="smtp://mail.example:25", **WHOLE).stdout == "[]\n"


def test_pages_may_show_what_the_bucket_holds(tmp_path):
    code = START + "; print(settings.SECURE_CSP['media-src'], settings.STORAGES['private']['OPTIONS']['bucket_name'])"
    ended = start(tmp_path, code, STORAGE_URL="s3://key:secret@storage.example/town", **WHOLE)
    assert ended.stdout.splitlines()[-1] == "[\"'self'\", 'https://storage.example'] town"
