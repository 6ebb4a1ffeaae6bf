"""The browser's way in: pages and forms first, the socket to make them quicker."""
