"""Step 4: touchpoints, rated."""
