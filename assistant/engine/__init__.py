"""One conversation. Pure: no clock, no chance, no database, no web."""
