import gc

gc.disable()
gc.freeze()
gc.set_threshold(1)
circle = []
circle.append(circle)
