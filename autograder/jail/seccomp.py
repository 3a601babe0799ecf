"""The system calls that a worker may make: a default-deny list, compiled outside the jail.

What is allowed serves memory, its one socket (``read``, ``write``, ``readv``,
``writev`` on a descriptor that is open already), reading files that the layers below let through
(lazy imports), clocks and timers. Nothing makes a process, a thread, a socket or an
executable; nothing reaches another process.
"""

from __future__ import annotations

import tempfile
from functools import cache

ALLOWED = """
    read readv write writev close lseek dup dup2 dup3 fcntl poll ppoll select pselect6
    fstat newfstatat stat lstat statx access faccessat faccessat2 readlink readlinkat getcwd getdents64
    openat open
    mmap munmap mremap mprotect madvise brk
    rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack setitimer getitimer
    futex futex_waitv set_robust_list rseq restart_syscall sched_yield sched_getaffinity getcpu
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times
    getpid getppid gettid getuid geteuid getgid getegid getrusage sysinfo uname
    getrandom exit exit_group
""".split()

_TERMINAL_QUERY = 0x5401  # TCGETS, the ioctl behind isatty()


@cache
def worker_filter() -> bytes:
    """The filter as an array of ``sock_filter``; a call that is not allowed fails with EPERM.

    Raises:
        OSError, RuntimeError: libseccomp is missing or refuses.
    """
    import pyseccomp as seccomp

    program = seccomp.SyscallFilter(seccomp.ERRNO(1))
    for name in ALLOWED:
        try:
            program.add_rule(seccomp.ALLOW, name)
        except OSError:
            continue  # a call that this architecture or this libseccomp does not know stays denied
    program.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, _TERMINAL_QUERY))
    program.add_rule(seccomp.ALLOW, "prlimit64", seccomp.Arg(2, seccomp.EQ, 0))
    program.add_rule(seccomp.ERRNO(38), "clone3")  # ENOSYS, as on an old kernel
    with tempfile.TemporaryFile() as file:
        program.export_bpf(file)
        file.seek(0)
        return file.read()
