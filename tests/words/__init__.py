"""What people type, what it is taken to mean, and what is offered for them to choose."""
