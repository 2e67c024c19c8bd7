"""Forms of names: taken apart, declined, compared across scripts."""
