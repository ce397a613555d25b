"""Settings for Hypothesis, and the one reader of the session: loading it takes longer than a test."""

import os

import pytest
from hypothesis import settings

# Without a stopwatch: a busy machine must not fail a test, and CI must repeat itself.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


@pytest.fixture(scope="session")
def reader():
    from sayso.pipeline import Reader

    return Reader()
