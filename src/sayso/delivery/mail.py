"""An e-mail handed to the server that sends it, over SMTP."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage

from sayso.delivery.problems import DeliveryError, reply_words
from sayso.delivery.settings import MailSettings, Security


def send_mail(message: EmailMessage, settings: MailSettings) -> None:
    """Hand a message over, to every recipient at once.

    Raises `DeliveryError`; where the server takes some recipients only, those have been sent it and the
    error names the others.
    """
    where = settings.server
    context = None if settings.security is Security.NONE else _context(settings)
    try:
        server = _connected(settings, context)
        try:
            if settings.user is not None:
                _log_in(server, settings)
            refused = server.send_message(
                message, settings.sender.addr_spec, [each.addr_spec for each in settings.recipients]
            )
            _leave(server)
        finally:
            server.close()
    except smtplib.SMTPRecipientsRefused as told:
        raise _refused(where, told.recipients) from None
    except (smtplib.SMTPException, OSError, ValueError) as told:
        raise _problem(where, told, settings) from None
    if refused:
        raise _refused(where, refused)


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye. What the server has taken it has taken, whatever it answers: told as a failure, somebody
    would send it again."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()


def _context(settings: MailSettings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.certificates)
    except OSError as problem:
        raise DeliveryError(
            str(settings.certificates), f"holds no certificates ({problem.strerror or 'not PEM'})"
        ) from None


def _connected(settings: MailSettings, context: ssl.SSLContext | None) -> smtplib.SMTP:
    # The name that a server is greeted with: by default Python asks the network for it, which can take long.
    greeting = settings.sender.domain
    host, port, timeout = settings.host, settings.port, settings.timeout
    if settings.security is Security.TLS:
        return smtplib.SMTP_SSL(host, port, greeting, timeout=timeout, context=context)
    server = smtplib.SMTP(host, port, greeting, timeout=timeout)
    if context is not None:
        try:
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server


def _log_in(server: smtplib.SMTP, settings: MailSettings) -> None:
    if not settings.password:
        raise DeliveryError(
            settings.server,
            f"wants a password for {settings.user!r}",
            "put it into $SAYSO_MAIL_PASSWORD, or name a password_file in the settings",
        )
    server.login(settings.user or "", settings.password)


def _refused(where: str, refused: dict[str, tuple[int, bytes]]) -> DeliveryError:
    told = ", ".join(f"{address} ({code} {reply_words(why)})" for address, (code, why) in refused.items())
    return DeliveryError(where, f"refuses the recipient {told}", "check recipients in the settings")


def _problem(where: str, told: Exception, settings: MailSettings) -> DeliveryError:
    """What went wrong in our words, the most special first: several of these are kinds of OSError."""
    if isinstance(told, smtplib.SMTPServerDisconnected) and isinstance(told.__context__, TimeoutError):
        told = told.__context__
    match told:
        case smtplib.SMTPAuthenticationError():
            # Its reply may repeat what it was sent.
            return DeliveryError(
                where,
                f"refuses the login of {settings.user!r} ({told.smtp_code})",
                "check user and password; some services want a password made for programs",
            )
        case smtplib.SMTPSenderRefused():
            return DeliveryError(
                where,
                f"refuses the sender {told.sender} ({told.smtp_code} {reply_words(told.smtp_error)})",
                "check sender in the settings, and whether the server wants a user",
            )
        case smtplib.SMTPNotSupportedError():
            return DeliveryError(
                where,
                "does not offer what the settings ask for",
                'if it speaks TLS from the first byte on, write security = "tls", port = 465'
                if settings.security is Security.STARTTLS
                else "check security and user in the settings",
            )
        case smtplib.SMTPServerDisconnected():
            return DeliveryError(where, "hangs up", "check port and security: 587 is starttls, 465 tls")
        case smtplib.SMTPResponseException():
            return DeliveryError(
                where, f"refuses the message ({told.smtp_code} {reply_words(told.smtp_error)})"
            )
        case ssl.SSLCertVerificationError():
            return DeliveryError(
                where,
                f"shows a certificate that does not hold ({reply_words(told.verify_message)})",
                "check host; for a certificate of your own name its file as certificates in the settings",
            )
        case ssl.SSLError():
            return DeliveryError(
                where, "speaks no TLS here", "check port and security: 587 is starttls, 465 tls"
            )
        case socket.gaierror():
            return DeliveryError(
                where, "the host is not known", "check host in the settings, or your network"
            )
        case ConnectionRefusedError():
            return DeliveryError(where, "refuses the connection", "check host and port in the settings")
        case TimeoutError():
            return DeliveryError(
                where, f"does not answer within {settings.timeout:g} seconds", "check port, or raise timeout"
            )
        case smtplib.SMTPException() | OSError():
            return DeliveryError(where, f"cannot be spoken to ({type(told).__name__})", "try again later")
        case _:
            # smtplib raises ValueError where an address or a password has signs that SMTP cannot carry.
            return DeliveryError(
                where, "the message or the password cannot be sent", "check the settings for odd signs"
            )
