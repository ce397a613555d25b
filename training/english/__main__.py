"""Train, compare, export and describe the English analysis.

    python -m english train DATA INTO [--seeds 1 2 3] [--ablate] [--jobs 2]
    python -m english export DATA INTO
    python -m english measure DATA INTO [--pud]
    python -m english ship INTO FOLDER [--seed N]

DATA is the folder that holds `ud/` and `ner/`. What is done already in INTO is not done again, so a
training that was stopped is taken up by the same command.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import sys
from pathlib import Path

from english.base import BaseWeightsError
from english.recipe import ABLATION_WORDS, SHIPPED, VARIANTS
from english.runs import Run, export_runs, measure_runs, train_run
from english.shipping import ship


def train(data: Path, into: Path, seeds: list[int], words: int, *, ablate: bool, jobs: int) -> None:
    """Train the shipped recipe with every seed, and the variants too where they are asked for."""
    runs = [Run(into, "full", words, seed) for seed in seeds]
    if ablate:
        runs += [Run(into, variant, ABLATION_WORDS, seed) for seed in seeds for variant in VARIANTS]
    waiting = [run for run in runs if not run.is_done]
    logging.info("%d of %d trainings to do", len(waiting), len(runs))
    into.mkdir(parents=True, exist_ok=True)
    with multiprocessing.get_context("spawn").Pool(jobs, initializer=start_log) as pool:
        pool.starmap(train_run, [(data, run) for run in waiting], chunksize=1)


def start_log() -> None:
    """Progress goes to standard output, with the time and the process."""
    form = "%(asctime)s %(process)d %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, datefmt="%H:%M:%S", stream=sys.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="train networks, some hours a seed and processor")
    training.add_argument("data", type=Path)
    training.add_argument("into", type=Path)
    training.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    training.add_argument("--words", type=int, default=SHIPPED.words, help="length of the shipped recipe")
    training.add_argument("--ablate", action="store_true", help="the variants of the model card as well")
    training.add_argument("--jobs", type=int, default=2, help="trainings at once, each on one thread")
    exporting = commands.add_parser("export", help="write what the package loads, for every full training")
    exporting.add_argument("data", type=Path)
    exporting.add_argument("into", type=Path)
    measuring = commands.add_parser("measure", help="measure the exported weights on raw text")
    measuring.add_argument("data", type=Path)
    measuring.add_argument("into", type=Path)
    measuring.add_argument("--pud", action="store_true", help="PUD too: once a candidate, at the end")
    shipping = commands.add_parser("ship", help="copy the best seed by development data, with its card")
    shipping.add_argument("into", type=Path)
    shipping.add_argument("folder", type=Path)
    shipping.add_argument("--seed", type=int, help="this one, chosen by what sayso reads with each")
    options = parser.parse_args()
    start_log()
    try:
        if options.command == "train":
            seeds, words, jobs = options.seeds, options.words, options.jobs
            train(options.data, options.into, seeds, words, ablate=options.ablate, jobs=jobs)
        elif options.command == "export":
            export_runs(options.data, options.into)
        elif options.command == "measure":
            measure_runs(options.data, options.into, pud=options.pud)
        else:
            ship(options.into, options.folder, options.seed)
    except (BaseWeightsError, FileNotFoundError) as problem:
        sys.exit(str(problem))


if __name__ == "__main__":
    main()
