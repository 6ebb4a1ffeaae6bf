"""What people say for a number or a time, as values. The pack's quick times are said so too."""
