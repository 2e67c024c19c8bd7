"""What every test shares: one Hypothesis profile, so that a slow machine changes nothing about what is tested.

Where CI is set the examples are the same at every run, so that a red run is about the change; at a desk they differ, so
that new examples are met.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "variorum",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("variorum")
