import pytest

from sayso.analysis import load_analyser


@pytest.fixture(scope="session")
def analyse():
    return load_analyser()
