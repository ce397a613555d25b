"""`sayso serve`: listening, and ending."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from sayso.demo import demo_reports

ALL = demo_reports()

# As a shell starts it: a test runner may itself have been started so that Ctrl-C is ignored.
LAUNCHER = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from sayso.cli import main
main()
"""


@pytest.fixture
def started(ledger):
    """Start the desk on a free port; the process and the address that it told."""
    running = []

    def started(*arguments):
        program = [
            sys.executable,
            "-c",
            LAUNCHER,
            "serve",
            "--ledger",
            str(ledger),
            "--port",
            "0",
            *arguments,
        ]
        process = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        running.append(process)
        told = process.stdout.readline()
        return process, re.search(r"http://\S+/", told)[0]

    yield started
    for process in running:
        process.kill()
        process.communicate()


def test_the_desk_opens_tells_its_address_and_ends_with_ctrl_c(started):
    process, address = started()
    with urllib.request.urlopen(f"{address}health") as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode in (0, 130)
    assert "Traceback" not in errors


def test_a_port_that_is_taken_is_told_in_a_line(run, ledger):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = run("serve", "--ledger", ledger, "--port", str(port))
    assert answer.exit_code == 1
    assert answer.stderr.count("\n") == 1
    assert f"cannot listen at 127.0.0.1:{port}" in answer.stderr
    assert "--port" in answer.stderr


def test_a_token_that_keeps_nobody_out_is_refused(run, ledger, tmp_path, monkeypatch):
    monkeypatch.setenv("SAYSO_TOKEN", "short")
    answer = run("serve", "--ledger", ledger)
    assert (answer.exit_code, "too short" in answer.stderr) == (1, True)
    file = tmp_path / "token"
    for words, told in (
        ("", "first line is empty"),
        ("tiny\nlong enough, but on the second line", "too short"),
    ):
        file.write_text(words)
        answer = run("serve", "--ledger", ledger, "--token-file", str(file))
        assert (answer.exit_code, told in answer.stderr) == (1, True)
        assert "tiny" not in answer.stderr


def test_a_ledger_that_is_not_there_is_told(run, tmp_path):
    answer = run("serve", "--ledger", str(tmp_path / "none.db"))
    assert answer.exit_code == 1
    assert "none.db" in answer.stderr


def test_the_help_says_how_to_end_it(run):
    answer = run("serve", "--help")
    assert answer.exit_code == 0
    assert "Ctrl-C ends it" in answer.output


def test_the_demo_opens_its_own_ledger_after_what_it_prints(tmp_path, monkeypatch, run):
    served = []
    monkeypatch.setattr(
        "sayso.cli.serving.serve_ledger", lambda ledger, **about: served.append((ledger, about))
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sayso.demo.demo_reports", _few)
    answer = run("demo", "--serve", columns=200)
    assert answer.exit_code == 0, answer.stderr
    assert "sayso serve --ledger sayso-demo.db" in answer.output
    ((ledger, about),) = served
    assert (ledger, about["host"], about["token"]) == ("sayso-demo.db", "127.0.0.1", None)
    assert os.path.exists(tmp_path / "sayso-demo.db")


def _few():
    return ALL[:8]
