"""Step 1: whom to interview."""
