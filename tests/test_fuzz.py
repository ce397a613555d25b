"""What the search for breaks takes for one; the search itself needs atheris and runs by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parent.parent / "evals" / "fuzz.py"
# In a process of its own: what watches a Python cannot be taken off it again.
ASKED = f"""
import importlib.util, sys
spec = importlib.util.spec_from_file_location("fuzz", {str(FUZZ)!r})
fuzz = sys.modules["fuzz"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)
from sayso.errors import UnreadableInputError
from sayso.ingest import Unread
from sayso.model import Document
import socket

def read(data):
    yield eval(data.decode(), globals())

def refused(line):
    raise UnreadableInputError("a.txt", line)

def hidden():
    try:
        open("/tmp/nothing", "w")
    except OSError:
        refused("is damaged")

watch = fuzz.Watch()
with watch:
    problem = fuzz.problem_of(read, sys.argv[1].encode(), watch)
print(problem and problem[0].split()[0])
"""

CASES = [
    # what a reader does, what it is known by
    ("Document(id='1', text='Shots.')", "None"),
    ("Unread('a.txt', 'is empty')", "None"),
    ("refused('is empty')", "None"),
    ("refused('is\\nempty')", "lines"),
    ("Unread('a.txt', 'is\\nempty')", "AssertionError"),
    ("Document(id='1', text=' ')", "AssertionError"),
    ("{}['a']", "KeyError"),
    ("exit(1)", "SystemExit"),
    ("open('/tmp/nothing', 'w')", "PermissionError"),
    ("open('/etc/hostname')", "PermissionError"),
    ("hidden()", "open"),
    ("socket.create_connection(('127.0.0.1', 9))", "PermissionError"),
    ("__import__('os').system('true')", "PermissionError"),
]


@pytest.mark.parametrize(("does", "known"), CASES)
def test_a_break_is_known_for_one(does, known):
    answer = subprocess.run([sys.executable, "-c", ASKED, does], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == known


@pytest.mark.parametrize("arguments", [["--format", "word"], ["--format", "pdf", "--fast"]])
def test_a_wrong_argument_is_named(arguments):
    answer = subprocess.run([sys.executable, FUZZ, *arguments], capture_output=True, text=True)
    assert answer.returncode == 2
    assert f"no format {arguments[-1]}" in answer.stderr
