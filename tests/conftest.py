"""Hypothesis without a stopwatch: a busy machine must not fail a test, and CI must repeat itself."""

import os

from hypothesis import settings

settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
