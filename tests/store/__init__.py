"""What a store of cases promises, and what the service does with it."""
