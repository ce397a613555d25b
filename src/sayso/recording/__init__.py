"""Reports into a ledger: many read at once, one writer, and the fate of each told.

settings = Settings(today=date.today())
with Ledger.open("sayso.db") as ledger:
    recorder = Recorder(ledger, settings, reader_of(settings), clock=lambda: datetime.now(UTC))
    for task, outcomes in recorder.take(tasks_in(path, Description(), today=settings.today), workers=4):
        print(task.named, [each.fate for each in outcomes])
"""

from sayso.recording.crew import default_workers
from sayso.recording.outcomes import Fate, Outcome, Summary
from sayso.recording.reading import Settings, Task, reader_of
from sayso.recording.tasks import tasks_in
from sayso.recording.writing import Recorder

__all__ = [
    "Fate",
    "Outcome",
    "Recorder",
    "Settings",
    "Summary",
    "Task",
    "default_workers",
    "reader_of",
    "tasks_in",
]
