"""Foreign pixels, drawings and QR images, opened in a short-lived child process with limits."""
