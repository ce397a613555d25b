"""The way in costs nothing until it is used, and has a name."""

import json
import subprocess
import sys

from sayso.analysis import load_analyser


def test_importing_the_package_loads_nothing_heavy():
    program = "import sayso.analysis, json, sys; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"spacy", "onnxruntime", "numpy"}.isdisjoint(json.loads(answer.stdout))


def test_the_name_says_which_weights_made_a_reading(analyse):
    assert analyse.name == "sayso-minilm-en 2.0"


def test_our_own_pipeline_can_be_asked_for_by_name(analyse):
    assert load_analyser("sayso-minilm-en").name == analyse.name
