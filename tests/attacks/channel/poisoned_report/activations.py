import sys

worker = sys.modules["guest.worker"]
worker.Worker._load = lambda self, delivery: "[" * 100000
