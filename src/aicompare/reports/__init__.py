"""What an answer is before it has a look."""
