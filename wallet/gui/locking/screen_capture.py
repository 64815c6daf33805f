"""Keeps a window out of screenshots, recordings and shared screens, where the system can do that.

Windows 10 (2004) and later leave the window out; macOS shows an empty place. X11 has no such thing, and Wayland's
compositors decide alone.

Sources: https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity,
https://developer.apple.com/documentation/appkit/nswindow/sharingtype-swift.property
"""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

CAN_HIDE = sys.platform in ("win32", "darwin")

if sys.platform == "win32":
    import ctypes

    _ANYBODY, _NOBODY = 0x0, 0x11
    """WDA_NONE and WDA_EXCLUDEFROMCAPTURE."""

    def keep_out(window: QWidget, *, hidden: bool) -> None:
        """Keep a window out of pictures of the screen, or let it be in them."""
        ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _NOBODY if hidden else _ANYBODY)

elif sys.platform == "darwin":
    import ctypes
    import ctypes.util

    _NOBODY, _ANYBODY = 0, 1
    """NSWindowSharingNone and NSWindowSharingReadOnly."""

    def keep_out(window: QWidget, *, hidden: bool) -> None:
        """Keep a window out of pictures of the screen, or let it be in them."""
        objc = ctypes.CDLL(ctypes.util.find_library("objc"))
        objc.sel_registerName.restype = ctypes.c_void_p
        objc.sel_registerName.argtypes = [ctypes.c_char_p]
        send = objc.objc_msgSend
        send.restype, send.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_void_p]
        native = send(int(window.winId()), objc.sel_registerName(b"window"))
        send.restype, send.argtypes = None, [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
        send(native, objc.sel_registerName(b"setSharingType:"), _NOBODY if hidden else _ANYBODY)

else:

    def keep_out(_window: QWidget, *, hidden: bool) -> None:
        """Do nothing: this system has no way to do it."""
