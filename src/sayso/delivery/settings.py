"""Who sends a brief to whom and through which server, as a file of TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from pathlib import Path
from typing import Any

from sayso.delivery.problems import is_this_machine
from sayso.errors import InvalidDataError, UnreadableInputError

_KEYS = (
    *("host", "port", "security", "user", "password_file", "sender", "recipients"),
    *("timeout", "certificates"),
)
_NEEDED = ("host", "sender", "recipients")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")
# Only what every server takes; a line break here would begin a header of its own.
_MAILBOX = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?"
)
_LONGEST_NAME = 80
_MOST_RECIPIENTS = 100
_MOST_SECONDS = 300.0
_LARGEST_PASSWORD = 4096


class Security(StrEnum):
    """How the way to the server is kept from others: asked for after the greeting, from the first byte on,
    or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """A server that sends e-mail, and the addresses. `timeout` is in seconds, for each step; `certificates`
    a file of certificates to trust instead of the system's. The password is in no `repr`."""

    host: str
    port: int
    security: Security
    sender: Address
    recipients: tuple[Address, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    certificates: Path | None = None

    @property
    def server(self) -> str:
        """For people: `mail.example.org:587`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def read_mail_settings(path: Path, password: str | None = None) -> MailSettings:
    """The settings in a file; `password` is that of the environment, before that of `password_file`.

    Raises `UnreadableInputError` where a file cannot be read and `InvalidDataError`, naming the entry.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
    except ValueError as problem:
        raise InvalidDataError(path, "file", f"is no TOML ({problem})") from None
    return _Reader(path, table).settings(password)


class _Reader:
    def __init__(self, path: Path, table: Mapping[str, Any]) -> None:
        self._path, self._table = path, table

    def settings(self, password: str | None) -> MailSettings:
        self._check_keys()
        host = self._text("host") or ""
        if not _HOST.fullmatch(host):
            raise self._wrong("host", f"{host!r} is no name of a host")
        security = self._security()
        user = self._text("user")
        if user is not None:
            if security is Security.NONE and not is_this_machine(host):
                raise self._wrong(
                    "security", "'none' would show the password to others; write starttls or tls"
                )
            password = password or self._password_in_file()
        certificates = self._text("certificates")
        return MailSettings(
            host=host,
            port=int(self._number("port", _PORTS[security], 1, 65535, whole=True)),
            security=security,
            user=user,
            password=password if user is not None else None,
            sender=self._address("sender", self._table["sender"]),
            recipients=self._recipients(),
            timeout=self._number("timeout", 30.0, 1, _MOST_SECONDS),
            certificates=self._beside(certificates) if certificates else None,
        )

    def _check_keys(self) -> None:
        if "password" in self._table:
            raise self._wrong(
                "password",
                "does not belong in this file; put it into $SAYSO_MAIL_PASSWORD or a password_file",
            )
        if unknown := sorted(self._table.keys() - set(_KEYS)):
            raise self._wrong(unknown[0], f"is no setting; there is {', '.join(_KEYS)}")
        if missing := next((each for each in _NEEDED if each not in self._table), None):
            raise self._wrong(missing, "is missing")

    def _security(self) -> Security:
        value = self._text("security") or Security.STARTTLS.value
        if value not in set(Security):
            raise self._wrong("security", f"{value!r} is none of {', '.join(Security)}")
        return Security(value)

    def _recipients(self) -> tuple[Address, ...]:
        listed = self._table["recipients"]
        if isinstance(listed, str):
            listed = [listed]
        if not isinstance(listed, list) or not 1 <= len(listed) <= _MOST_RECIPIENTS:
            raise self._wrong("recipients", f"is no list of 1 to {_MOST_RECIPIENTS} addresses")
        found = [self._address("recipients", each) for each in listed]
        return tuple({each.addr_spec: each for each in found}.values())

    def _address(self, name: str, value: object) -> Address:
        """A mailbox, with the name of its owner if wanted: `Desk <desk@example.org>`."""
        if isinstance(value, str) and value.isprintable():
            owner, mailbox = parseaddr(value)
            if _MAILBOX.fullmatch(mailbox) and ".." not in mailbox and len(owner) <= _LONGEST_NAME:
                user, _, domain = mailbox.rpartition("@")
                if not user.startswith(".") and not user.endswith("."):
                    return Address(owner, username=user, domain=domain)
        raise self._wrong(name, f"{value!r} is no address such as 'Desk <desk@example.org>'")

    def _password_in_file(self) -> str | None:
        named = self._text("password_file")
        if named is None:
            return None
        path = self._beside(named)
        try:
            with path.open(encoding="utf-8") as file:
                words = file.read(_LARGEST_PASSWORD).rstrip("\r\n")
        except OSError as problem:
            raise UnreadableInputError(path, (problem.strerror or "cannot be read").lower()) from None
        except ValueError:
            raise UnreadableInputError(path, "is no text in UTF-8") from None
        if not words or not words.isprintable():
            raise UnreadableInputError(path, "holds no password of one line")
        return words

    def _beside(self, named: str) -> Path:
        """A file that the settings name, from the folder where they lie: cron starts elsewhere."""
        return self._path.parent / Path(named).expanduser()

    def _text(self, name: str) -> str | None:
        value = self._table.get(name)
        if value is not None and not (isinstance(value, str) and value.strip() and value.isprintable()):
            raise self._wrong(name, "is no text of one line")
        return value

    def _number(self, name: str, default: float, least: float, most: float, *, whole: bool = False) -> float:
        value = self._table.get(name, default)
        is_number = isinstance(value, int if whole else int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            raise self._wrong(name, f"is no number from {least:g} to {most:g}")
        return float(value)

    def _wrong(self, entry: str, problem: str) -> InvalidDataError:
        return InvalidDataError(self._path, entry, problem)
