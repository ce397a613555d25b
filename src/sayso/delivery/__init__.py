"""A brief on its way to people and programs: by e-mail, and as a POST to a web address of the user's own.

Both take the plain value of a brief (`sayso.answers.values.brief_value`) and raise `DeliveryError`, one line
with the remedy. No error and no `repr` holds a password, a secret or the path of a webhook.
"""

from sayso.delivery.mail import send_mail
from sayso.delivery.message import brief_message, subject_of
from sayso.delivery.problems import DeliveryError
from sayso.delivery.settings import MailSettings, Security, read_mail_settings
from sayso.delivery.webhook import Webhook, post_brief

__all__ = [
    "DeliveryError",
    "MailSettings",
    "Security",
    "Webhook",
    "brief_message",
    "post_brief",
    "read_mail_settings",
    "send_mail",
    "subject_of",
]
