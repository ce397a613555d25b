"""Several processes that read at once, with results in the order of the work.

The same reports make the same ledger however many read them: only the order of the work counts.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from sayso.ledger import MEMORY, Ledger
from sayso.recording.reading import Bench, Done, Settings, Task, reader_of

_FEW = 8
"""Pieces of work up to which starting other processes takes longer than the work."""
_AHEAD = 4
"""Parcels that wait for each process: enough that none idles, few enough to hold in memory."""
_IN_PARCEL = 8
_LARGE = 1_000_000
"""Bytes from which a parcel is full: texts of a book's length are not piled up."""

_bench: Bench | None = None

Worked = tuple[Task, list[Done]]


def default_workers() -> int:
    """One process for each processor that this one may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def work_through(
    tasks: Iterable[Task], bench: Bench, ledger: str, settings: Settings, workers: int
) -> Iterator[Worked]:
    """Every task with what was made of it, in order. Little work is done on `bench`, in this process."""
    waiting = iter(tasks)
    if workers > 1 and ledger != MEMORY:
        first = list(islice(waiting, _FEW + 1))
        if len(first) > _FEW:
            with _Crew(ledger, settings, workers) as crew:
                yield from crew.work_through(chain(first, waiting))
            return
        waiting = iter(first)
    for task in waiting:
        yield task, bench.work(task)


class _Crew:
    """A pool of processes, each at a bench of its own."""

    def __init__(self, ledger: str, settings: Settings, workers: int) -> None:
        self._ledger, self._settings, self._workers = ledger, settings, workers
        self._pool = self._start(workers)

    def __enter__(self) -> _Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def work_through(self, tasks: Iterable[Task]) -> Iterator[Worked]:
        under_way: deque[tuple[list[Task], Future[list[list[Done]]]]] = deque()
        for parcel in _parcels(tasks):
            under_way.append((parcel, self._pool.submit(_work, parcel)))
            if len(under_way) >= self._workers * _AHEAD:
                yield from self._next(under_way)
        while under_way:
            yield from self._next(under_way)

    def _next(self, under_way: deque[tuple[list[Task], Future[list[list[Done]]]]]) -> Iterator[Worked]:
        parcel, future = under_way.popleft()
        try:
            yield from zip(parcel, future.result(), strict=True)
        except BrokenProcessPool:
            # A process was killed from outside or fell over one report: each of this parcel is tried by
            # itself, so that only what does it again is lost.
            self._pool.shutdown(cancel_futures=True)
            yield from self._one_by_one(parcel)
            self._pool = self._start(self._workers)
            left = [each for each, _ in under_way]
            under_way.clear()
            under_way.extend((each, self._pool.submit(_work, each)) for each in left)

    def _one_by_one(self, parcel: list[Task]) -> Iterator[Worked]:
        pool = self._start(1)
        for task in parcel:
            try:
                yield task, pool.submit(_work, [task]).result()[0]
            except BrokenProcessPool:
                told = "the process that read it was ended, perhaps for want of memory; try --workers 1"
                yield task, [Done(problem=f"{task.named}: {told}")]
                pool.shutdown()
                pool = self._start(1)
        pool.shutdown()

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Started afresh, not forked: a copy of a process with threads may stand still for ever.
        return ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_sit_down,
            initargs=(self._ledger, self._settings),
        )


def _sit_down(ledger: str, settings: Settings) -> None:
    """Set up a process: Ctrl-C is for the one that started it, which ends the others in good order."""
    global _bench
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bench = Bench(Ledger.open(ledger, create=False), reader_of(settings), settings.today)


def _work(parcel: list[Task]) -> list[list[Done]]:
    if _bench is None:
        raise RuntimeError("no bench was set up in this process")
    return [_bench.work(task) for task in parcel]


def _parcels(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    parcel: list[Task] = []
    size = 0
    for task in tasks:
        parcel.append(task)
        size += task.size
        if len(parcel) >= _IN_PARCEL or size >= _LARGE:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel
