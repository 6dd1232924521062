"""Processes: spread work over processes, and keep small matrix products on one thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Progress = Callable[[int, int], None]
# Small enough for a progress bar to move, large enough for the cost of a call not to matter.
CHUNK = 100


def in_chunks(
    work: Callable[[Sequence[Task]], list[Result]],
    tasks: Sequence[Task],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Result]:
    """Apply `work` to slices of `tasks` and join the results in the order of the tasks.

    The result is the same whatever `jobs` is. With joblib's `parallel_config(backend="dask")`
    around the call the slices go to a cluster instead of local processes.

    Args:
        work: takes a slice of tasks and returns a list of results; importable by name.
        tasks: what to do.
        jobs: processes; 1 stays in this one.
        progress: called with the number of tasks done and in all, after each slice.
    """
    size = max(1, min(CHUNK, -(-len(tasks) // max(1, 4 * jobs))))
    slices = [tasks[i : i + size] for i in range(0, len(tasks), size)]
    done: list[list[Result]] = []
    for result in _run_slices(work, slices, jobs):
        done.append(result)
        if progress:
            progress(min(size * len(done), len(tasks)), len(tasks))
    return list(chain.from_iterable(done))


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrix products on one thread: with small ones more threads only wait, at full load."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, user_api="blas"):
        yield


def _run_slices(
    work: Callable[[Sequence[Task]], list[Result]], slices: list[Sequence[Task]], jobs: int
) -> list[list[Result]] | map[list[Result]]:
    """The result of each slice as it comes, in order."""
    if jobs == 1 or len(slices) < 2:
        return map(work, slices)
    from joblib import Parallel, delayed

    results: list[list[Result]] = Parallel(n_jobs=jobs, return_as="generator")(
        delayed(work)(tasks) for tasks in slices
    )
    return results
