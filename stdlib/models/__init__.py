"""What models can make, as data: one file a model, read without the model and without what it needs to run.

A manifest tells only what has a source; what is unknown is left out, and nothing is judged by it.
"""

from .chosen import Models, chosen, of_role
from .read import Manifest, Rule, Time, manifest, names
from .served import served

__all__ = ["Manifest", "Models", "Rule", "Time", "chosen", "manifest", "names", "of_role", "served"]
