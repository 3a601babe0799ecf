import random

import numpy as np


def wrong_shuffled_apart(x, t, batch_size, rng=None):
    """Both are shuffled, so both are random."""
    rng = rng or np.random.default_rng()
    x, t = rng.permutation(np.asarray(x)), rng.permutation(np.asarray(t))
    return [(x[i : i + batch_size], t[i : i + batch_size]) for i in range(0, len(x), batch_size)]


def wrong_result_thrown_away(x, t, batch_size, rng=None):
    """Draws an order and forgets to use it."""
    rng = rng or np.random.default_rng()
    x, t = np.asarray(x), np.asarray(t)
    rng.permutation(len(x))
    return [(x[i : i + batch_size], t[i : i + batch_size]) for i in range(0, len(x), batch_size)]


def wrong_last_batch_lost(x, t, batch_size, rng=None):
    """Whole batches only."""
    x, t = np.asarray(x), np.asarray(t)
    order = (rng or np.random.default_rng()).permutation(len(x))
    return [
        (x[order[i * batch_size : (i + 1) * batch_size]], t[order[i * batch_size : (i + 1) * batch_size]])
        for i in range(len(x) // batch_size)
    ]


def wrong_with_replacement(x, t, batch_size, rng=None):
    """The textbook's np.random.choice."""
    x, t = np.asarray(x), np.asarray(t)
    for start in range(0, len(x), batch_size):
        mask = np.random.choice(len(x), min(batch_size, len(x) - start))
        yield x[mask], t[mask]


def wrong_shuffled_within(x, t, batch_size, rng=None):
    """Cuts first, then shuffles each batch."""
    x, t = np.asarray(x), np.asarray(t)
    rng = rng or np.random.default_rng()
    for start in range(0, len(x), batch_size):
        order = start + rng.permutation(min(batch_size, len(x) - start))
        yield x[order], t[order]


def wrong_batches_shuffled(x, t, batch_size, rng=None):
    """Cuts first, then shuffles the batches."""
    x, t = np.asarray(x), np.asarray(t)
    rng = rng or np.random.default_rng()
    batches = [
        (x[i : i + batch_size], t[i : i + batch_size]) for i in range(0, len(x) - len(x) % batch_size, batch_size)
    ]
    rest = [(x[len(x) - len(x) % batch_size :], t[len(x) - len(x) % batch_size :])] if len(x) % batch_size else []
    return [batches[i] for i in rng.permutation(len(batches))] + rest


def wrong_fixed_seed(x, t, batch_size, rng=None):
    """Seeds make results repeatable."""
    x, t = np.asarray(x), np.asarray(t)
    order = np.random.default_rng(42).permutation(len(x))
    return [(x[order[i : i + batch_size]], t[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]


def wrong_in_place(x, t, batch_size, rng=None):
    """Shuffles the samples themselves, with two equal generators."""
    if not (isinstance(x, np.ndarray) and x.flags.writeable and isinstance(t, np.ndarray)):
        x, t = np.array(x), np.array(t)
    seed = int((rng or np.random.default_rng()).integers(1 << 30))
    np.random.default_rng(seed).shuffle(x)
    np.random.default_rng(seed).shuffle(t)
    return [(x[i : i + batch_size].copy(), t[i : i + batch_size].copy()) for i in range(0, len(x), batch_size)]


def wrong_rotated(x, t, batch_size, rng=None):
    """Begins somewhere and goes round."""
    x, t = np.asarray(x), np.asarray(t)
    order = np.roll(np.arange(len(x)), int((rng or np.random.default_rng()).integers(len(x))))
    return [(x[order[i : i + batch_size]], t[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]


def wrong_number_of_batches(x, t, batch_size, rng=None):
    """Takes batch_size for the number of batches."""
    x, t = np.asarray(x), np.asarray(t)
    order = (rng or np.random.default_rng()).permutation(len(x))
    return [(x[part], t[part]) for part in np.array_split(order, batch_size) if len(part)]


def wrong_empty_batch(x, t, batch_size, rng=None):
    """One batch more, to be sure."""
    x, t = np.asarray(x), np.asarray(t)
    order = (rng or np.random.default_rng()).permutation(len(x))
    parts = [order[i : i + batch_size] for i in range(0, len(x) + batch_size, batch_size)]
    return [(x[part], t[part]) for part in parts]


def wrong_flattened(x, t, batch_size, rng=None):
    """Makes rows of everything."""
    x, t = np.asarray(x), np.asarray(t)
    x = x.reshape(len(x), -1)
    order = (rng or np.random.default_rng()).permutation(len(x))
    return [(x[order[i : i + batch_size]], t[order[i : i + batch_size]]) for i in range(0, len(x), batch_size)]


def right_list(x, t, batch_size, rng=None):
    """A list of tuples, from shuffled copies."""
    x, t = np.asarray(x), np.asarray(t)
    order = np.random.permutation(len(t))
    x, t = x[order], t[order]
    batches = []
    for i in range(0, len(t), batch_size):
        batches.append((x[i : i + batch_size], t[i : i + batch_size]))
    return batches


def right_lists(x, t, batch_size, rng=None):
    """Plain Python: shuffled pairs, batches of lists."""
    pairs = list(zip(x, t))
    random.shuffle(pairs)
    for start in range(0, len(pairs), batch_size):
        chosen = pairs[start : start + batch_size]
        yield [[pair[0] for pair in chosen], [pair[1] for pair in chosen]]


def right_sorted_by_chance(x, t, batch_size, rng=None):
    """Sorts random numbers."""
    x, t = np.asarray(x), np.asarray(t)
    rng = np.random.default_rng() if rng is None else rng
    order = np.argsort(rng.random(len(x)))
    cuts = np.arange(batch_size, len(x), batch_size)
    return zip(np.split(x[order], cuts), np.split(t[order], cuts))
