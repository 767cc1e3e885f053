"""Step 3: codings: the coders, what they learn, how good they are."""
