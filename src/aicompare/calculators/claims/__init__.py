"""Whether a statement holds."""
