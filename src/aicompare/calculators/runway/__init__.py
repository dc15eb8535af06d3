"""How long the cash lasts."""
