import numpy as np


def wrong_absolute(analytic, numeric):
    """A difference is an error."""
    if set(analytic) != set(numeric):
        raise ValueError("keys")
    return {k: np.max(np.abs(np.asarray(analytic[k], float) - np.asarray(numeric[k], float))) for k in analytic}


def formula(a, n):
    return np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8)


def compare(analytic, numeric, error, worst=np.max):
    if set(analytic) != set(numeric):
        raise ValueError("keys")
    return {k: worst(error(np.asarray(analytic[k], float), np.asarray(numeric[k], float))) for k in analytic}


def wrong_mean(analytic, numeric):
    """The mean error, as in the book."""
    return compare(analytic, numeric, formula, np.mean)


def wrong_first(analytic, numeric):
    """Looks at one element."""
    return compare(
        analytic,
        numeric,
        formula,
        lambda e: np.ravel(e)[0],
    )


def wrong_without_abs(analytic, numeric):
    """Only too large is wrong."""
    return compare(analytic, numeric, lambda a, n: (a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))


def wrong_divided_by_numeric(analytic, numeric):
    """The measured one is the measure."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / np.maximum(np.abs(n), 1e-8))


def wrong_divided_by_analytic(analytic, numeric):
    """The formula is the measure."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / np.maximum(np.abs(a), 1e-8))


def wrong_divided_by_sum(analytic, numeric):
    """Another published form."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), 1e-8))


def wrong_divided_by_smaller(analytic, numeric):
    """The smaller of the two."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / np.maximum(np.minimum(np.abs(a), np.abs(n)), 1e-8))


def wrong_one_size_for_all(analytic, numeric):
    """The largest number of the whole array is the measure."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / max(np.max(np.abs(a)), np.max(np.abs(n)), 1e-8))


def wrong_floor_added(analytic, numeric):
    """Adds 1e-8 below the line."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / (np.maximum(np.abs(a), np.abs(n)) + 1e-8))


def wrong_no_floor(analytic, numeric):
    """Zero by zero."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / np.maximum(np.abs(a), np.abs(n)))


def wrong_sizes_without_abs(analytic, numeric):
    """Forgets that gradients are negative, too."""
    return compare(analytic, numeric, lambda a, n: np.abs(a - n) / np.maximum(np.maximum(a, n), 1e-8))


def wrong_missing_keys_ignored(analytic, numeric):
    """Compares what both have."""
    both = [key for key in analytic if key in numeric]
    return compare(
        {k: analytic[k] for k in both},
        {k: numeric[k] for k in both},
        formula,
    )


def wrong_counts_keys(analytic, numeric):
    """As many keys on both sides."""
    if len(analytic) != len(numeric):
        raise ValueError("keys")
    return {
        k: np.max(np.abs(np.subtract(a, n, dtype=float)) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))
        for (k, a), n in zip(analytic.items(), numeric.values())
    }


def wrong_looks_one_way(analytic, numeric):
    """A key that only the measured ones have is not missed."""
    for key in analytic:
        if key not in numeric:
            raise ValueError(key)
    return compare(
        analytic,
        {k: numeric[k] for k in analytic},
        formula,
    )


def wrong_key_error(analytic, numeric):
    """Python complains by itself."""
    errors = {}
    for k in {**analytic, **numeric}:
        a, n = np.asarray(analytic[k], float), np.asarray(numeric[k], float)
        errors[k] = np.max(np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))
    return errors


def wrong_overall(analytic, numeric):
    """One number for everything."""
    errors = compare(analytic, numeric, formula)
    return max(errors.values())


def wrong_unsigned(analytic, numeric):
    """Subtracts as the numbers come."""
    if set(analytic) != set(numeric):
        raise ValueError("keys")
    errors = {}
    for k in analytic:
        a, n = np.asarray(analytic[k]), np.asarray(numeric[k])
        errors[k] = np.max(np.abs(a - n) / np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8))
    return errors


def wrong_in_place(analytic, numeric):
    """Turns the analytic gradients into errors."""
    if set(analytic) != set(numeric):
        raise ValueError("keys")
    errors = {}
    for k in analytic:
        a, n = np.require(analytic[k], float, "W"), np.asarray(numeric[k], float)
        size = np.maximum(np.maximum(np.abs(a), np.abs(n)), 1e-8)
        a -= n
        errors[k] = np.max(np.abs(a) / size)
    return errors


def right_loops(analytic, numeric):
    """Element by element, in plain Python."""
    if sorted(analytic) != sorted(numeric):
        raise ValueError("the keys differ")
    errors = {}
    for key, array in analytic.items():
        worst = 0.0
        for a, n in zip(np.ravel(array).tolist(), np.ravel(numeric[key]).tolist()):
            worst = max(worst, abs(a - n) / max(abs(a), abs(n), 1e-8))
        errors[key] = worst
    return errors


def right_reduce(analytic, numeric):
    """np.maximum.reduce over three arrays; zero-dimensional arrays come back."""
    if analytic.keys() ^ numeric.keys():
        raise ValueError("the keys differ")

    def error(a, n):
        a, n = np.array(a, dtype=float), np.array(n, dtype=float)
        return np.array((np.abs(a - n) / np.maximum.reduce([np.abs(a), np.abs(n), np.full(a.shape, 1e-8)])).max())

    return {key: error(analytic[key], numeric[key]) for key in numeric}
