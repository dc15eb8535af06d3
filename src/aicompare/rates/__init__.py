"""What a currency is worth, on a day, over a window, and at a rate of the user's own."""
