"""The words and facts that writers use, as data: vocabularies, voices, formats, platform norms, prices.

Everything lives in dated YAML files. `vocabulary("sizes")` reads one vocabulary, `data("backends")` any other file of
facts. To add a word, add a line to a file; to add a vocabulary, add a file.
"""

from .read import Vocabulary, data, names, strength, vocabulary
from .scan import Match, fold

__all__ = ["Match", "Vocabulary", "data", "fold", "names", "strength", "vocabulary"]
