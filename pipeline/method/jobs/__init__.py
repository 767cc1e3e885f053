"""Step 3: jobs-to-be-done."""
