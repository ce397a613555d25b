"""Weights that are not what their manifest says are refused in one line."""

import shutil

import pytest

from sayso.analysis.encoder import Encoder
from sayso.analysis.manifest import PACKAGED, Manifest
from sayso.errors import AnalysisError


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(PACKAGED, tmp_path / "en")
    return tmp_path / "en"


def _refusal(folder):
    with pytest.raises(AnalysisError) as caught:
        Encoder(folder)
    (line,) = str(caught.value).splitlines()
    assert "reinstall sayso" in line
    return line


def test_the_packaged_weights_are_whole():
    manifest = Manifest.read(PACKAGED)
    manifest.verify()
    assert (manifest.name, manifest.version) == ("sayso-minilm-en", "2.0")


@pytest.mark.parametrize(
    "name", ["manifest.toml", "encoder.onnx", "labeller.onnx", "labels.json", "forms.tsv", "vocab.txt"]
)
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert f"{folder / name}: missing" in _refusal(folder)


def test_a_file_cut_short_is_named(folder):
    (folder / "vocab.txt").write_bytes(b"[UNK]\n")
    assert f"{folder / 'vocab.txt'}: not 231508 bytes" in _refusal(folder)


def test_a_changed_file_is_named(folder):
    labels = folder / "labels.json"
    labels.write_text(labels.read_text().replace("NOUN", "NUON"))
    assert f"{labels}: its sha256 is not the one in the manifest" in _refusal(folder)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('version = "2.0"\n', "", "version"),
        ('version = "2.0"', 'version = "2.0"\ncolour = "red"', "colour"),
        ("[files.labels]", "[files.tables]", "tables"),
        ("bytes = 231508", 'bytes = "231508"', "vocab.txt"),
        ("[model]", "[model", "TOML"),
        ("[files.encoder]", "[[files.encoder]]", "a table is needed"),
        ("slope = ", "slope = -", "is no calibration"),
        ("offset = ", "shift = ", "shift"),
    ],
)
def test_a_manifest_with_odd_entries_is_refused(folder, old, new, named):
    path = folder / "manifest.toml"
    path.write_text(path.read_text().replace(old, new))
    line = _refusal(folder)
    assert str(path) in line
    assert named in line


def test_labels_that_do_not_fit_the_network_are_refused(folder):
    _replace(folder, "labels.json", (folder / "labels.json").read_text().replace('"ADJ", ', "").encode())
    assert "output 'tags' has width 17, not 16" in _refusal(folder)


def test_a_network_that_is_none_is_refused(folder):
    _replace(folder, "encoder.onnx", b"no network")
    assert f"{folder / 'encoder.onnx'}: cannot be loaded" in _refusal(folder)


def _replace(folder, name, content):
    """Put in another file and let the manifest vouch for it."""
    import hashlib

    old = Manifest.read(folder)
    file = next(file for file in old.files.values() if file.path.name == name)
    manifest = folder / "manifest.toml"
    text = manifest.read_text().replace(f"bytes = {file.size}", f"bytes = {len(content)}")
    manifest.write_text(text.replace(file.sha256, hashlib.sha256(content).hexdigest()))
    (folder / name).write_bytes(content)
