"""What people type, and what is offered for them to choose."""
