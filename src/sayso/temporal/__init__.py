"""Times in a text: found, dated against the day of publication, and tied to what they govern."""

from sayso.temporal.expressions import find_times

__all__ = ["find_times"]
