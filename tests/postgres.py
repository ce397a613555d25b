"""A PostgreSQL server of our own, for the session: on a socket in a temporary folder, seen by nobody else.

It is the hardest case on purpose: the locale "C", in which a server knows no letters but those of ASCII, and
a password with signs that an address must not hold as they are, and days written as 14/01/2023.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from glob import glob
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from sayso.ledger import Ledger

USER, PASSWORD = "sayso", "s3cr@t/:?"
_SETTINGS = {
    "listen_addresses": "",
    # Nothing here need outlive the session.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "16MB",
}


class Server:
    password = PASSWORD

    def __init__(self, folder):
        self.folder, self._numbers, self._template = folder, count(1), None
        self._admin = psycopg.connect(self.address(), autocommit=True)
        self.execute(f"ALTER ROLE {USER} SET datestyle = 'SQL, DMY'")

    def address(self, database="postgres", *, user=USER, password=PASSWORD, **settings):
        settings = {"host": str(self.folder), **settings}
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in settings.items())
        return f"postgresql://{user}:{quote(password, safe='')}@/{database}?{query}"

    def fresh(self):
        """An address with a new and empty schema; to make one takes far less than a database."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"CREATE SCHEMA {name}")
        return self.address(options=f"-csearch_path={name}")

    @contextlib.contextmanager
    def copied_ledger(self):
        """The address of an empty ledger in a database of its own; a copy takes a fifth of making it."""
        if self._template is None:
            self._template = "ledger_template"
            self.execute(f"CREATE DATABASE {self._template} TEMPLATE template0")
            Ledger.open(self.address(self._template)).close()
        name = f"copy_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY file_copy")
        yield self.address(name)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def execute(self, command):
        self._admin.execute(command)

    def close(self):
        self._admin.close()


@contextlib.contextmanager
def running_server():
    """A server, or the reason why there is none as a `FileNotFoundError`."""
    programs = _programs()
    # The server refuses to run as root, and its folder must not lie where only root can go.
    user = _user()
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    # In memory where that can be: a disk takes ten times as long to copy a database.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-", dir=memory))
    try:
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        if user:
            shutil.chown(folder, user)
            shutil.chown(secret, user)
        data = folder / "data"
        quiet = {"check": True, "capture_output": True, "cwd": folder, "timeout": 60, **as_user}
        make = ["initdb", "-D", data, "-U", USER, "--pwfile", secret, "--auth=scram-sha-256"]
        _run(programs, [*make, "--no-sync", "--locale=C", "--encoding=UTF8"], quiet)
        settings = " ".join(f"-c {name}={value or repr('')}" for name, value in _SETTINGS.items())
        start = ["pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-k {folder} {settings}", "start"]
        _run(programs, start, {**quiet, "capture_output": False, "stdout": subprocess.DEVNULL})
        try:
            server = Server(folder)
            yield server
            server.close()
        finally:
            _run(programs, ["pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs():
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    newest = sorted(glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    if not newest:
        raise FileNotFoundError("there is no PostgreSQL here (on Debian: apt-get install postgresql)")
    return Path(newest[-1]).parent


def _user():
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(programs, command, how):
    subprocess.run([programs / command[0], *command[1:]], **how)


@pytest.fixture(scope="session")
def postgres():
    """The server; without one its tests fail where CI is set, and are skipped elsewhere."""
    with contextlib.ExitStack() as until_the_end:
        try:
            server = until_the_end.enter_context(running_server())
        except FileNotFoundError as problem:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(str(problem))
        yield server


SQLITE_AND_POSTGRESQL = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=SQLITE_AND_POSTGRESQL)
def address(request, tmp_path):
    """Where a ledger can be made, or an empty one is, in either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "sayso.db")
        return
    with request.getfixturevalue("postgres").copied_ledger() as copy:
        yield copy
