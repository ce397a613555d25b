"""Many processes make the ledger that one makes; one that falls over costs the report it fell over."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from sayso.ingest import Description
from sayso.ledger import Ledger
from sayso.model import Document
from sayso.recording import Fate, Recorder, Settings, Task, reader_of, tasks_in

SETTINGS = Settings(today=date(2024, 6, 1))
TEXT = "The army of Ukraine said after {} days of fighting that Russian forces had captured Soledar.\n"


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(20):
        about = "published: 2023-01-14\noutlet: Valley Post\n\n"
        (folder / f"{number:02}.txt").write_text(about + TEXT.format(number), encoding="utf-8")
    # The same words again, and what cannot be read.
    (folder / "11-again.txt").write_text(about + TEXT.format(11), encoding="utf-8")
    (folder / "12-empty.txt").write_bytes(b"")
    return folder


def recorded(path, tasks, workers):
    with Ledger.open(path) as ledger:
        recorder = Recorder(
            ledger, SETTINGS, reader_of(SETTINGS), clock=lambda: datetime(2024, 6, 1, tzinfo=UTC)
        )
        return [outcome for _, outcomes in recorder.take(tasks, workers) for outcome in outcomes]


def tasks_of(folder):
    for path in sorted(folder.iterdir()):
        yield from tasks_in(path, Description(), today=SETTINGS.today)


def contents(path):
    with closing(sqlite3.connect(path)) as raw:
        return {
            table: raw.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("document", "carrier", "statement", "claim", "declined", "attempt")
        }


def test_the_ledger_is_the_same_however_many_read(tmp_path, reports):
    alone = recorded(tmp_path / "one.db", tasks_of(reports), 1)
    together = recorded(tmp_path / "three.db", tasks_of(reports), 3)
    assert alone == together
    assert [each.fate for each in alone].count(Fate.ADDED) == 20
    assert [each.fate for each in alone].count(Fate.KNOWN) == 1
    assert contents(tmp_path / "one.db") == contents(tmp_path / "three.db")
    assert contents(tmp_path / "one.db")["claim"]


class Deadly(Document):
    """Ends the process that is handed it."""

    __slots__ = ()

    def __reduce__(self):
        return os._exit, (3,)


def test_a_report_that_ends_its_reader_is_told_and_the_rest_goes_in(tmp_path, reports):
    tasks = list(tasks_of(reports))
    deadly = Deadly(id="x", text="x")
    tasks.insert(7, Task(named="deadly.txt", size=1, found=deadly))
    outcomes = recorded(tmp_path / "sayso.db", tasks, 2)
    assert len(outcomes) == 23
    (lost,) = [each for each in outcomes if each.file == "deadly.txt"]
    assert lost.fate is Fate.FAILED
    assert "the process that read it was ended" in lost.problem
    assert [each.fate for each in outcomes].count(Fate.ADDED) == 20


def test_a_file_of_many_counts_its_bytes_once(tmp_path):
    table = tmp_path / "table.csv"
    rows = [f'{number},2023-01-14,"{TEXT.format(number).strip()}"' for number in range(3000)]
    table.write_text("id,date,text\n" + "\n".join(rows), encoding="utf-8")
    tasks = list(tasks_in(table, Description(), today=SETTINGS.today))
    assert len(tasks) == 3000
    assert sum(task.size for task in tasks) == table.stat().st_size
    assert [task.is_last for task in tasks] == [False] * 2999 + [True]


def test_ctrl_c_keeps_what_went_in_and_the_same_command_goes_on(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(TEXT.format(number) * 4, encoding="utf-8")
    command = [sys.executable, "-m", "sayso", "add", "many", "--workers", "2", "--progress"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        line = run.stderr.readline()
        assert line.startswith("adding: 10 %")
        assert " a second, " in line
        assert line.endswith(" left\n")
        began = time.monotonic()
        run.send_signal(signal.SIGINT)
        out, problem = run.communicate(timeout=60)
    assert time.monotonic() - began < 20
    assert run.returncode == 130
    assert "stopped; what is told above is kept" in problem
    assert "Traceback" not in problem
    told = int(out.split(" added")[0])
    with Ledger.open(tmp_path / "sayso.db") as ledger:
        assert len(ledger.documents()) == told < 60
    again = subprocess.run(command[:5], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert again.stdout.splitlines()[0].startswith(f"{60 - told} added")
    assert f"{told} already there" in again.stdout


@pytest.mark.postgres
def test_other_processes_open_a_ledger_in_postgresql_by_its_address(postgres, monkeypatch):
    handed = []

    def work_through(tasks, bench, address, settings, workers):
        handed.append(address)
        return iter(())

    monkeypatch.setattr("sayso.recording.writing.work_through", work_through)
    with Ledger.open(postgres.fresh()) as ledger:
        list(Recorder(ledger, SETTINGS, None, clock=None).take([], 2))
        with Ledger.open(handed[0], create=False) as again:
            assert again.name == ledger.name
