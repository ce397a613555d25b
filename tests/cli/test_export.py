"""`sayso export`: what the filters select, from a ledger."""

import csv
import json

import pytest

from sayso.cli.export import _FORMATS
from sayso.export.formats import FORMATS
from sayso.ledger import Ledger


def table(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_everything_is_written_with_its_documents_and_sources(run, ledger, tmp_path):
    answer = run("export", "out", "--ledger", ledger)
    assert answer.output == "10 claims, 6 documents, 5 sources written to out\n"
    claims, documents, sources = (
        table(tmp_path / f"out/{n}.csv") for n in ("claims", "documents", "sources")
    )
    assert {each["document"] for each in claims} == {each["document"] for each in documents}
    assert "text" not in documents[0]
    counted = {each["source"]: int(each["claims"]) for each in sources}
    assert counted["Wagner Group"] == 2
    assert sum(counted.values()) == sum(int(each["claims"]) for each in documents) == 10


def test_exactly_what_the_filters_select(run, ledger, tmp_path):
    options = ["--kind", "control", "--since", "2023-01-11", "--until", "2023-01-13"]
    run("export", "out", *options, "--ledger", ledger)
    lines = run("claims", *options, "--json", "--ledger", ledger).stdout.splitlines()
    claims = table(tmp_path / "out/claims.csv")
    assert [each["id"] for each in claims] == [json.loads(line)["id"] for line in lines]
    assert [each["document"] for each in table(tmp_path / "out/documents.csv")] == ["d11", "d13"]
    manifest = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["filters"] == {
        "kinds": ["control"],
        "published_from": "2023-01-11",
        "published_to": "2023-01-13",
    }
    with Ledger.open(ledger, create=False) as opened:
        assert manifest["ledger"]["head"] == opened.head().hash


def test_what_is_not_on_the_map_is_told(run, ledger):
    answer = run("export", "--format", "geojson", "out", "--ledger", ledger)
    assert "1 claim without coordinates" in answer.output
    answer = run("export", "--format", "jsonld", "linked", "--json", "--ledger", ledger)
    assert json.loads(answer.stdout)["counts"]["claims"] == 10


def test_a_folder_in_use_and_a_name_that_nothing_bears(run, ledger, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    answer = run("export", ".", "--ledger", ledger)
    assert (answer.exit_code, "--overwrite" in answer.stderr) == (1, True)
    answer = run("export", ".", "--overwrite", "--party", "Wagnr Group", "--ledger", ledger)
    assert answer.exit_code == 0
    assert "there is Wagner Group" in answer.stderr
    assert table(tmp_path / "claims.csv") == []
    assert (tmp_path / "mine.txt").exists()


def test_bundled_reports_say_whose_pages_they_render(run, tmp_path, monkeypatch):
    from datetime import UTC, date, datetime

    from sayso.demo import demo_reports

    from .conftest import MINISTRY, reading, said

    report = demo_reports()[0]
    with Ledger.open(tmp_path / "demo.db") as opened:
        made = reading(report.id, date(2023, 1, 2), said(MINISTRY, "Russia", "Russia"))
        opened.add(made, datetime(2023, 2, 1, tzinfo=UTC))
    for name in ("csv", "acled"):
        run("export", "--format", name, name, "--ledger", "demo.db")
    (row,) = table(tmp_path / "csv/claims.csv")
    assert row["paraphrase"].startswith("Paraphrase by sayso of")
    assert "Paraphrase by sayso of" in table(tmp_path / "acled/claims.csv")[0]["notes"]


def test_the_command_knows_every_format():
    assert tuple(FORMATS) == _FORMATS


@pytest.mark.parametrize("name", ["csv", "geojson", "jsonld", "acled"])
def test_nothing_is_written_as_an_empty_export(run, ledger, tmp_path, name):
    assert run("export", "--format", name, "none", "--since", "2025-01-01", "--ledger", ledger).exit_code == 0
    manifest = json.loads((tmp_path / "none/manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["claims"] == 0
    if name != "csv":
        path = tmp_path / "none" / FORMATS[name].claims.name
        assert path.suffix == ".csv" or json.loads(path.read_text(encoding="utf-8"))
