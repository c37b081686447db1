"""What models can make, as data: one file a model, read without the model and without what it needs to run.

A manifest tells only what has a source; what is unknown is left out, and nothing is judged by it.
"""

from .catalogue import STANDARD, Catalogue
from .chosen import ROLES, Models, chosen
from .read import Manifest, Rule, Time, manifest, manifest_of, names
from .served import served
from .tiny import shrunk

__all__ = ["ROLES", "STANDARD", "Catalogue", "Manifest", "Models", "Rule", "Time", "chosen", "manifest", "manifest_of", "names",
           "served", "shrunk"]
