"""Step 2: what was said: turns, passages, phases."""
