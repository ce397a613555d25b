"""Every place of a ledger on any day of it, for the map: reckoned once, then read off in milliseconds.

What is told of a day is what was known on it, by the record as it stands now: a claim that was rejected and
the words of a version that was replaced are in none of the days.
"""

from sayso.answers.atlas.day import MONITORS as MONITORS
from sayso.answers.atlas.day import STANDS_FOR as STANDS_FOR
from sayso.answers.atlas.day import Chosen as Chosen
from sayso.answers.atlas.day import Days as Days
from sayso.answers.atlas.day import Shown as Shown
from sayso.answers.atlas.day import State as State
from sayso.answers.atlas.keeping import Sheaf as Sheaf
from sayso.answers.atlas.sheet import Sheet as Sheet
from sayso.answers.atlas.whole import Whole as Whole
from sayso.answers.atlas.whole import put_together as put_together
