"""Every pack: the one that is shipped, and broken ones with the message that each must give."""
