"""For those who write guides: reading, checking and publishing them. The only I/O of the layer."""
