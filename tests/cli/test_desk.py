"""The program as a whole: what it teaches, how quickly, and how it ends."""

import os
import signal
import subprocess
import sys
import time

import pytest

from sayso.cli import desk

PROGRAM = [sys.executable, "-c", "from sayso.cli import main; main()"]


@pytest.mark.parametrize("name", desk.commands)
def test_every_command_explains_itself_with_an_example(run, name):
    answer = run(name, "--help")
    assert answer.exit_code == 0
    assert f"    sayso {name}" in answer.output


def test_help_lists_the_commands_in_the_order_of_work(run):
    listed = run("--help").output.split("Commands:")[1].split("\n")
    assert [line.split()[0] for line in listed if line.strip()] == [
        "read",
        "add",
        "fetch",
        "watch",
        "import-claims",
        "place",
        "estimate",
        "claims",
        "disputes",
        "sources",
        "learn",
        "brief",
        "search",
        "export",
        "judge",
        "cite",
        "verify",
        "log",
        "serve",
        "theatres",
        "gazetteer",
        "demo",
    ]


def test_help_loads_nothing_heavy():
    program = (
        "import sys\nfrom sayso.cli import desk\n"
        "try: desk.main(['--help'])\nexcept SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"spacy", "onnxruntime", "numpy", "sqlalchemy", "trafilatura", "pydantic", "rich"}
    assert heavy.isdisjoint(answer.stderr.split())


def test_the_version_is_told(run):
    from sayso import __version__

    assert __version__ in run("--version").output


def test_an_unknown_command_is_a_question_of_usage(run):
    answer = run("verdict")
    assert answer.exit_code == 2
    assert "No such command" in answer.output


def test_a_reader_that_goes_away_is_no_complaint(ledger):
    command = [*PROGRAM, "estimate", "Soledar", "--from", "2000-01-01", "--json", "--ledger", ledger]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 141


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupted_run_ends_quietly():
    with subprocess.Popen(
        [*PROGRAM, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        time.sleep(1)
        program.send_signal(signal.SIGINT)
        _, complaint = program.communicate()
    assert (program.returncode, complaint) == (130, b"")
