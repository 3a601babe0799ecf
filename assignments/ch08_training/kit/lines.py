"""Drawings of straight borders in the plane. You need not read this file; the lessons call it.

A perceptron with two inputs divides the plane by a line: x1 * w1 + x2 * w2 + b = 0. Where
it says 1 the plane is light blue. Samples that should be 1 are blue, the others white.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import ListedColormap

from .pictures import BLUE, GREY, ORANGE

_SIDES = ListedColormap(["#ffffff", "#dce9f5"])


def draw_lines(frames, X, t, before=None, ring=None, low=-0.5, high=1.5, columns=4):
    """Draw lines among samples, each in a frame of its own.

    Args:
        frames: titles and lines; a line is ``(w, b)``, several are a list of such pairs.
        X, t: the samples and their right answers; if these differ from frame to frame, a dict by title.
        before: for some titles a line that is drawn dashed, as it was before.
        ring: for some titles the number of a sample to put a ring around.
        low, high: where both axes begin and end.
        columns: how many frames stand side by side.
    """
    before, ring = before or {}, ring or {}
    columns = min(columns, len(frames))
    rows = -(-len(frames) // columns)
    size = (2.9 * columns, 3.1 * rows)
    _, grid = plt.subplots(rows, columns, figsize=size, squeeze=False, layout="constrained")
    for frame, (title, lines) in zip(grid.flat, frames.items()):
        if isinstance(lines, list):
            for w, b in lines:
                line(frame, w, b, low, high, color=ORANGE, linewidth=0.8, alpha=0.5)
        else:
            side(frame, *lines, low, high)
            line(frame, *lines, low, high, color="black", linewidth=1.8)
        if title in before:
            line(frame, *before[title], low, high, color=GREY, linestyle="--", linewidth=1.5)
        samples(frame, X, t[title] if isinstance(t, dict) else t)
        if title in ring:
            frame.scatter(
                *np.asarray(X, dtype=float)[ring[title]], s=230, facecolors="none", edgecolors=ORANGE, linewidths=2.5
            )
        frame.set(title=title, xlim=(low, high), ylim=(low, high), aspect="equal")
        frame.grid(visible=False)
    for frame in grid.flat[len(frames) :]:
        frame.set_visible(False)
    plt.show()


def draw_answers(functions, X, answers, low=-0.5, high=1.5, steps=140):
    """Draw where functions of two numbers say 1, each in a frame of its own.

    Args:
        functions: names and functions ``f(x1, x2)`` that answer 0 or 1.
        X: the samples.
        answers: for each name the right answers of the samples.
        low, high: where both axes begin and end.
    """
    size = (2.9 * len(functions), 3.1)
    _, grid = plt.subplots(1, len(functions), figsize=size, squeeze=False, layout="constrained")
    axis = np.linspace(low, high, steps)
    for frame, (name, function) in zip(grid.flat, functions.items()):
        yes = np.array([[function(x1, x2) == 1 for x1 in axis] for x2 in axis])
        frame.imshow(yes, origin="lower", extent=(low, high, low, high), cmap=_SIDES, vmin=0, vmax=1, zorder=0)
        samples(frame, X, answers[name])
        frame.set(title=name, xlim=(low, high), ylim=(low, high), xlabel="x1", ylabel="x2", aspect="equal")
        frame.grid(visible=False)
    plt.show()


def samples(frame, X, t, size=70):
    """The samples: blue for 1, white for 0."""
    X, t = np.asarray(X, dtype=float), np.asarray(t)
    colours = [BLUE if target else "white" for target in t]
    frame.scatter(X[:, 0], X[:, 1], s=size, c=colours, edgecolors="black", zorder=3)


def line(frame, w, b, low, high, **style):
    """The border of a perceptron, from edge to edge; nothing where there is none."""
    w = np.asarray(w, dtype=float)
    length = np.hypot(*w)
    if length == 0:
        return
    nearest, along = -b * w / length**2, np.array([-w[1], w[0]]) / length
    reach = 4 * (high - low) + np.hypot(*nearest)
    ends = np.array([nearest - reach * along, nearest + reach * along])
    frame.plot(ends[:, 0], ends[:, 1], scalex=False, scaley=False, **style)


def side(frame, w, b, low, high, steps=300):
    """Colour the part of the plane where the perceptron says 1."""
    axis = np.linspace(low, high, steps)
    yes = np.add.outer(axis * w[1], axis * w[0]) + b > 0
    frame.imshow(yes, origin="lower", extent=(low, high, low, high), cmap=_SIDES, vmin=0, vmax=1, zorder=0)
