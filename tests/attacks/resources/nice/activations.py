import os, resource

for change in (lambda: os.nice(-20), lambda: os.sched_setaffinity(0, {0, 1}), lambda: os.setpriority(os.PRIO_PROCESS, 0, -20),
               lambda: resource.setrlimit(resource.RLIMIT_CPU, (-1, -1)), lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
               lambda: resource.setrlimit(resource.RLIMIT_NPROC, (100, 100)), lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))):
    try:
        change()
    except (OSError, ValueError):
        pass
