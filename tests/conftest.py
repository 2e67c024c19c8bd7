"""What every test shares: the Hypothesis profiles.

`make test` draws the same examples on every machine and at every run, so that a red run is about the change; what was
found once stays as an explicit example. `make test-deep` (profile "deep") draws new ones, and many more of them.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("variorum", derandomize=True, **_SHARED)
settings.register_profile("deep", max_examples=1000, print_blob=True, **_SHARED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "variorum"))
