"""What is known of whom, and what follows from it."""
