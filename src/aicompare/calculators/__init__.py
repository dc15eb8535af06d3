"""Pure calculations: facts in, report out. No file, clock, print or colour in here."""
