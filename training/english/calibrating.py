"""How sure the exported weights are, against how often they are right on development data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from parse import analysed, judged_arcs, judged_names, parts
from sayso.analysis import load_analyser
from sayso.analysis.confidence import Calibration, log_odds

_STEPS = 100


def fitted_calibration(root: Path, weights: Path) -> dict[str, Calibration]:
    """A line for arcs and one for general names; the folder must hold uncalibrated weights.

    `root` holds `data/` with the treebanks. The official head stays as it is: all that re3d leaves out of
    training is measured on.
    """
    analyse = load_analyser(weights=weights)
    measured = parts(development=True, pud=False)
    examples = [example for part in measured.values() for example in analysed(part, root, analyse)]
    return {"arcs": fitted(judged_arcs(examples)), "names": fitted(judged_names(examples))}


def fitted(judged: Sequence[tuple[float, bool]]) -> Calibration:
    """The line through the log odds under which being right is likeliest (Platt 1999)."""
    odds = torch.from_numpy(log_odds(np.array([sure for sure, _ in judged])))
    right = torch.tensor([float(is_right) for _, is_right in judged], dtype=odds.dtype)
    line = torch.tensor([1.0, 0.0], dtype=odds.dtype, requires_grad=True)
    optimiser = torch.optim.LBFGS([line], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = functional.binary_cross_entropy_with_logits(line[0] * odds + line[1], right)
        value.backward()
        return value

    optimiser.step(loss)
    slope, offset = line.tolist()
    return Calibration(slope, offset)
