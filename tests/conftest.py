"""What every test shares: one Hypothesis profile, so that a slow machine changes nothing about what is tested."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("variorum", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("variorum")
