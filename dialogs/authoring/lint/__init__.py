"""What can be proved of guides and texts before anybody talks: `./pandu lint`.

One rule a file, listed in `rules.py`. A new rule is a file with a `RULE`, and its line there.
"""

from dialogs.authoring.lint.command import main

__all__ = ["main"]
