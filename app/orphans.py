"""A process that works for another one does not outlive it, however that one ends."""

import multiprocessing
import os
import signal
import threading


def end_with_parent() -> None:
    """From now on this process is told to end when the one that made it has ended, be it killed.

    Nothing changes in a process that Python's `multiprocessing` has not made.
    """
    if parent := multiprocessing.parent_process():

        def follow() -> None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

        threading.Thread(target=follow, name="end with parent", daemon=True).start()
