"""The dialog layer: guides, answer kinds, the step and the screen. Pure: no I/O, no clock."""
