"""The window: the only part of the kiosk that knows Kivy. `setup` comes before all of it."""
