"""Telegram Desktop exports: one channel, or an account with all its chats."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

FELL = "Our units have entered Arden."
NOON = 1673692200
NOON_ISO = "2023-01-14T10:30:00+00:00"


def message(number=1, text=FELL, **more):
    return {
        "id": number,
        "type": "message",
        "date": "2023-01-14T12:30:00",
        "date_unixtime": str(NOON),
        "from": "Front Notes",
        "from_id": "channel77",
        "text": text,
        **more,
    }


def export(*messages, **more):
    chat = {"name": "Front Notes", "type": "public_channel", "id": 77, **more, "messages": list(messages)}
    return json.dumps(chat, ensure_ascii=False, indent=1).encode()


MARKED = [
    "Our units have entered ",
    {"type": "bold", "text": "Arden"},
    ". ",
    {"type": "link", "text": "example.org"},
]
SERVICE = {"id": 1, "type": "service", "date_unixtime": str(NOON), "action": "pin_message", "text": ""}
STICKER = message(2, "", media_type="sticker", sticker_emoji="🙂", file="sticker.webp")
POLL = message(3, "", poll={"question": "Who holds Arden?", "answers": [{"text": "We do", "voters": 3}]})
PHOTO = message(4, "", photo="photos/1.jpg", width=1, height=1)
DEEP = b'{"name": "A", "id": 1, "type": "public_channel", "messages": [' + b"[" * 100_000

ZOO = [
    # label, file name, bytes, texts and times, lines
    ("one", "result.json", export(message()), [(FELL, NOON_ISO)], []),
    ("known by content", "channel.txt", export(message()), [(FELL, NOON_ISO)], []),
    ("with a mark", "result.json", b"\xef\xbb\xbf" + export(message()), [(FELL, NOON_ISO)], []),
    ("UTF-16", "result.json", export(message()).decode().encode("utf-16"), [(FELL, NOON_ISO)], []),
    ("entities", "result.json", export(message(text=MARKED)), [(FELL + " example.org", NOON_ISO)], []),
    (
        "entities beside an empty text",
        "result.json",
        export(message(text="", text_entities=MARKED)),
        [(FELL + " example.org", NOON_ISO)],
        [],
    ),
    (
        "Cyrillic",
        "result.json",
        export(message(text="Подразделения вошли в город.")),
        [("Подразделения вошли в город.", NOON_ISO)],
        [],
    ),
    (
        "wordless ones passed over",
        "result.json",
        export(SERVICE, STICKER, POLL, PHOTO, message(5)),
        [(FELL, NOON_ISO)],
        [],
    ),
    ("only wordless ones", "result.json", export(SERVICE, STICKER, POLL), [], ["without a message in words"]),
    ("no messages", "result.json", export(), [], ["without a message in words"]),
    (
        "before date_unixtime",
        "result.json",
        export({**message(), "date_unixtime": None}),
        [(FELL, "2023-01-14")],
        [],
    ),
    ("no date", "result.json", export({"id": 1, "type": "message", "text": FELL}), [(FELL, None)], []),
    (
        "a date to come",
        "result.json",
        export(message(date=None, date_unixtime="99999999999")),
        [(FELL, None)],
        [],
    ),
    (
        "dates that are none",
        "result.json",
        export(message(date=[1], date_unixtime={"a": 1})),
        [(FELL, None)],
        [],
    ),
    (
        "odd messages",
        "result.json",
        export(7, None, "x", {"type": "message", "text": {"a": 1}}, message()),
        [(FELL, NOON_ISO)],
        [],
    ),
    (
        "half a character",
        "result.json",
        export(message()).replace(FELL.encode(), b"A \\ud83d b"),
        [],
        ["holds a character that is no text"],
    ),
    (
        "cut in the second",
        "result.json",
        export(message(), message(2))[:-40],
        [(FELL, NOON_ISO)],
        ["breaks off within its JSON"],
    ),
    ("cut in the first", "result.json", export(message())[:-60], [], ["breaks off within its JSON"]),
    (
        "cut before the messages",
        "result.json",
        b'{"name": "Front Notes", "type"',
        [],
        ["breaks off within its JSON"],
    ),
    (
        "broken in the middle",
        "result.json",
        export(message(), message(2)).replace(b'"id": 2', b'"id": two'),
        [(FELL, NOON_ISO)],
        ["breaks off within its JSON"],
    ),
    ("nested without end", "result.json", DEEP, [], ["nested too deeply"]),
    (
        "no UTF-8",
        "result.json",
        export(message(text="Войска")).decode().encode("cp1251"),
        [],
        ["is not UTF-8"],
    ),
]


@pytest.mark.parametrize(
    ("name", "data", "reports", "lines"), [case[1:] for case in ZOO], ids=[case[0] for case in ZOO]
)
def test_the_zoo(fits, name, data, reports, lines):
    fits(name, data, reports, lines)


def test_a_message_says_where_it_comes_from(taken):
    (document,), _ = taken("result.json", export(message(12, author="Ana E.")))
    assert (document.id, document.outlet, document.author) == ("telegram:77/12", "Front Notes", "Ana E.")
    assert (document.url, document.provenance) == (None, None)


def test_a_public_link_is_made_only_of_a_name_in_the_export(taken):
    (document,), _ = taken("result.json", export(message(12), username="front_notes"))
    assert document.url == "https://t.me/front_notes/12"
    (document,), _ = taken("result.json", export(message(12), username="../evil"))
    assert document.url is None


def test_two_messages_of_the_same_words_are_two_reports(taken):
    documents, _ = taken("result.json", export(message(1), message(2)))
    assert [each.id for each in documents] == ["telegram:77/1", "telegram:77/2"]


def test_a_forward_keeps_whose_words_it_passes_on(taken):
    documents, _ = taken(
        "result.json", export(message(1, forwarded_from="Hill Wire"), message(2, forwarded_from=None))
    )
    assert [each.provenance.forwarded_from for each in documents] == ["Hill Wire", ""]


def test_an_edit_is_another_version_with_its_instant(taken):
    (document,), _ = taken("result.json", export(message(9, edited_unixtime=str(NOON + 60))))
    assert document.id == f"telegram:77/9@{NOON + 60}"
    assert document.provenance.edited == datetime(2023, 1, 14, 10, 31, tzinfo=UTC)
    assert document.published.iso() == NOON_ISO


def test_an_account_gives_its_channels_and_no_private_conversation(taken):
    chats = [
        {"name": "Ana", "type": "personal_chat", "id": 1, "messages": [message(1, "See you at six.")]},
        {"name": "Front Notes", "type": "public_channel", "id": 77, "messages": [message(2)]},
        7,
        {
            "name": "Town Talk",
            "type": "public_supergroup",
            "id": 78,
            "messages": [message(3, **{"from": "Bo"})],
        },
    ]
    account = {
        "about": "Here is the data you asked for.",
        "personal_information": {"username": "@ana", "bio": 'a "quoted \\ one'},
        "contacts": {"list": [{"first_name": "C"}] * 2000},
        "chats": {"about": "Chats.", "list": chats},
        "left_chats": {
            "list": [{"name": "Left", "type": "private_channel", "id": 79, "messages": [message(4)]}]
        },
    }
    documents, problems = taken("result.json", json.dumps(account).encode())
    assert [(each.id, each.outlet, each.author) for each in documents] == [
        ("telegram:77/2", "Front Notes", None),
        ("telegram:78/3", "Town Talk", "Bo"),
        ("telegram:79/4", "Left", "Front Notes"),
    ]
    assert problems == []


WATCHED = """
import resource, sys
from datetime import date
from pathlib import Path
from sayso.ingest import Description, documents_in_file
def peak():
    # Linux hands the peak of whoever started a program on to it in what getrusage tells.
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
today, about = date(2024, 6, 1), Description()
list(documents_in_file(Path(sys.argv[1]), today=today, about=about))  # what the first reading loads
start = peak()
count = sum(1 for _ in documents_in_file(Path(sys.argv[2]), today=today, about=about))
print(count, peak() - start)
"""


def test_a_long_export_needs_the_memory_of_one_message(tmp_path):
    small, large = tmp_path / "small.json", tmp_path / "large.json"
    small.write_bytes(export(message()))
    line = json.dumps(message(10, FELL * 15, text_entities=[{"type": "plain", "text": FELL * 15}]))
    with large.open("w") as stream:
        stream.write('{"name": "Front Notes", "type": "public_channel", "id": 77, "messages": [')
        stream.write(",\n".join(line.replace('"id": 10', f'"id": {n}') for n in range(50_000)))
        stream.write("]}")
    answer = subprocess.run(
        [sys.executable, "-c", WATCHED, small, large], capture_output=True, text=True, check=True
    )
    count, mebibytes = answer.stdout.split()
    assert int(count) == 50_000
    assert float(mebibytes) < 40
