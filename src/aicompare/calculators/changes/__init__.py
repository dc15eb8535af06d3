"""What changed between two states of the data, and what it did to each answer."""
