"""Who can hold a place and who can speak: theatres from data files, and the look-up of names.

from sayso.parties import Registry, detect_theatre, load_theatres, load_world
found = detect_theatre(text, day, load_theatres())
registry = Registry(found.theatre, load_world(), day)
registry.party_of("Kyiv’s troops")
"""

from sayso.parties.detection import Detection, detect_theatre
from sayso.parties.registry import Registry
from sayso.parties.setting import Setting, setting_of
from sayso.parties.theatres import load_theatre, load_theatres, load_world, theatre_names
from sayso.parties.unlisted import unlisted_conflict

__all__ = [
    "Detection",
    "Registry",
    "Setting",
    "detect_theatre",
    "load_theatre",
    "load_theatres",
    "load_world",
    "setting_of",
    "theatre_names",
    "unlisted_conflict",
]
