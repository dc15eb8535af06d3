"""What a company may be worth by each method, beside what it is worth today."""
