"""The perceptron: a neuron that says yes or no, the gates it can be, and how it learns.

Samples, weights and tables of samples are array_like: lists, tuples or arrays, of floats
or of integers (unsigned ones, too), read-only or not. Nothing is rounded, and no argument
is changed. Bits are the numbers 0 and 1.
"""

import numpy as np


def perceptron(x, w, b):
    """The oldest neuron that could learn: it says 1, or it says 0.

        perceptron(x, w, b) = 1  if x[0] * w[0] + x[1] * w[1] + ... + b > 0,  else 0

    Args:
        x: n numbers, the inputs.
        w: n numbers, one weight for each input.
        b: a number, the bias.

    Returns:
        The number 1 or the number 0.

    Promises:
        answer: 1 when the weighted sum with the bias is positive, 0 when it is negative, for any number of inputs.
        border: when the sum is exactly 0 the answer is 0.
        number: the answer is a number, not True or False.
        kinds: lists, tuples and arrays, of floats or of integers (unsigned ones, too); nothing is rounded.
        untouched: ``x`` and ``w`` are not changed.

    Example:
        >>> perceptron([1, 0], [0.5, 0.5], -0.7)
        0
        >>> perceptron([1, 1], [0.5, 0.5], -0.7)
        1

    Source: Rosenblatt, "The perceptron" (1958).
    """
    # TODO: compute the weighted sum with the bias, and answer 1 if it is greater than 0.
    raise NotImplementedError


def AND(x1, x2):
    """The gate that says 1 only when both bits are 1. A perceptron can be this gate.

    Args:
        x1: a bit, 0 or 1.
        x2: a bit, 0 or 1.

    Returns:
        The number 1 or the number 0.

    Promises:
        table: 0 for 00, 01 and 10; 1 for 11.
        number: the answer is a number, not True or False.
        bits: they may be integers, floats or NumPy's numbers.

    Example:
        >>> [AND(0, 0), AND(0, 1), AND(1, 0), AND(1, 1)]
        [0, 0, 0, 1]

    Source: McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity" (1943).
    """
    # TODO: choose two weights and a bias, and let perceptron decide.
    raise NotImplementedError


def OR(x1, x2):
    """The gate that says 1 when at least one bit is 1. A perceptron can be this gate.

    Args:
        x1: a bit, 0 or 1.
        x2: a bit, 0 or 1.

    Returns:
        The number 1 or the number 0.

    Promises:
        table: 0 for 00; 1 for 01, 10 and 11.
        number: the answer is a number, not True or False.
        bits: they may be integers, floats or NumPy's numbers.

    Example:
        >>> [OR(0, 0), OR(0, 1), OR(1, 0), OR(1, 1)]
        [0, 1, 1, 1]

    Source: McCulloch and Pitts, "A logical calculus of the ideas immanent in nervous activity" (1943).
    """
    # TODO: take the weights of AND; which bias lets a single bit be enough?
    raise NotImplementedError


def NAND(x1, x2):
    """The opposite of AND: 0 only when both bits are 1. A perceptron can be this gate.

    Args:
        x1: a bit, 0 or 1.
        x2: a bit, 0 or 1.

    Returns:
        The number 1 or the number 0.

    Promises:
        table: 1 for 00, 01 and 10; 0 for 11.
        number: the answer is a number, not True or False.
        bits: they may be integers, floats or NumPy's numbers.

    Example:
        >>> [NAND(0, 0), NAND(0, 1), NAND(1, 0), NAND(1, 1)]
        [1, 1, 1, 0]

    Source: Sheffer, "A set of five independent postulates for Boolean algebras" (1913).
    """
    # TODO: look at AND: what happens to its answers when all its signs are turned around?
    raise NotImplementedError


def XOR(x1, x2):
    """The gate that says 1 when exactly one bit is 1. No perceptron can be this gate; a few together can.

    Args:
        x1: a bit, 0 or 1.
        x2: a bit, 0 or 1.

    Returns:
        The number 1 or the number 0.

    Promises:
        table: 0 for 00 and 11; 1 for 01 and 10.
        number: the answer is a number, not True or False.
        bits: they may be integers, floats or NumPy's numbers.

    Example:
        >>> [XOR(0, 0), XOR(0, 1), XOR(1, 0), XOR(1, 1)]
        [0, 1, 1, 0]

    Source: Minsky and Papert, "Perceptrons" (1969).
    """
    # TODO: ask two gates about the bits, and a third gate about their answers.
    raise NotImplementedError


def perceptron_update(x, t, w, b, lr=0.1):
    """Rosenblatt's rule: look at one sample, and correct the weights if the answer was wrong.

        y = perceptron(x, w, b)
        new w = w + lr * (t - y) * x
        new b = b + lr * (t - y)

    Args:
        x: n numbers, one sample.
        t: the right answer for it, 0 or 1.
        w: n numbers, the weights so far.
        b: the bias so far.
        lr: the learning rate, how large a correction is.

    Returns:
        ``(w, b)``: the new weights (an array; a list or a tuple is as good) and the new bias.

    Promises:
        missed: when it said 0 and 1 was right, lr * x is added to the weights and lr to the bias.
        alarm: when it said 1 and 0 was right, both are subtracted instead.
        right: when the answer was right, weights and bias have the values they had.
        border: a sum of exactly 0 is the answer 0, as in ``perceptron``.
        lr: without ``lr`` it is 0.1.
        kinds: lists, tuples and arrays, of floats or of integers (unsigned ones, too); nothing is rounded.
        untouched: ``x`` and ``w`` are not changed; the new weights are new.

    Example:
        >>> w, b = perceptron_update([2.0, 1.0], 1, [0.0, -1.0], 0.5, lr=0.5)
        >>> w.tolist(), b
        ([1.0, -0.5], 1.0)

    Source: Rosenblatt, "Principles of Neurodynamics" (1962).
    """
    # TODO: let perceptron answer, then move w and b by lr times the error, as the formula says.
    raise NotImplementedError


def train_perceptron(X, t, lr=0.1, epochs=100):
    """Learn weights from samples: sweep over them with Rosenblatt's rule until nothing is wrong any more.

    One epoch is one sweep: each sample in its order, and the rule is applied to it with the
    weights of that moment.

    Args:
        X: samples, shape ``(N, D)``.
        t: their right answers, N numbers 0 or 1.
        lr: the learning rate.
        epochs: how many sweeps at most, 1 or more.

    Returns:
        ``(w, b, errors)``: D weights, the bias, and for each epoch how many samples it got wrong (a list;
        a tuple or an array is as good).

    Promises:
        start: all weights and the bias start at 0.
        order: samples are taken in their order, and each correction counts for the next sample already.
        errors: ``errors[e]`` is how many samples were answered wrongly during epoch e, each at its turn.
        stop: the first epoch without a mistake is the last one; it is in ``errors``, as 0.
        limit: where mistakes never end there are ``epochs`` epochs, 100 unless given.
        lr: every correction is ``lr`` times the error, 0.1 unless given.
        kinds: lists and arrays, of floats or of integers (unsigned ones, too); nothing is rounded.
        untouched: ``X`` and ``t`` are not changed.

    Example:
        >>> w, b, errors = train_perceptron([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1], lr=1)
        >>> w.tolist(), float(b), errors
        ([2.0, 1.0], -2.0, [1, 3, 3, 2, 1, 0])

    Source: Novikoff, "On convergence proofs for perceptrons" (1962).
    """
    # TODO: begin with zeros; in each epoch update sample by sample, and count those answered
    # wrongly.
    raise NotImplementedError


def separates(w, b, X, t):
    """Whether a perceptron answers every sample right: its line then separates the two kinds.

    Args:
        w: D weights.
        b: the bias.
        X: samples, shape ``(N, D)``, one or more.
        t: their right answers, N numbers 0 or 1.

    Returns:
        True or False.

    Promises:
        all: True when every sample is answered right, and False when one or more are wrong, whichever they are.
        border: a sum of exactly 0 is the answer 0, as in ``perceptron``.
        truth: the answer is True or False, not a number.
        kinds: lists, tuples and arrays, of floats or of integers (unsigned ones, too); nothing is rounded.
        untouched: ``w``, ``X`` and ``t`` are not changed.

    Example:
        >>> separates([1, 1], -0.5, [[0, 0], [0, 1], [1, 1]], [0, 1, 1])
        True
        >>> separates([1, 1], -0.5, [[0, 0], [0, 1], [1, 1]], [0, 1, 0])
        False

    Source: Minsky and Papert, "Perceptrons" (1969).
    """
    # TODO: compare the perceptron's answer with the right one, for every sample.
    raise NotImplementedError
