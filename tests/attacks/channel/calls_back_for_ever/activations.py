import sys

worker = sys.modules["guest.worker"]

def answer(self, message):
    while True:
        self._send(worker.CALL_BACK, [], 1, [], {})

worker.Worker._answer = answer
