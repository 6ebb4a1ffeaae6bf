"""What authors own: the pack as values, read from text. Pure: no clock, no chance, no database."""
