"""Waypost beside Chainlit and NiceGUI: the same ten questions, served by each."""
