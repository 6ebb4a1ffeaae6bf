"""The web, tested over real sockets against a real server."""
