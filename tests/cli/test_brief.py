"""`sayso brief`: what our ledger learned since an hour, and what that moved."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import feedparser
import pytest

from sayso.ledger import Ledger
from sayso.model import Place, Withdrawn

from .conftest import MONITOR, STAFF, TOWN, WITNESS, reading, said

SINCE = "2023-02-02T00:00:00+00:00"
UNTIL = "2023-02-03T00:00:00+00:00"
NOON = datetime(2023, 2, 2, 12, tzinfo=UTC)


@pytest.fixture
def desk(run, ledger):
    def brief(*arguments):
        answer = run("brief", "--since", SINCE, "--until", UNTIL, "--ledger", ledger, "--json", *arguments)
        assert answer.exit_code == 0
        return json.loads(answer.stdout)

    return brief


def more(ledger, name, *claims, day=date(2023, 1, 31), **about):
    with Ledger.open(ledger) as opened:
        opened.add(reading(name, day, *claims, **about), NOON)


def test_nothing_new_is_said_so(run, ledger, desk):
    found = desk()
    assert (found["news"], found["disputes_opened"], found["corrections"]) == ([], [], [])
    told = run("brief", "--since", SINCE, "--until", UNTIL, "--ledger", ledger).output
    assert "nothing new in this ledger" in told


def test_new_claims_origins_and_a_moved_estimate_are_told(run, ledger, desk):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"), outlet="Paper")
    more(
        ledger,
        "n2",
        said(WITNESS, "Ukraine", "Ukraine"),
        outlet="Gazette",
        text="The town is spoken of anew.",
    )
    more(
        ledger,
        "n3",
        said(STAFF, "Ukraine", "Ukraine"),
        outlet="Desk",
        text="The town is spoken of once more.",
    )
    (news,) = desk()["news"]
    assert (news["place"], len(news["claims"]), news["moved"]) == ("Soledar", 3, True)
    assert news["new_origins"] == []
    assert news["before"] != news["now"]
    told = run("brief", "--since", SINCE, "--until", UNTIL, "--ledger", ledger).output
    assert "→" in told
    assert "Front Monitor" in told


def test_what_was_learned_before_or_after_is_no_news(ledger, desk):
    with Ledger.open(ledger) as opened:
        late = reading("n1", date(2023, 1, 31), said(MONITOR, "Ukraine", "Ukraine"))
        opened.add(late, datetime(2023, 2, 4, tzinfo=UTC))
    assert desk()["news"] == []


def test_a_report_that_was_taken_back_names_the_citations_that_rest_on_it(run, ledger, desk):
    run("cite", "Soledar", "--on", "2023-01-14", "--ledger", ledger)
    with Ledger.open(ledger) as opened:
        opened.withdraw("d13", Withdrawn.RETRACTED, NOON, reason="an error")
    (correction,) = desk()["corrections"]
    assert (correction["what"], correction["subject"]) == ("retracted", "d13")
    assert correction["places"] == ["Soledar"]
    assert correction["citations"][0].startswith("Soledar on 2023-01-14")


def test_only_watched_places_are_told_of_and_their_silence(ledger, desk, tmp_path):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))
    Path("towns.toml").write_text('[[place]]\nname = "Mine No 7, Soledar"\n', encoding="utf-8")
    found = desk("--watch", "towns.toml")
    assert found["news"] == []
    assert [each["place"] for each in found["quiet"]] == ["Mine No 7, Soledar"]


def test_a_feed_of_it_is_read_by_readers_of_feeds(ledger, desk):
    hostile = "The town & <b>its</b> mine\x07 are spoken of."
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"), text=hostile)
    desk("--rss", "brief.xml")
    parsed = feedparser.parse(Path("brief.xml").read_text(encoding="utf-8"))
    assert not parsed.bozo
    assert any(TOWN.name in each["title"] for each in parsed["entries"])


WRONG = [
    (("--since", "soon"), "'soon'"),
    (("--since", "soon"), "as in 24h or 3 days"),
    (("--since", "yesterday 25:00"), "no such time of day"),
    (("--since", "2023-01-14T10:30"), "no zone"),
    (("--since", "2023-02-03", "--until", "2023-02-02"), "does not lie before the end"),
]


@pytest.mark.parametrize(("arguments", "problem"), WRONG)
def test_what_is_no_hour_is_refused_in_one_line(run, ledger, arguments, problem):
    answer = run("brief", *arguments, "--ledger", ledger)
    assert answer.exit_code == 1
    assert problem in answer.stderr


@pytest.mark.parametrize("since", ["24h", "3 days ago", "90 min", "yesterday 18:00", "today", "2023-01-14"])
def test_hours_are_said_as_people_say_them(run, ledger, since):
    if since == "today" and datetime.now().astimezone().hour == datetime.now().astimezone().minute == 0:
        pytest.skip("today has only just begun")
    assert run("brief", "--since", since, "--ledger", ledger).exit_code == 0


@pytest.mark.parametrize("text", ["", "place = 3", "[[place]]\nnom = 'x'", "[[place]]\nname = ''", "x ="])
def test_a_list_without_places_is_refused(run, ledger, text):
    Path("towns.toml").write_text(text, encoding="utf-8")
    answer = run("brief", "--watch", "towns.toml", "--ledger", ledger)
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)


@pytest.fixture
def mail(postbox):
    text = f'host = "127.0.0.1"\nport = {postbox.port}\nsecurity = "none"\nsender = "desk@example.org"\n'
    Path("mail.toml").write_text(text + 'recipients = ["a@example.org"]\n', encoding="utf-8")
    return postbox


@pytest.fixture
def send(run, ledger):
    def send(*arguments):
        return run("brief", "--since", SINCE, "--until", UNTIL, "--ledger", ledger, *arguments)

    return send


def test_it_is_sent_by_mail_and_posted(ledger, send, mail, site):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))
    site.page("/hook", b"", 204)
    answer = send("--mail", "mail.toml", "--webhook", site.url("/hook"))
    assert answer.exit_code == 0
    assert answer.output.splitlines() == [
        f"sent to 1 recipient through 127.0.0.1:{mail.port}",
        f"posted to http://127.0.0.1:{site.port}",
    ]
    assert "Soledar" in mail.messages[0]["Subject"]
    assert [path for path, _ in site.asked] == ["/hook"]


def test_where_nothing_moved_nothing_is_sent_unless_asked(send, mail):
    assert send("--mail", "mail.toml").output == "nothing moved, so nothing is sent\n"
    assert mail.raw == []
    assert send("--mail", "mail.toml", "--always").exit_code == 0
    assert mail.messages[0]["Subject"] == "sayso: nothing moved"


def test_a_rehearsal_prints_and_sends_nothing(ledger, send, mail, site, monkeypatch):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))
    monkeypatch.setenv("SAYSO_WEBHOOK_SECRET", "of ours")
    answer = send("--mail", "mail.toml", "--webhook", site.url("/hook?key=s3cret"), "--dry-run")
    assert "To: a@example.org\nSubject: sayso: Soledar" in answer.output
    assert f"POST http://127.0.0.1:{site.port} (signed)" in answer.output
    assert "s3cret" not in answer.output
    assert "of ours" not in answer.output
    assert (mail.raw, site.asked) == ([], [])


def test_one_failure_does_not_keep_the_other_back(ledger, send, mail, site):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))
    mail.refused = ("@",)
    site.page("/hook")
    answer = send("--mail", "mail.toml", "--webhook", site.url("/hook"), "--json")
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["news"]
    assert answer.stderr.splitlines() == [
        f"sayso: 127.0.0.1:{mail.port}: refuses the recipient a@example.org (550 nobody [31m of that name); "
        "check recipients in the settings",
        f"posted to http://127.0.0.1:{site.port}",
    ]


def test_the_address_of_a_webhook_may_lie_in_a_file(ledger, send, site):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))
    site.page("/hook")
    Path("hook").write_text(site.url("/hook") + "\n", encoding="utf-8")
    assert send("--webhook", "hook").exit_code == 0
    assert len(site.asked) == 1
    absent = send("--webhook", "absent")
    assert (absent.exit_code, "write https://HOST/PATH" in absent.stderr) == (1, True)


def test_options_of_delivery_need_somewhere_to_go(send):
    assert send("--dry-run").exit_code == 2
    assert send("--always").exit_code == 2


def test_wrong_settings_are_told_before_anything_is_reckoned(run):
    Path("mail.toml").write_text('host = "mail.example.org"\n', encoding="utf-8")
    answer = run("brief", "--mail", "mail.toml", "--ledger", "absent.db")
    assert (answer.exit_code, answer.stderr) == (1, "sayso: mail.toml: sender: is missing\n")


def test_a_voice_that_falls_silent_is_told_once_and_a_quiet_front_from_a_silent_feed(run, ledger, desk):
    elsewhere = Place(name="Kolodne", id="geonames:77")
    for day in range(1, 9):
        more(
            ledger, f"w{day}", said(WITNESS, "Ukraine", "Ukraine"), day=date(2023, 1, 17 + day), text=f"{day}"
        )
        more(
            ledger,
            f"m{day}",
            said(MONITOR, "Ukraine", "Ukraine"),
            day=date(2023, 1, 17 + day),
            text=f"m{day}",
        )
    more(
        ledger,
        "on",
        said(MONITOR, "Ukraine", "Ukraine", place=elsewhere),
        day=date(2023, 2, 2),
        text="Elsewhere.",
    )
    Path("towns.toml").write_text('[[place]]\nname = "Soledar"\n', encoding="utf-8")
    silent = {each["voice"]: each for each in desk("--watch", "towns.toml")["silent"]}
    assert {name: each["days"] for name, each in silent.items()} == {WITNESS.name: 8, MONITOR.name: 8}
    assert silent[MONITOR.name]["heard_elsewhere"]
    assert not silent[WITNESS.name]["heard_elsewhere"]
    later = run(
        "brief", "--since", UNTIL, "--until", "2023-02-04T00:00:00+00:00", "--ledger", ledger, "--json"
    )
    assert json.loads(later.stdout)["silent"] == []


def test_a_bookmark_goes_on_where_the_last_brief_ended(run, ledger):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))

    def told(until):
        asked = ("--since", SINCE, "--until", until, "--bookmark", "morning", "--json", "--ledger", ledger)
        answer = run("brief", *asked)
        assert answer.exit_code == 0
        return json.loads(answer.stdout)

    assert len(told(UNTIL)["news"]) == 1
    assert Path("morning").read_text(encoding="utf-8") == f"{UNTIL}\n"
    later = told("2023-02-04T00:00:00+00:00")
    assert (later["since"], later["news"]) == (UNTIL, [])


@pytest.mark.parametrize("text", ["", "soon", "2023-02-03T00:00:00", "\xff"])
def test_a_bookmark_that_holds_no_instant_is_refused(run, ledger, text):
    Path("morning").write_bytes(text.encode("latin-1"))
    answer = run("brief", "--bookmark", "morning", "--ledger", ledger)
    assert (answer.exit_code, answer.stderr.count("\n")) == (1, 1)
    assert Path("morning").read_bytes() == text.encode("latin-1")


def test_a_bookmark_stays_where_nothing_could_be_sent(run, ledger):
    more(ledger, "n1", said(MONITOR, "Ukraine", "Ukraine"))
    gone = ("--webhook", "http://127.0.0.1:9/", "--until", UNTIL, "--since", SINCE)
    assert run("brief", *gone, "--dry-run", "--bookmark", "morning", "--ledger", ledger).exit_code == 0
    assert not Path("morning").exists()
