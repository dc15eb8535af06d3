"""What a number is: exact, with bounds, a currency, a period, a source, a metric."""
