"""Where codes are looked for as they are shown: the camera, the screen, the clipboard."""
