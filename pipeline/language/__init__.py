"""The linguistic engine: sentences, words, lemmas, cues, scope, valence. Knows nothing of studies or files."""
