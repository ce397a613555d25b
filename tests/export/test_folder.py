"""An export: every claim in every format, a codebook that agrees with the files, and their digests."""

import csv
import hashlib
import json
import re

import pytest

from sayso.errors import UnwritableOutputError
from sayso.export.columns import CLAIM_COLUMNS, DOCUMENT_COLUMNS, SOURCE_COLUMNS, Type
from sayso.export.delimited import cell, joined, parted, uncelled
from sayso.export.folder import CODEBOOK, MANIFEST, write_export
from sayso.export.formats import FORMATS
from sayso.model import VOCABULARIES

from .conftest import CLAIMS, TEXT

ABOUT = {"filters": {}, "ledger": {"head": "00"}}


@pytest.fixture(params=list(FORMATS))
def written(request, tmp_path, documents):
    if request.param == "parquet":
        pytest.importorskip("pyarrow", reason="the extra `parquet` is not installed")
    folder = tmp_path / "out"
    manifest = write_export(folder, request.param, documents, ABOUT)
    return request.param, folder, manifest


def table(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def names_in(path):
    """The columns or keys that a file has, whatever it is."""
    match path.suffix:
        case ".csv":
            return set(table(path)[0])
        case ".parquet":
            from pyarrow import parquet

            return set(parquet.read_schema(path).names)
        case ".geojson":
            return {name for each in json.loads(path.read_text())["features"] for name in each["properties"]}
    about = [each.get("body", each)["about"] for each in json.loads(path.read_text())["@graph"]]
    return {name for each in about for name in each}


def test_the_codebook_names_every_column_of_the_files_and_no_other(written):
    name, folder, _ = written
    text = (folder / CODEBOOK).read_text(encoding="utf-8")
    for file in (FORMATS[name].claims, FORMATS[name].documents, FORMATS[name].sources):
        section = text.split(f"## {file.name}\n")[1].split("\n## ")[0]
        described = re.findall(r"^\| `(\w+)` \|", section, re.M)
        assert described == [each.name for each in file.columns]
        there = names_in(folder / file.name)
        if file.name.endswith((".csv", ".parquet")):
            assert there == set(described)
        else:
            assert there <= set(described)


def test_every_value_of_a_vocabulary_is_in_the_codebook(written):
    name, folder, _ = written
    text = (folder / CODEBOOK).read_text(encoding="utf-8")
    for each in FORMATS[name].claims.columns:
        if each.vocabulary:
            assert all(f"`{value.value}`" in text for value in VOCABULARIES[each.vocabulary])


def test_the_manifest_has_the_digest_of_every_file(written):
    _, folder, manifest = written
    assert json.loads((folder / MANIFEST).read_text(encoding="utf-8")) == manifest
    assert {path.name for path in folder.iterdir()} == {*manifest["files"], MANIFEST}
    for name, told in manifest["files"].items():
        content = (folder / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert manifest["counts"]["claims"] == 4
    assert manifest["counts"]["documents"] == manifest["counts"]["sources"] == 2


def test_the_same_claims_make_the_same_bytes(written, documents, tmp_path):
    name, _, manifest = written
    again = write_export(tmp_path / "again", name, documents, ABOUT)
    assert again["files"] == manifest["files"]


def test_a_table_holds_what_was_given_and_no_formula(tmp_path, documents):
    write_export(tmp_path, "csv", documents, ABOUT)
    raw = (tmp_path / "claims.csv").read_bytes()
    assert raw.startswith(b"id,document,published,")
    rows = table(tmp_path / "claims.csv")
    first, second, third, _ = rows
    assert first["lat"] == "-48.5"
    assert first["outlet"] == "'-Post"
    assert first["published"] == "2023-01-14T23:30:00+02:00"
    assert second["evidence"] == "'=HYPERLINK(1)"
    assert second["sentence"] == TEXT.splitlines()[0]
    assert (second["place"], second["place_within"], second["lat"]) == ("Mine, Arden", "Arden", "")
    assert parted(second["relayed_by"]) == CLAIMS[1].relayed_by
    assert (second["quantity_low"], second["quantity_high"]) == ("40", "")
    assert second["quantity_counts"] == '"soldiers"\nand more'
    assert (third["when"], third["when_first"], third["background"]) == ("", "2023-01-13", "true")
    not_numbers = [each.name for each in CLAIM_COLUMNS if each.type not in (Type.NUMBER, Type.INTEGER)]
    assert not [row[name] for row in rows for name in not_numbers if row[name][:1] in set("=+-@\t\r") - {""}]


CELLS = ["=1+1", "+1", "-x", "@a", "\ta", "\ra", "'=1", "''+", "'plain", "plain", "a=b", "'"]


@pytest.mark.parametrize("words", CELLS)
def test_a_cell_says_what_was_put_into_it(words):
    there = cell(words, Type.TEXT)
    assert uncelled(there) == words
    assert there[0] not in "=+-@\t\r"


@pytest.mark.parametrize("names", [(), ("a",), ("a", "b, c"), ("a; b", "c"), ("[x]",), (" a",), ('"q"', "z")])
def test_names_in_a_cell_can_be_told_apart(names):
    assert parted(joined(names)) == names


def test_parquet_keeps_types_and_nulls(tmp_path, documents):
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    write_export(tmp_path, "parquet", documents, ABOUT)
    read = parquet.read_table(tmp_path / "claims.parquet")
    assert [read.schema.field(name).type for name in ("lat", "start", "background", "when_first")] == [
        "double",
        "int64",
        "bool",
        "date32[day]",
    ]
    rows = read.to_pylist()
    assert rows[0]["outlet"] == "-Post"
    assert rows[0]["relayed_by"] is None
    assert rows[1]["relayed_by"] == ["A, Ltd", "B; C"]
    assert rows[0]["known_from"].utcoffset().total_seconds() == 0
    assert parquet.read_table(tmp_path / "documents.parquet").num_rows == 2


def test_parquet_without_its_library_says_what_to_install(tmp_path, documents, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UnwritableOutputError, match=r"pip install 'sayso\[parquet\]'"):
        write_export(tmp_path, "parquet", documents, ABOUT)
    assert not list(tmp_path.iterdir())


def test_a_map_has_the_claims_whose_place_has_a_point(tmp_path, documents):
    manifest = write_export(tmp_path, "geojson", documents, ABOUT)
    read = json.loads((tmp_path / "claims.geojson").read_text(encoding="utf-8"))
    assert read["type"] == "FeatureCollection"
    assert read["properties"] == {"with_coordinates": 2, "without_coordinates": 2}
    assert manifest["counts"]["without_coordinates"] == 2
    for feature in read["features"]:
        assert feature["type"] == "Feature"
        assert feature["geometry"] == {"type": "Point", "coordinates": [38.25, -48.5]}
        assert feature["properties"]["source"] == "Gen. Bo"
        assert feature["properties"]["relayed_by"] is None


def test_linked_data_points_at_the_words_and_says_whose_they_are(tmp_path, documents):
    write_export(tmp_path, "jsonld", documents, ABOUT)
    read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.jsonld")}
    ids = {each["id"] for name in ("documents", "sources") for each in read[name]["@graph"]}
    for each in read["claims"]["@graph"]:
        position, quoted = each["target"]["selector"]
        exact = TEXT[position["start"] : position["end"]]
        assert (position["type"], quoted["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert quoted["exact"] == exact
        assert quoted["prefix"] + exact + quoted["suffix"] in TEXT
        assert {each["wasDerivedFrom"], each["wasGeneratedBy"], each["wasAttributedTo"]} <= ids
        assert each["target"]["source"] == each["wasDerivedFrom"]
        assert each["body"]["about"]["polarity"] in ("affirmed", "denied")
        assert None not in each["body"]["about"].values()
    context = read["claims"]["@context"]
    assert context["wasDerivedFrom"]["@id"] == "prov:wasDerivedFrom"
    assert not [value for value in context.values() if isinstance(value, str) and value.endswith(".jsonld")]


def test_no_wording_of_an_event_loses_whose_it_is(tmp_path, documents):
    write_export(tmp_path, "acled", documents, ABOUT)
    held, dead, denied, undated = table(tmp_path / "claims.csv")
    assert held["notes"].startswith("Gen. Bo, for the Vale army, said")
    assert "an unnamed source said" in denied["notes"].casefold()
    said = re.compile(r"\b(said|reported|gave|rejected|spoke)\b")
    assert all(said.search(each["notes"]) for each in (held, dead, denied, undated))
    assert held["source"] == "Gen. Bo; -Post"
    assert (held["event_type"], denied["event_type"], dead["event_type"]) == (
        "Strategic developments",
        "",
        "",
    )
    assert denied["sub_event_type"] == "claim of fighting, denied, probable, background"
    assert (held["event_date"], held["time_precision"], held["date_basis"]) == ("2023-01-13", "1", "when")
    assert (dead["event_date"], dead["time_precision"], dead["date_basis"]) == ("2023-01-01", "3", "said_on")
    assert (held["geo_precision"], dead["geo_precision"]) == ("1", "")
    assert held["event_id_cnty"].startswith("UA-")
    assert denied["event_id_cnty"].startswith("ZZ-")
    assert undated["actor1"] == "Vale"


def test_a_folder_that_holds_something_is_left_alone(tmp_path, documents):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UnwritableOutputError, match="--overwrite"):
        write_export(tmp_path, "csv", documents, ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    write_export(tmp_path, "csv", documents, ABOUT, overwrite=True)
    write_export(tmp_path, "csv", documents, ABOUT, overwrite=True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    with pytest.raises(UnwritableOutputError, match="is a file"):
        write_export(tmp_path / "notes.txt", "csv", documents, ABOUT)


def test_what_is_broken_off_leaves_nothing_behind(tmp_path, documents):
    def broken():
        yield documents[0]
        raise RuntimeError("the power went")

    write_export(tmp_path, "csv", documents, ABOUT)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(RuntimeError):
        write_export(tmp_path, "csv", broken(), ABOUT, overwrite=True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_names_of_columns_are_used_once():
    for columns in (CLAIM_COLUMNS, DOCUMENT_COLUMNS, SOURCE_COLUMNS):
        names = [each.name for each in columns]
        assert len(set(names)) == len(names)
        assert all(each.about.endswith(".") for each in columns)
