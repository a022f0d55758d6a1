"""Which service a text means: the port, the words of the guides, and the service with the model."""

from shared.understanding.port import Understanding
from shared.understanding.word_search import WordSearch

__all__ = ["Understanding", "WordSearch"]
