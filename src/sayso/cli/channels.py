"""In whose name `sayso watch` asks Telegram, from the environment and the terminal."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sayso.fetching.telegram import Credentials, CredentialsError, Questions, TelegramReader, require_telethon


def telegram_reader(feeds: str) -> TelegramReader:
    """Who reads the channels. Raises where the extra part, a credential or the login is missing."""
    require_telethon()
    reader = TelegramReader(_credentials(feeds))
    if not reader.is_logged_in():
        raise CredentialsError(f"you are not logged in to Telegram; do so once: sayso watch {feeds} --login")
    return reader


def log_in(feeds: str) -> None:
    """Log in, asking on the terminal; the login is kept in a file that only its owner can read."""
    require_telethon()
    credentials = _credentials(feeds)
    questions = Questions(
        phone=lambda: click.prompt("Phone number of the account, with its country (+44...)"),
        code=lambda: click.prompt("Code that Telegram has sent to the account", hide_input=True),
        password=lambda: click.prompt("Password of the account", hide_input=True),
    )
    TelegramReader(credentials).log_in(questions)
    click.echo(f"Logged in. {credentials.session} keeps the login: whoever has that file has the account.")


def _credentials(feeds: str) -> Credentials:
    named = os.environ.get("SAYSO_TELEGRAM_SESSION")
    return Credentials.of(
        os.environ.get("SAYSO_TELEGRAM_ID"),
        os.environ.get("SAYSO_TELEGRAM_HASH"),
        Path(named) if named else Path(feeds + ".telegram.session"),
    )
