"""What one viewer is shown, told from the answers."""
