"""The last step: the best seed by development data becomes the package's weights, with its model card."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from english.recipe import ABLATION_WORDS, VARIANTS
from english.runs import VERSION, Run, finished_runs, full_runs

_TEMPLATE = Path(__file__).with_name("model_card.md")
_TREES = ("UPOS", "XPOS", "features", "lemmas", "UAS", "LAS", "sentences F", "names F")
_COMPARED = ("EWT LAS", "GUM LAS", "EWT names F", "speech clauses", "re3d official ORG typed")

_BY_SCORE = "the best on development data"
_BY_READING = "with which sayso attributes and finds claims best on its development data"

Figures = dict[str, dict[str, float]]


def ship(folder: Path, package: Path, seed: int | None = None) -> None:
    """Copy the weights of a measured seed into the package and write their card.

    Without a seed the best by development score is taken; with one, the choice was made by what sayso
    reads with each, and the card says so.
    """
    measured = {
        run: json.loads(run.measured.read_text()) for run in full_runs(folder) if run.measured.exists()
    }
    if not measured:
        raise FileNotFoundError(f"{folder}: nothing measured; run `python -m english measure` first")
    candidates = [run for run in measured if seed in (None, run.seed)]
    if not candidates:
        raise FileNotFoundError(f"{folder}: seed {seed} is not measured")
    best = max(candidates, key=lambda run: development_score(measured[run]["--dev"]))
    for file in sorted(best.weights.iterdir()):
        shutil.copyfile(file, package / file.name)
    reason = _BY_READING if seed is not None else _BY_SCORE
    card = model_card(best, reason, measured, list(finished_runs(folder)))
    (package / "MODEL_CARD.md").write_text(card, encoding="utf-8")


def development_score(figures: Figures) -> float:
    """What seeds are chosen by: attachment on both treebanks, names, clauses of saying, a third each."""
    attachment = mean(figures[name]["LAS"] for name in ("EWT dev", "GUM dev"))
    return mean([attachment, figures["EWT dev"]["names F"], figures["speech clauses"]["both heads right"]])


def model_card(best: Run, reason: str, measured: dict[Run, dict[str, Figures]], runs: Sequence[Run]) -> str:
    """The card: what the template says, with every figure taken from the measurements."""
    everything = [figures.get("--pud") or figures["--test"] for figures in measured.values()]
    results = json.loads(best.results.read_text())
    return _TEMPLATE.read_text(encoding="utf-8").format(
        version=VERSION,
        seeds=len(measured),
        seed=best.seed,
        reason=reason,
        words=f"{best.words / 1e6:.1f}",
        headline_words=f"{best.recipe.headline_words:,}",
        minutes=round(results["minutes"]),
        trees=_tree_table(everything),
        names=_name_table(everything),
        clauses=round(everything[0]["speech clauses"]["clauses"]),
        clauses_right=_spread(everything, "speech clauses", "both heads right"),
        calibration=_spread(everything, "arc confidence", "expected calibration error"),
        ablations=_ablation_table(runs),
        ablation_words=f"{ABLATION_WORDS / 1e6:.1f}",
    )


def _tree_table(everything: Sequence[Figures]) -> str:
    rows = ["| text | " + " | ".join(_TREES) + " |", "|---" * (len(_TREES) + 1) + "|"]
    for text in ("PUD", "EWT test", "GUM test"):
        cells = [_spread(everything, text, measure) for measure in _TREES]
        rows.append(f"| {text} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _name_table(everything: Sequence[Figures]) -> str:
    rows = ["| kind | PUD F | EWT test F | re3d found | re3d found with its kind |", "|---|---|---|---|---|"]
    for kind, name in (("LOC", "places"), ("PER", "persons"), ("ORG", "organisations")):
        places = [("PUD", f"{kind} F"), ("EWT test", f"{kind} F")]
        places += [("re3d held out", f"{kind} {measure}") for measure in ("found", "typed")]
        rows.append(f"| {name} | " + " | ".join(_spread(everything, *place) for place in places) + " |")
    return "\n".join(rows)


def _spread(everything: Sequence[Figures], text: str, measure: str) -> str:
    """The mean over the seeds, and the lowest and highest where there are several; empty if not measured."""
    values = [figures[text][measure] for figures in everything if measure in figures.get(text, {})]
    if not values:
        return ""
    spread = f" [{min(values):.1f}, {max(values):.1f}]" if len(values) > 1 else ""
    return f"{mean(values):.1f}{spread}"


def _ablation_table(runs: Sequence[Run]) -> str:
    """Each variant against `base` over the same words: mean difference of the seeds, and its range."""
    figures: dict[tuple[str, int], dict[str, Any]] = {
        (run.variant, run.seed): json.loads(run.results.read_text())["development"]
        for run in runs
        if run.words == ABLATION_WORDS
    }
    rows = ["| variant | seeds | " + " | ".join(_COMPARED) + " |", "|---" * (len(_COMPARED) + 2) + "|"]
    for variant in VARIANTS:
        seeds = [seed for name, seed in figures if name == variant and ("base", seed) in figures]
        if not seeds:
            continue
        cells = []
        for measure in _COMPARED:
            own = [figures[variant, seed][measure] for seed in seeds]
            if variant == "base":
                cells.append(f"{mean(own):.1f}")
                continue
            gaps = [value - figures["base", seed][measure] for value, seed in zip(own, seeds, strict=True)]
            cells.append(f"{mean(gaps):+.1f} [{min(gaps):+.1f}, {max(gaps):+.1f}]")
        rows.append(f"| {variant} | {len(seeds)} | " + " | ".join(cells) + " |")
    return "\n".join(rows)
