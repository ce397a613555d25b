"""What is asked of the record, answered: one place on a day, its days, the disputes, the sides.

Nothing here prints; the command line, and whatever else shows answers, takes them from here.
"""
