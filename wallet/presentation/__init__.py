"""What can be disclosed, presentations built from a selection, and their way out as QR code or file."""
