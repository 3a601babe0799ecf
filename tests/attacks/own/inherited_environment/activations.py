import os

for name in ("PYTHONPATH", "PYTHONSTARTUP", "LD_PRELOAD", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "BASH_ENV"):
    os.environ[name] = "/tmp/evil"
