"""What is the most that is read of a data file; each is named in the messages."""

MOST_BYTES = 64 * 1024 * 1024
DEEPEST = 20
MOST_VALUES = 300_000  # in one section, or in one company
MOST_FAULTS = 1000  # that are told of one file
