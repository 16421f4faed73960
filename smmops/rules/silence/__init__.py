"""`allow` lines: what a file silences, and why."""
