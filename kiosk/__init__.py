"""The kiosk: a touchscreen over the dialog layer.

`compose` says what stands where, `press` what a press does, `window` draws it with Kivy.
"""
