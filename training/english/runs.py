"""One training among many: its files, and each step from data to measured weights."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from english.base import base_weights
from english.batches import Encoding
from english.calibrating import fitted_calibration
from english.corpora import known_forms, labels_of, read_corpora
from english.exporting import export, write_manifest
from english.fitting import fit
from english.network import Network
from english.overlap import overlaps
from english.probing import Probe
from english.recipe import VARIANTS, Recipe, shortened
from sayso.analysis.encoder import Labels

MODEL, VERSION = "sayso-minilm-en", "2.0"
_PARSE = Path(__file__).resolve().parents[2] / "evals" / "parse.py"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """A variant of the recipe over a number of words with a seed, and where its files lie."""

    folder: Path
    variant: str
    words: int
    seed: int

    @property
    def recipe(self) -> Recipe:
        return shortened(VARIANTS[self.variant], self.words)

    @property
    def state(self) -> Path:
        """The network, as torch keeps it."""
        return self._file(".pt")

    @property
    def checkpoint(self) -> Path:
        """The state of a training that is under way; goes when it is done."""
        return self._file(".checkpoint")

    @property
    def results(self) -> Path:
        """Recipe and development figures; written last, so that it tells of a whole training."""
        return self._file(".json")

    @property
    def weights(self) -> Path:
        """The folder that the package could load."""
        return self._file("")

    @property
    def measured(self) -> Path:
        """Figures of the exported weights on raw text."""
        return self._file(".measured.json")

    @property
    def is_done(self) -> bool:
        return self.results.exists()

    def _file(self, ending: str) -> Path:
        return self.folder / f"{self.variant.replace(' ', '-')}_{self.words}_{self.seed}{ending}"


def finished_runs(folder: Path) -> Iterator[Run]:
    """The trainings whose results lie in the folder, in the order of their names."""
    for path in sorted(folder.glob("*_*_*.json")):
        if not path.name.endswith(".measured.json"):
            variant, words, seed = path.stem.rsplit("_", 2)
            yield Run(folder, variant.replace("-", " "), int(words), int(seed))


def full_runs(folder: Path) -> list[Run]:
    """The trainings of the shipped recipe at its longest; raises `FileNotFoundError` where there is none."""
    full = [run for run in finished_runs(folder) if run.variant == "full"]
    if not full:
        raise FileNotFoundError(f"{folder}: no finished training; run `python -m english train` first")
    longest = max(run.words for run in full)
    return [run for run in full if run.words == longest]


def train_run(data: Path, run: Run) -> None:
    """Train one network; leave its weights, its labels and its development figures."""
    recipe = run.recipe
    corpora = read_corpora(data, georgetown_names=recipe.georgetown_names)
    leaks = overlaps(corpora, data)
    if leaks:
        shared = "; ".join(f"{leak.document} and {leak.measured} ({leak.words})" for leak in leaks)
        raise SystemExit(f"training and test texts overlap, exclude the documents in corpora.py: {shared}")
    labels, base = labels_of(corpora.train), base_weights()
    began = time.monotonic()
    network = fit(corpora, labels, base, recipe, run.seed, run.checkpoint)
    minutes = (time.monotonic() - began) / 60
    figures = Probe(corpora, Encoding(base / "vocab.txt", labels, casing=recipe.casing), labels)(network)
    trained = {"state": network.state_dict(), "labels": asdict(labels), "forms": known_forms(corpora.train)}
    torch.save(trained, run.state)
    how = {"variant": run.variant, "seed": run.seed, "recipe": asdict(recipe), "minutes": round(minutes, 1)}
    _write(run.results, {**how, "development": figures})
    run.checkpoint.unlink(missing_ok=True)
    log.info("%s: %s", run.results.stem, figures)


def export_runs(data: Path, folder: Path) -> None:
    """Export and calibrate every full training that is not exported yet."""
    for run in full_runs(folder):
        if not run.weights.exists():
            kept = torch.load(run.state, weights_only=True)
            labels = Labels(**{column: tuple(values) for column, values in kept["labels"].items()})
            network = Network(labels, run.recipe.dropout)
            network.load_state_dict(kept["state"])
            vocabulary = base_weights() / "vocab.txt"
            export(network, labels, kept["forms"], vocabulary, run.weights, name=MODEL, version=VERSION)
            write_manifest(run.weights, MODEL, VERSION, fitted_calibration(data.parent, run.weights))
            log.info("%s exported", run.weights)


def measure_runs(data: Path, folder: Path, *, pud: bool) -> None:
    """Measure every exported training with `evals/parse.py`, a process each."""
    for run in full_runs(folder):
        known: dict[str, Any] = json.loads(run.measured.read_text()) if run.measured.exists() else {}
        for option in ["--dev", "--pud"] if pud else ["--dev", "--test"]:
            if option not in known:
                known[option] = _measured(data, run, [] if option == "--test" else [option])
                _write(run.measured, known)
                log.info("%s %s: %s", run.weights.name, option, known[option])


def _measured(data: Path, run: Run, options: list[str]) -> dict[str, Any]:
    command = [
        sys.executable,
        str(_PARSE),
        str(data.parent),
        "--json",
        "--weights",
        str(run.weights),
        *options,
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(answer.stdout)["figures"]
    return figures


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
