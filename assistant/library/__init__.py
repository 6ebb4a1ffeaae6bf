"""Documents that a service has put in beside the protocol: read, kept and searched."""
