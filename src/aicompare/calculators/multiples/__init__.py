"""Value over revenue, and what it implies."""
