"""`import sayso` costs nothing: what is heavy is loaded by what uses it."""

import json
import subprocess
import sys

import pytest

HEAVY = {"spacy", "onnxruntime", "numpy", "sqlalchemy", "trafilatura", "pydantic", "rich", "click"}


@pytest.mark.parametrize("module", ["sayso", "sayso.model", "sayso.errors"])
def test_importing_loads_nothing_heavy(module):
    program = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(json.loads(answer.stdout))


def test_every_public_name_can_be_fetched():
    import sayso

    for name in sayso.__all__:
        assert getattr(sayso, name) is not None, name


def test_an_unknown_name_is_an_attribute_error():
    import sayso

    with pytest.raises(AttributeError, match="has no attribute 'verdict'"):
        _ = sayso.verdict
