"""Where a saved talk waits to be taken up at another place, by a code.

`port.py` is what a face uses, `here.py` and `drafts.py` stand behind it without and with a hub;
`service/` is the hub.
"""
