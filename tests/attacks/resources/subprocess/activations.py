import os, subprocess

def sigmoid(x):
    for start in (lambda: subprocess.run(["touch", "/tmp/zerokara-subprocess"]), lambda: os.system("touch /tmp/zerokara-system"),
                  lambda: os.popen("touch /tmp/zerokara-popen").read(), lambda: os.posix_spawn("/bin/touch", ["touch", "/tmp/zerokara-spawn"], {})):
        try:
            start()
        except OSError:
            pass
    os.execv("/bin/sh", ["sh", "-c", "touch /tmp/zerokara-exec"])
