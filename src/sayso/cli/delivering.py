"""Options that send a brief to people and programs; passwords and secrets come from the environment."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from sayso.delivery import MailSettings, Webhook

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Where a brief is to go; `always` also where nothing moved, `is_rehearsal` only onto the screen."""

    mail: MailSettings | None
    webhook: Webhook | None
    always: bool
    is_rehearsal: bool


def delivery_options(command: Command) -> Command:
    """Options of delivery, read before anything is reckoned; the command is given `wanted`, or None."""

    @functools.wraps(command)
    def with_delivery(*arguments: Any, **given: Any) -> Any:
        mail, webhook = given.pop("mail"), given.pop("webhook")
        always, is_rehearsal = given.pop("always"), given.pop("dry_run")
        if mail is None and webhook is None:
            if always or is_rehearsal:
                raise click.UsageError("--always and --dry-run are about --mail and --webhook")
            return command(*arguments, wanted=None, **given)
        wanted = Wanted(mail=_mail(mail), webhook=_webhook(webhook), always=always, is_rehearsal=is_rehearsal)
        return command(*arguments, wanted=wanted, **given)

    options = (
        click.option(
            "--mail",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="Send it by e-mail, by the settings in FILE.",
        ),
        click.option(
            "--webhook",
            metavar="URL",
            help="Post it as JSON to URL, or to the one in a file of that name; signed with "
            "$SAYSO_WEBHOOK_SECRET where that is set.",
        ),
        click.option("--always", is_flag=True, help="Send it also where nothing moved."),
        click.option("--dry-run", is_flag=True, help="Print what would be sent, and send nothing."),
    )
    for option in reversed(options):
        with_delivery = option(with_delivery)
    return with_delivery  # type: ignore[return-value]  # click's decorators keep the command as it is


def _mail(path: Path | None) -> MailSettings | None:
    from sayso.delivery import read_mail_settings

    return None if path is None else read_mail_settings(path, os.environ.get("SAYSO_MAIL_PASSWORD"))


def _webhook(url: str | None) -> Webhook | None:
    from sayso.delivery import Webhook
    from sayso.errors import UnreadableInputError

    if url is None:
        return None
    # An address that is a key belongs into a file: everybody on a machine can see what commands are given.
    if "://" not in url:
        path = Path(url)
        try:
            url = path.read_text(encoding="utf-8").strip()
        except OSError as problem:
            reason = (problem.strerror or "cannot be read").lower()
            raise UnreadableInputError(
                path, reason, "write https://HOST/PATH, or name a file with it"
            ) from None
        except ValueError:
            raise UnreadableInputError(path, "is no text in UTF-8") from None
    return Webhook.at(url, os.environ.get("SAYSO_WEBHOOK_SECRET"))


def deliver(brief: Mapping[str, Any], wanted: Wanted, *, is_empty: bool, talking: bool) -> None:
    """Send a brief wherever it is wanted and say so in a line; on standard error where `talking`, that is,
    where results go to standard output. What failed ends the command with 1, after the rest was sent."""
    from sayso.delivery import DeliveryError

    if is_empty and not wanted.always:
        click.echo("nothing moved, so nothing is sent", err=talking)
        return
    failed = False
    for send in _ways(brief, wanted):
        try:
            click.echo(send(), err=talking)
        except DeliveryError as problem:
            failed = True
            click.echo(f"sayso: {problem}", err=True)
    if failed:
        sys.exit(1)


def _ways(brief: Mapping[str, Any], wanted: Wanted) -> Iterator[Callable[[], str]]:
    """What sends it, or only shows it; each gives what is to be said."""
    if wanted.mail is not None:
        way = _mail_shown if wanted.is_rehearsal else _mail_sent
        yield functools.partial(way, brief, wanted.mail)
    if wanted.webhook is not None:
        post = _post_shown if wanted.is_rehearsal else _posted
        yield functools.partial(post, brief, wanted.webhook)


def _mail_sent(brief: Mapping[str, Any], settings: MailSettings) -> str:
    from sayso.cli.tables import count
    from sayso.delivery import brief_message, send_mail

    message = brief_message(brief, settings.sender, settings.recipients, datetime.now(UTC))
    send_mail(message, settings)
    return f"sent to {count(len(settings.recipients), 'recipient')} through {settings.server}"


def _mail_shown(brief: Mapping[str, Any], settings: MailSettings) -> str:
    from sayso.delivery import brief_message

    message = brief_message(brief, settings.sender, settings.recipients, datetime.now(UTC))
    text = message.get_body(("plain",))
    shown = [f"{name}: {message[name]}" for name in ("From", "To", "Subject")]
    return "\n".join([*shown, "", text.get_content() if text is not None else ""])


def _posted(brief: Mapping[str, Any], webhook: Webhook) -> str:
    from sayso.delivery import post_brief

    post_brief(brief, webhook)
    return f"posted to {webhook.name}"


def _post_shown(brief: Mapping[str, Any], webhook: Webhook) -> str:
    from sayso.cli.lines import line

    return f"POST {webhook.name}{' (signed)' if webhook.secret else ''}\n\n{line(dict(brief))}"
