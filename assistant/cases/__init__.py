"""What happened. The only room with a clock and a transaction."""
