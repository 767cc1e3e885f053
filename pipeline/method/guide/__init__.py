"""Step 2: what to ask, and what was asked."""
