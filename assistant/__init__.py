"""Waypost: a guided decision assistant for safeguarding."""
