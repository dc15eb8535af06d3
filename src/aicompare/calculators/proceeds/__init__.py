"""What a raise is planned to be spent on, and what was."""
