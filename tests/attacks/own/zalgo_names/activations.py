def sigmoid(x):
    code = compile("raise ValueError('x')", "\x1b[2J/etc/passwd\n<b>", "exec")
    exec(code)
