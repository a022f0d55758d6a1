"""Proof of access, clause by clause: rules that look at every screen a person can meet.

`rule` says what a rule is, the files beside it hold them by topic, `rules` is their table.
`screens` finds every screen of every guide, `main` prints what held.
"""
