"""What is shipped to run sayso as a service: every command and option in it exists."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path

import click
import pytest

from sayso.cli import desk

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs/deploy"
SERVICES = sorted(FOLDER.glob("*.service"))
PAGE = ROOT / "docs/following.md"
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)

service = pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)


def unit(path):
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


def instructions(path):
    """The instructions of a Containerfile, as pairs; lines that go on are joined."""
    text = re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(" ", 1)) for line in lines]


def check(arguments):
    """Parse the words after `sayso` as it would itself; a wrong one raises."""
    command, context = desk, None
    while isinstance(command, click.Group):
        name, *arguments = arguments
        assert name in command.commands, f"sayso {name}"
        context = click.Context(command, parent=context, info_name=name)
        command = command.commands[name]
    command.make_context(command.name, arguments, parent=context)


@service
def test_a_service_runs_a_command_that_exists(path):
    program, *arguments = shlex.split(unit(path)["Service"]["ExecStart"])
    assert Path(program).name == "sayso"
    check(arguments)


@service
def test_a_service_may_write_its_own_folder_and_nothing_else(path):
    settings = unit(path)["Service"]
    wanted = {"DynamicUser": "yes", "ProtectSystem": "strict", "PrivateTmp": "yes", "NoNewPrivileges": "yes"}
    assert {name: settings[name] for name in wanted} == wanted
    _, *arguments = shlex.split(settings["ExecStart"])
    for option in ("--ledger", "--memory"):
        written = arguments[arguments.index(option) + 1]
        assert written.startswith(f"/var/lib/{settings['StateDirectory']}/")
    assert settings["Environment"].partition("=")[2].startswith(f"/var/lib/{settings['StateDirectory']}/")


def test_the_two_services_differ_only_in_how_they_are_started():
    running, once = (
        dict(unit(FOLDER / name)["Service"]) for name in ("sayso-watch.service", "sayso-watch-once.service")
    )
    own = {"Type", "ExecStart", "Restart", "RestartSec", "TimeoutStartSec"}
    assert {k: v for k, v in running.items() if k not in own} == {
        k: v for k, v in once.items() if k not in own
    }
    assert running["Restart"] == "on-failure"
    assert once["ExecStart"] == running["ExecStart"] + " --once"


def test_the_timer_starts_a_service_that_is_shipped():
    started = unit(FOLDER / "sayso-watch.timer")["Timer"]["Unit"]
    assert (FOLDER / started).exists()
    assert "--once" in unit(FOLDER / started)["Service"]["ExecStart"]


def test_the_container_runs_a_command_that_exists_and_not_as_root():
    found = instructions(FOLDER / "Containerfile")
    words = dict(found)
    assert json.loads(words["ENTRYPOINT"]) == ["sayso"]
    check(json.loads(words["CMD"]))
    order = [name for name, _ in found]
    assert order.index("RUN") < order.index("USER") < order.index("CMD")
    assert words["USER"] not in ("root", "0")
    assert words["VOLUME"] == words["WORKDIR"]


def commands_in(page):
    """Every sayso command in the page's blocks for a shell, a container's among them."""
    for block in SHELL.findall(page.read_text(encoding="utf-8")):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            words = shlex.split(line)
            at = [number for number, word in enumerate(words) if Path(word).name == "sayso"]
            rest = words[at[-1] + 1 :] if at else []
            if rest and not rest[0].startswith(("-", "/")):
                yield rest


def test_the_commands_of_the_page_exist():
    found = list(commands_in(PAGE))
    assert len(found) == 5
    for arguments in found:
        check(arguments)
    with pytest.raises(click.UsageError):
        check(["watch", "feeds.toml", "--no-such-option"])


def test_every_file_is_told_of():
    text = PAGE.read_text(encoding="utf-8")
    assert not [path.name for path in FOLDER.iterdir() if f"(deploy/{path.name})" not in text]


def test_the_environment_that_is_named_is_the_one_that_is_read():
    modules = (ROOT / "src/sayso/cli").glob("*.py")
    read = "\n".join(module.read_text(encoding="utf-8") for module in modules)
    for path in (*FOLDER.iterdir(), PAGE):
        named = set(re.findall(r"SAYSO_[A-Z_]+", path.read_text(encoding="utf-8")))
        assert not [name for name in named if f'"{name}"' not in read], path.name
