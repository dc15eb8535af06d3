"""A text of others -> its figures, what each is taken for, and whether it holds."""
