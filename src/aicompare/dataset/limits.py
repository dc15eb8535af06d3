"""What is the most that is read of a data file; both are named in the messages."""

MOST_BYTES = 64 * 1024 * 1024
DEEPEST = 20
