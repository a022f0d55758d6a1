"""Random talks through the real guides, and what must hold in every one of them.

`people.py` says what a person does, `host.py` plays the host, `properties.py` is what must hold,
`journey.py` runs one talk from its seed.
"""
