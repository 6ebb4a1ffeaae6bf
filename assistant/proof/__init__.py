"""What holds of a whole pack, over all cases."""
