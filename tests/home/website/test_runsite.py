"""The whole site in one process, started and ended as a person does it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest
from django.conf import settings
from django.core.mail import EmailMessage

from commons.web.mail import as_text
from tests.pristine import path_of_template


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


class Running:
    """`manage.py runsite` on a port of its own, with what it prints."""

    def __init__(self, folder, port):
        if path_of_template().exists():
            # Spares the migrations, which are the suite's own first step.
            shutil.copyfile(path_of_template(), folder / "folkmoot.sqlite3")
        services = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
        environment = {name: value for name, value in os.environ.items() if name not in services}
        # A suite in the background ignores Ctrl-C, and what it starts would too.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "manage.py", "runsite", "--no-demo", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env={**environment, "DATA_DIR": str(folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        signal.signal(signal.SIGINT, before)
        self.lines = []
        self.reading = threading.Thread(target=lambda: self.lines.extend(self.process.stdout), daemon=True)
        self.reading.start()

    def wait_for(self, words, seconds=120):
        deadline = time.monotonic() + seconds
        while not any(words in line for line in self.lines):
            assert self.process.poll() is None, "".join(self.lines)
            assert time.monotonic() < deadline, "".join(self.lines)
            time.sleep(0.1)

    def end(self, how=signal.SIGINT):
        self.process.send_signal(how)
        code = self.process.wait(30)
        self.reading.join(5)
        self.process.stdout.close()
        return code


def form_without_fields(port):
    """How the site takes a form of several parts that has none."""
    headers = {"Content-Type": "multipart/form-data; boundary=end"}
    address = f"http://127.0.0.1:{port}/en/accounts/login/"
    return httpx.post(address, content=b"--end--\r\n", headers=headers).status_code


@pytest.mark.parametrize("how", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.long)])
def test_site_and_worker_live_in_one_process_and_end_together(tmp_path, how):
    port = free_port()
    running = Running(tmp_path, port)
    try:
        running.wait_for(f"http://localhost:{port}/")
        deadline = time.monotonic() + 20
        while (answer := httpx.get(f"http://127.0.0.1:{port}/readyz")).status_code != 200:
            assert time.monotonic() < deadline, answer.text
            time.sleep(0.2)
        missing = httpx.get(f"http://127.0.0.1:{port}/en/nothing/")
        assert (missing.status_code, "This page is not here" in missing.text) == (404, True)
        assert httpx.get(f"http://127.0.0.1:{port}/static/css/site.css").status_code == 200
        assert form_without_fields(port) == 403, "it got as far as the site, which misses its token"
        taken = subprocess.run(
            [sys.executable, "manage.py", "runsite", "--no-demo", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.local"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert taken.returncode == 1
        assert f"Port {port} of localhost is taken. Choose another: PORT={port + 1} make run" in taken.stderr
        assert oct((tmp_path / "secret-key").stat().st_mode & 0o777) == "0o600"
    finally:
        assert running.end(how) == 0, "".join(running.lines)
    assert "Traceback" not in "".join(running.lines)
    with socket.socket() as trial:
        assert trial.connect_ex(("127.0.0.1", port)) != 0


def test_a_mail_is_printed_as_it_is_read():
    mail = EmailMessage("Your code: é", "Enter AB12CD\n\nwithin a quarter of an hour.", to=["ana@example.org"])
    assert as_text(mail) == (
        "\n┌── a mail\n│ To: ana@example.org\n│ Subject: Your code: é\n│\n│ Enter AB12CD\n│\n"
        "│ within a quarter of an hour.\n└──\n"
    )
