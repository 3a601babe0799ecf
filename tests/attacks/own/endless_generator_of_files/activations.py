import one, two
