"""The web, tested in a real browser."""
