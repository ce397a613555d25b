"""A brief by e-mail: what it says, whom it reaches, and what is told where it does not."""

import json
import socket
from datetime import UTC, datetime
from email.headerregistry import Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.delivery import DeliveryError, brief_message, read_mail_settings, send_mail, subject_of
from sayso.errors import SaysoError

CLAIM = {
    "claim": "claim:1",
    "document": "d1",
    "published": "2023-01-14",
    "outlet": "Gazette",
    "url": "https://example.org/d1",
    "sentence": "The monitor said that the town is lost.",
    "paraphrase": None,
    "source": "Front Monitor",
}
NEWS = {
    "place": "Soledar",
    "before": "held by Ukraine",
    "now": "unknown",
    "moved": True,
    "new_origins": ["Front Monitor"],
    "claims": [CLAIM],
}
QUIET = {
    "since": "2023-02-02T00:00:00+00:00",
    "until": "2023-02-03T00:00:00+00:00",
    "news": [],
    "disputes_opened": [],
    "disputes_closed": [],
    "corrections": [],
    "quiet": [],
    "silent": [],
}
CORRECTION = {
    "what": "retracted",
    "subject": "d13",
    "outlet": "Daily",
    "reason": "an error",
    "places": ["Soledar"],
    "citations": ["Soledar on 2023-01-14 (abc)"],
}
DISPUTE = {"place": "Soledar", "kind": "held", "positions": ["Russia holds it", "Ukraine holds it"]}
BRIEF = {
    **QUIET,
    "news": [NEWS, {**NEWS, "place": "Bakhmut", "moved": False}],
    "disputes_opened": [DISPUTE],
    "corrections": [CORRECTION],
    "quiet": [{"place": "Kreminna", "last_heard": None}],
    "silent": [
        {"voice": "Town Watch", "last_heard": "2023-01-25", "days": 9, "heard_elsewhere": False},
        {"voice": "Mill Watch", "last_heard": "2023-01-26", "days": 8, "heard_elsewhere": True},
    ],
}
DESK = Address("Desk", username="desk", domain="example.org")
NOON = datetime(2023, 2, 3, 12, tzinfo=UTC)


def message(brief, **more):
    return brief_message(brief, DESK, [Address(username="a", domain="example.org")], NOON, **more)


def bodies(told):
    return (
        told.get_body(("plain",)).get_content().replace("\r\n", "\n"),
        told.get_body(("html",)).get_content(),
    )


@pytest.fixture
def settings(tmp_path, postbox, certificate):
    """Settings for the server of the test, with what a test adds to the file."""

    def written(password=None, /, **more):
        entries = {
            "host": "127.0.0.1",
            "port": postbox.port,
            "security": "none",
            "sender": "Desk <desk@example.org>",
            "recipients": ["a@example.org", "b@example.org"],
            "timeout": 5,
            **more,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in entries.items() if value is not None]
        path = tmp_path / "mail.toml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_mail_settings(path, password)

    return written


SUBJECTS = [
    (QUIET, "nothing moved"),
    (
        BRIEF,
        "Soledar: held by Ukraine → unknown; 1 new about Bakhmut; 1 dispute opened; 1 correction",
    ),
    ({**QUIET, "disputes_closed": [DISPUTE] * 2}, "2 disputes closed"),
    ({**QUIET, "news": [{**NEWS, "before": None}]}, "Soledar: nothing on record → unknown"),
]


@pytest.mark.parametrize(("brief", "subject"), SUBJECTS)
def test_the_subject_says_what_moved(brief, subject):
    assert subject_of(brief) == subject


def test_a_long_subject_counts_what_it_leaves_out():
    subject = subject_of({**QUIET, "news": [NEWS] * 30})
    assert len(subject) <= 120
    assert subject.endswith("; 27 more")


def test_text_and_page_say_the_same():
    told = message(BRIEF)
    text, page = bodies(told)
    for words in (
        "Soledar: held by Ukraine → unknown",
        "new independent origins: Front Monitor",
        "Front Monitor: The monitor said that the town is lost.",
        "Gazette, 2023-01-14",
        "https://example.org/d1",
        "Soledar: Russia holds it against Ukraine holds it",
        "retracted: Daily (Soledar)",
        "rests on it: Soledar on 2023-01-14 (abc)",
        "Kreminna: nothing new; last report of no day",
        "Town Watch: not heard for 9 days",
        "Mill Watch: not heard for 8 days of these places, but of others",
    ):
        assert words in text, words
        assert words in page, words
    assert told["Auto-Submitted"] == "auto-generated"
    assert told["Message-ID"].endswith("@example.org>")


def test_the_latest_statements_come_first_and_many_are_counted():
    claims = [
        {**CLAIM, "published": f"2023-01-{day}", "sentence": f"On the {day}th."} for day in range(10, 20)
    ]
    text, _ = bodies(message({**QUIET, "news": [{**NEWS, "claims": [*claims, claims[0]]}]}))
    assert text.index("On the 19th.") < text.index("On the 12th.")
    assert "On the 11th." not in text
    assert "and 2 statements more" in text


def test_what_a_paraphrase_renders_is_said_and_its_address_once():
    claim = {**CLAIM, "paraphrase": f"Paraphrase by sayso of Gazette, {CLAIM['url']}"}
    text, page = bodies(message({**QUIET, "news": [{**NEWS, "claims": [claim]}]}))
    assert "Paraphrase by sayso of Gazette" in text
    assert text.count(CLAIM["url"]) == 1
    assert f'href="{CLAIM["url"]}"' in page


def test_nothing_is_said_to_be_nothing():
    text, page = bodies(message(QUIET))
    assert "Nothing moved." in text
    assert "Nothing moved." in page


def test_a_hostile_report_breaks_neither_a_header_nor_the_page():
    news = {
        **NEWS,
        "place": "Soledar\r\nBcc: x@example.org\r\n\r\nhi",
        "claims": [
            {
                **CLAIM,
                "sentence": "<script>alert(1)</script>\x1b[2J",
                "source": '"><img src=x>',
                "url": "javascript:alert(1)",
            }
        ],
    }
    told = message({**QUIET, "news": [news]})
    assert told["Bcc"] is None
    assert b"\nBcc:" not in told.as_bytes()
    _, page = bodies(told)
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page


@given(st.text(max_size=400), st.text(max_size=400))
def test_whatever_is_said_can_be_sent(place, words):
    news = {**NEWS, "place": place, "claims": [{**CLAIM, "sentence": words, "url": words}]}
    head, _, _ = message({**QUIET, "news": [news]}).as_bytes().partition(b"\r\n\r\n")
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(set(names)) == sorted(names)
    assert b"\n" not in head.replace(b"\r\n", b"")


def test_it_reaches_every_recipient(settings, postbox):
    chosen = settings()
    send_mail(brief_message(BRIEF, chosen.sender, chosen.recipients, NOON), chosen)
    (came,) = postbox.messages
    assert came["From"] == "Desk <desk@example.org>"
    assert came["To"] == "a@example.org, b@example.org"
    assert came["Subject"].startswith("sayso: Soledar: held by Ukraine → unknown")
    assert "The monitor said" in came.get_body(("plain",)).get_content()
    assert postbox.logins == []


@pytest.mark.parametrize("goodbye", ["421 too many", "250 well"])
def test_what_was_taken_is_sent_whatever_the_goodbye(settings, postbox, goodbye):
    postbox.on_quit = goodbye
    chosen = settings()
    send_mail(brief_message(BRIEF, chosen.sender, chosen.recipients, NOON), chosen)
    assert len(postbox.messages) == 1


@pytest.mark.parametrize(("tls", "security"), [("asked", "starttls"), ("first", "tls")])
def test_it_logs_in_over_tls(settings, postbox, certificate, tls, security):
    postbox.tls = tls
    chosen = settings(
        "s3cret", host="localhost", security=security, user="desk", certificates=str(certificate)
    )
    send_mail(message(BRIEF), chosen)
    assert postbox.logins == [["desk", "s3cret"]]
    assert len(postbox.raw) == 1
    assert "s3cret" not in repr(chosen)


def failing(chosen):
    with pytest.raises(DeliveryError) as told:
        send_mail(message(BRIEF), chosen)
    words = str(told.value)
    assert "\n" not in words
    assert "\x1b" not in words
    return words


@pytest.mark.parametrize(("tls", "security"), [("asked", "starttls"), ("first", "tls")])
def test_a_certificate_that_nobody_trusts_is_refused(settings, postbox, tls, security):
    postbox.tls = tls
    words = failing(settings("s3cret", host="localhost", security=security, user="desk"))
    assert "a certificate that does not hold" in words
    assert "certificates in the settings" in words
    assert postbox.logins == []


def test_a_server_without_starttls_is_given_no_password(settings, postbox):
    words = failing(settings("s3cret", security="starttls", user="desk"))
    assert "does not offer what the settings ask for" in words
    assert 'security = "tls"' in words
    assert postbox.logins == []


def test_a_server_that_speaks_no_tls_is_told(settings):
    assert "speaks no TLS here" in failing(settings(security="tls"))


def test_a_wrong_login_is_told_without_the_password(settings, postbox):
    postbox.takes_login = False
    words = failing(settings("s3cret", user="desk"))
    assert "refuses the login of 'desk' (535); check user and password" in words
    assert "s3cret" not in words


def test_a_login_without_a_password_names_where_to_put_it(settings):
    assert "$SAYSO_MAIL_PASSWORD" in failing(settings(user="desk"))


def test_a_password_beyond_ascii_is_no_riddle(settings):
    assert "odd signs" in failing(settings("pässwörd\udcff", user="desk"))


def test_one_refused_recipient_is_named_and_the_other_has_it(settings, postbox):
    postbox.refused = ("b@",)
    words = failing(settings())
    assert "refuses the recipient b@example.org (550 nobody [31m of that name)" in words
    assert len(postbox.raw) == 1


def test_all_refused_recipients_are_named(settings, postbox):
    postbox.refused = ("@",)
    words = failing(settings())
    assert "a@example.org (550" in words
    assert "b@example.org (550" in words
    assert postbox.raw == []


BREAKS = [
    ({"on_sender": "553 not you"}, "refuses the sender desk@example.org (553 not you)"),
    ({"on_data": "552 too large"}, "refuses the message (552 too large)"),
    ({"greeting": "554 closed"}, "refuses the message (554 closed)"),
    ({"greeting": None}, "hangs up"),
]


@pytest.mark.parametrize(("how", "told"), BREAKS)
def test_what_a_server_refuses_is_told_in_its_words(settings, postbox, how, told):
    for name, value in how.items():
        setattr(postbox, name, value)
    assert told in failing(settings())


def test_a_refused_connection_is_told(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        words = failing(settings(port=taken.getsockname()[1]))
    assert "refuses the connection; check host and port" in words


def test_a_server_that_says_nothing_is_not_waited_for(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        words = failing(settings(port=silent.getsockname()[1], timeout=1))
    assert "does not answer within 1 seconds" in words


def test_an_unknown_host_is_told(settings, monkeypatch):
    def lookup(*_, **__):
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert "the host is not known" in failing(settings(host="mail.invalid"))


def test_a_file_without_certificates_is_told(settings, tmp_path):
    tmp_path.joinpath("none.pem").write_text("nothing", encoding="utf-8")
    assert "holds no certificates" in failing(settings(security="tls", certificates="none.pem"))
    assert "holds no certificates" in failing(settings(security="tls", certificates="absent.pem"))


WRONG = [
    ({"host": None}, "host: is missing"),
    ({"host": "exa mple"}, "is no name of a host"),
    ({"port": 0}, "is no number from 1 to 65535"),
    ({"port": 25.5}, "is no number from 1 to 65535"),
    ({"security": "ssl"}, "'ssl' is none of starttls, tls, none"),
    ({"sender": "desk"}, "is no address such as"),
    ({"sender": "Desk\nBcc: x@example.org <desk@example.org>"}, "is no address such as"),
    ({"recipients": []}, "is no list of 1 to 100"),
    ({"recipients": ["a@example.org", 3]}, "is no address such as"),
    ({"recipients": ["a@b@example.org"]}, "is no address such as"),
    ({"password": "s3cret"}, "does not belong in this file"),
    ({"passwort": "s3cret"}, "passwort: is no setting"),
    ({"timeout": "long"}, "is no number from 1 to 300"),
    ({"user": ""}, "is no text of one line"),
    ({"host": "mail.example.org", "user": "desk"}, "would show the password to others"),
]


@pytest.mark.parametrize(("entries", "told"), WRONG)
def test_wrong_settings_are_told_with_their_entry(settings, entries, told):
    with pytest.raises(SaysoError) as problem:
        settings(**entries)
    assert told in str(problem.value)
    assert "s3cret" not in str(problem.value)


def test_a_password_comes_from_the_environment_or_a_file_beside_the_settings(settings, tmp_path):
    tmp_path.joinpath("key").write_text("of the file\n", encoding="utf-8")
    assert settings(user="desk", password_file="key").password == "of the file"
    assert settings("of here", user="desk", password_file="key").password == "of here"
    tmp_path.joinpath("key").write_text("\n", encoding="utf-8")
    with pytest.raises(SaysoError, match="holds no password"):
        settings(user="desk", password_file="key")
    with pytest.raises(SaysoError, match="no such file"):
        settings(user="desk", password_file="absent")


@pytest.mark.parametrize("text", ["host =", "\udcff"])
def test_a_file_that_is_no_toml_is_told(tmp_path, text):
    path = tmp_path / "mail.toml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SaysoError, match="is no TOML"):
        read_mail_settings(path)
    with pytest.raises(SaysoError, match="no such file"):
        read_mail_settings(tmp_path / "absent.toml")
