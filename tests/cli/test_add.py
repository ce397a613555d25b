"""`sayso add`: what goes in, what is there already, what fails."""

import json

import pytest

from sayso.ledger import Ledger


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.txt").write_text("Troops hold the town.", encoding="utf-8")
    (folder / "two.txt").write_text("language: ru\n\nВойска держат город.", encoding="utf-8")
    lines = [{"id": "a", "text": "Troops left the town."}, {"id": "b", "text": "Troops came back."}]
    (folder / "more.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return folder


def documents(path="sayso.db"):
    with Ledger.open(path, create=False) as ledger:
        return ledger.documents()


def test_files_and_folders_go_in_once(run, by_hand, notes):
    first = run("add", "notes", "--published", "2023-01-14", "--outlet", "Desk")
    assert first.exit_code == 0
    assert first.output.splitlines() == [
        "3 added to sayso.db, with 3 claims",
        "1 recorded but not read, in a language that sayso does not read (ru 1)",
        "2 without a day of publication; name the file again with --published to give it",
    ]
    assert len(documents()) == 4
    again = run("add", "notes")
    assert again.output.splitlines() == ["0 added to sayso.db, with 0 claims", "4 already there"]
    assert len(documents()) == 4


def test_what_is_about_no_conflict_is_recorded_and_passed_over(run, by_hand, notes):
    (notes / "rain.txt").write_text("Weather: rain in the north.", encoding="utf-8")
    answer = run("add", "notes/rain.txt", "notes/one.txt")
    assert answer.output.splitlines()[1] == (
        "1 recorded but passed over, not about an armed conflict that sayso knows"
    )
    assert len(documents()) == 2


def test_what_the_user_says_of_a_report_is_recorded(run, by_hand, notes):
    run(
        "add",
        "notes/one.txt",
        "--published",
        "2023-01-14",
        "--outlet",
        "Desk",
        "--url",
        "https://example.org/1",
    )
    (document,) = documents()
    assert (document.outlet, document.url) == ("Desk", "https://example.org/1")
    assert document.published.iso() == "2023-01-14"


def test_failures_are_listed_and_the_rest_goes_in(run, by_hand, notes):
    (notes / "scan.pdf").write_bytes(b"%PDF-1.7 ")
    (notes / "empty.txt").write_bytes(b"")
    answer = run("add", "notes")
    assert answer.exit_code == 1
    assert "2 failed; once put right, they can be tried again by sayso add --retry" in answer.output
    assert [line.split(":")[1].strip() for line in answer.stderr.splitlines()] == [
        "notes/empty.txt",
        "notes/scan.pdf",
    ]
    assert "download it again" in answer.stderr
    assert len(documents()) == 4


def test_what_failed_is_tried_again_as_it_was_described(run, by_hand, notes, monkeypatch):
    (notes / "empty.txt").write_bytes(b"")
    (notes / "scan.txt").write_bytes(b"%PDF-1.7 ")
    assert run("add", "notes", "--outlet", "Desk", "--published", "2023-01-14").exit_code == 1
    (notes / "empty.txt").write_text("Troops crossed the river.", encoding="utf-8")
    monkeypatch.chdir(notes)
    again = run("add", "--retry", "--ledger", "../sayso.db")
    assert again.exit_code == 1
    assert again.output.splitlines()[0] == "1 added to ../sayso.db, with 1 claim"
    assert "scan.txt" in again.stderr
    last = documents("../sayso.db")[-1]
    assert (last.outlet, last.published.iso()) == ("Desk", "2023-01-14")
    (notes / "scan.txt").unlink()
    gone = run("add", "--retry", "--ledger", "../sayso.db")
    assert (gone.exit_code, "scan.txt: is no longer there, and is not tried again" in gone.stderr) == (
        0,
        True,
    )
    nothing = run("add", "--retry", "--ledger", "../sayso.db")
    assert nothing.exit_code == 0
    assert nothing.output.startswith("nothing that failed is left")


PAGE = "<html><body><article><p>Troops hold the town, and its mill with it.</p></article></body></html>"
RSS = """<rss version="2.0"><channel><title>T</title><item><link>{}</link>
<description>Troops left the mill.</description></item></channel></rss>"""


def test_addresses_and_a_list_of_feeds_are_asked_once(run, by_hand, open_to_loopback, site, notes):
    site.page("/report", PAGE.encode())
    site.page("/behind", PAGE.replace("town", "village").encode())
    site.page("/feed.xml", RSS.format(site.url("/behind")).encode(), Content_Type="application/rss+xml")
    (notes / "feeds.toml").write_text(
        f'[[feed]]\nurl = "{site.url("/feed.xml")}"\noutlet = "Wire"\n[[channel]]\nname = "millchannel"\n'
    )
    answer = run("add", "notes/one.txt", site.url("/report"), "notes/feeds.toml", "--published", "2023-01-14")
    assert answer.output.splitlines()[-1] == "3 added to sayso.db, with 3 claims"
    assert "the channel millchannel is for `sayso watch`" in answer.stderr
    assert [each.outlet for each in documents()] == [None, None, "Wire"]


def test_an_address_that_could_not_be_had_is_tried_again(run, by_hand, open_to_loopback, site):
    assert run("add", site.url("/report"), "--outlet", "Wire").exit_code == 1
    site.page("/report", PAGE.encode())
    assert run("add", "--retry").exit_code == 0
    (document,) = documents()
    assert (document.outlet, document.url) == ("Wire", site.url("/report"))


def test_a_retry_is_not_described_anew(run, notes):
    answer = run("add", "--retry", "--outlet", "Desk")
    assert (answer.exit_code, "as it was described before" in answer.stderr) == (2, True)


def test_a_file_of_lines_goes_in_whole_or_not_at_all(run, by_hand, tmp_path):
    (tmp_path / "more.jsonl").write_text(
        '{"id": "a", "text": "Troops left."}\n{"id": "b"}\n', encoding="utf-8"
    )
    answer = run("add", "more.jsonl")
    assert answer.exit_code == 1
    assert "more.jsonl: line 2" in answer.stderr
    assert documents() == []


def test_the_ledger_is_not_taken_for_a_report(run, by_hand, notes):
    assert run("add", "notes", "--ledger", "notes/own.db").exit_code == 0
    assert run("add", "notes", "--ledger", "notes/own.db").exit_code == 0


def test_the_ledger_may_be_named_by_the_environment(run, by_hand, notes, monkeypatch):
    monkeypatch.setenv("SAYSO_LEDGER", "named.db")
    run("add", "notes/one.txt")
    assert len(documents("named.db")) == 1


def test_the_fate_of_each_report_as_lines(run, by_hand, notes):
    lines = [json.loads(line) for line in run("add", "notes", "--json").stdout.splitlines()]
    assert [
        (line["document"], line["fate"], line["language"]) for line in lines if len(line["document"]) == 1
    ] == [
        ("a", "added", "en"),
        ("b", "added", "en"),
    ]
    assert [line["fate"] for line in lines] == ["added", "added", "added", "not read"]


def test_a_report_that_is_there_is_not_read_again(run, by_hand, notes, monkeypatch):
    run("add", "notes")
    monkeypatch.setattr(by_hand, "read", lambda self, document: pytest.fail("read again"))
    assert run("add", "notes").exit_code == 0


def test_a_fault_of_ours_costs_one_report_and_not_the_batch(run, by_hand, notes, monkeypatch):
    read = by_hand.read

    def faulty(self, document):
        if document.id == "a":
            raise KeyError("lemma")
        return read(self, document)

    monkeypatch.setattr(by_hand, "read", faulty)
    answer = run("add", "notes")
    assert answer.exit_code == 1
    assert "more.jsonl: sayso broke on it (KeyError: 'lemma'); please report that" in answer.stderr
    assert len(documents()) == 3


TABLE = "text,date\nTroops hold the town.,2023-01-14\n,\nTroops came back.,soon\nTroops left.,2023-01-15\n"


def test_a_file_of_many_gives_what_can_be_read_and_tells_the_rest(run, by_hand, tmp_path):
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    answer = run("add", "table.csv", "--outlet", "Desk")
    assert answer.exit_code == 1
    assert answer.stderr.startswith("sayso: table.csv: row 4: 'soon' is no date")
    assert [(each.published.iso(), each.outlet) for each in documents()] == [
        ("2023-01-14", "Desk"),
        ("2023-01-15", "Desk"),
    ]
    assert run("add", "table.csv").output.splitlines()[1] == "2 already there"


def test_read_shows_every_report_of_a_file(run, by_hand, tmp_path):
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    answer = run("read", "--json", "table.csv")
    assert answer.exit_code == 1
    published = [json.loads(line)["published"] for line in answer.stdout.splitlines()]
    assert published == ["2023-01-14", "2023-01-15"]
    assert "row 4" in answer.stderr
    piped = run("read", "--json", "-", input=TABLE.replace("text,date", "id,text,date").replace("\n", "\n1,"))
    assert "standard input" in piped.stderr


POST = ("add", "--post", "--outlet", "Mill Channel", "--published", "2023-01-14T10:30+02:00")


def test_a_pasted_post_is_recorded_with_channel_and_minute(run, by_hand):
    answer = run(*POST, input="Troops left the mill.\n")
    assert answer.output.splitlines() == ["1 added to sayso.db, with 1 claim"]
    (document,) = documents()
    assert document.outlet == "Mill Channel"
    assert document.published.iso() == "2023-01-14T10:30:00+02:00"
    assert run(*POST, input="Troops left the mill.\n").output.splitlines()[1] == "1 already there"


def test_a_forwarded_post_is_read_as_the_words_of_its_origin(run, by_hand, monkeypatch):
    read, seen = by_hand.read, []
    monkeypatch.setattr(by_hand, "read", lambda self, document: seen.append(document) or read(self, document))
    run(*POST, "--forwarded-from", "River Watch", input="Troops left the mill.\n")
    assert seen[0].provenance.forwarded_from == "River Watch"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add",), "name a PATH, or give --post"),
        (("add", "notes", "--post"), "name a PATH, or give --post"),
        (("add", "--post", "--outlet", "Mill Channel"), "to the minute and with its zone"),
        (("add", "--post", "--outlet", "M", "--published", "2023-01-14"), "to the minute and with its zone"),
        (("add", "notes", "--forwarded-from", "River Watch"), "is about a --post"),
    ],
)
def test_a_post_without_what_it_needs_is_refused(run, by_hand, notes, arguments, told):
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert told in answer.stderr


def test_an_empty_post_is_told(run, by_hand):
    answer = run(*POST, input="  \n")
    assert answer.exit_code == 1
    assert "the pasted post: is empty" in answer.stderr
