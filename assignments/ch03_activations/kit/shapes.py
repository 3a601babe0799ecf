"""The drawings of the lesson on forward passes. You need not read this file; the lesson calls it.

Each function draws; ``plt.show()`` shows. Colours are those of pictures.py: blue for
positive numbers, orange for negative ones.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .pictures import BLUE, GREEN, GREY, ORANGE, SIGNED


def draw_affine(x, W, b, result, row, column):
    """Draw x W + b with all numbers, and mark what one number of the result is made of.

    Args:
        x, W, b, result: small arrays.
        row, column: the number of the result to explain.
    """
    x, W, b, result = (np.asarray(part, dtype=float) for part in (x, W, b, result))
    n, d, m = len(x), W.shape[0], W.shape[1]
    width = d + m + m + m + 4.4
    _, frame = plt.subplots(figsize=(0.62 * width, 0.62 * (max(n, d) + 1.6)))
    reach = max(float(np.abs(part).max()) for part in (x, W, b, result))
    left, middle = 0.0, max(n, d) / 2
    parts = [
        ("x", x, "×", [(row, k) for k in range(d)]),
        ("W", W, "+", [(k, column) for k in range(d)]),
        ("b", b[None], "=", [(0, column)]),
        ("x W + b", result, "", [(row, column)]),
    ]
    for name, numbers, sign, marked in parts:
        matrix(frame, numbers, left, middle + len(numbers) / 2, reach, marked)
        shape = numbers[0].shape if name == "b" else numbers.shape
        text = f"{name}\n({shape[0]},)" if len(shape) == 1 else f"{name}\n{shape[0]} × {shape[1]}"
        frame.text(
            left + numbers.shape[1] / 2, middle - len(numbers) / 2 - 0.2, text, ha="center", va="top", fontsize=9
        )
        left += numbers.shape[1]
        frame.text(left + 0.7, middle, sign, ha="center", va="center", fontsize=15)
        left += 1.4
    frame.set(xlim=(-0.2, left - 1.2), ylim=(middle - max(n, d) / 2 - 1.3, max(n, d) + 0.2), aspect="equal")
    frame.axis("off")
    plt.tight_layout()


def matrix(frame, numbers, left, top, reach, marked):
    """A matrix as coloured squares with the numbers in them; some have a thick border."""
    for (row, column), number in np.ndenumerate(numbers):
        y = top - row - 1
        colour = SIGNED(0.5 + 0.4 * number / reach)
        frame.add_patch(plt.Rectangle((left + column, y), 1, 1, facecolor=colour, edgecolor="white", linewidth=1))
        frame.text(left + column + 0.5, y + 0.5, f"{number:g}", ha="center", va="center", fontsize=9)
    for row, column in marked:
        frame.add_patch(
            plt.Rectangle((left + column, top - row - 1), 1, 1, fill=False, edgecolor="black", linewidth=2, zorder=3)
        )


def draw_batch(x_shape, layers):
    """Draw how a batch runs through a network: every array as a box that is as wide as it has columns.

    Args:
        x_shape: the shape of the batch.
        layers: names and shapes of the arrays in the order in which they take part.
    """
    boxes = [("x", x_shape), *layers]
    _, frame = plt.subplots(figsize=(9.0, 2.6))
    unit, left = 0.035, 0.0
    for index, (name, (rows, columns)) in enumerate(boxes):
        wide, tall = max(columns * unit, 0.3), max(rows * unit, 0.3)
        weights = name.startswith("W")
        colour = GREY if weights else BLUE
        frame.add_patch(plt.Rectangle((left, -tall / 2), wide, tall, facecolor=colour, alpha=0.35, edgecolor=colour))
        text = f"{name}\n{rows} × {columns}"
        frame.text(left + wide / 2, -1.25, text, ha="center", va="top", fontsize=9)
        left += wide
        if index < len(boxes) - 1:
            sign = "×" if boxes[index + 1][0].startswith("W") else "→"
            frame.text(left + 0.4, 0, sign, ha="center", va="center", fontsize=14)
            left += 0.8
    frame.set(xlim=(-0.1, left + 0.1), ylim=(-2.0, 1.25), aspect="equal")
    frame.axis("off")
    plt.tight_layout()


def draw_histograms(groups, low=-1.0, high=1.0):
    """Histograms of what the neurons of each layer say: a row for each group, a column for each layer.

    Args:
        groups: names, and for each a list of arrays, one for each layer.
        low, high: where the axis begins and ends.
    """
    layers = max(map(len, groups.values()))
    _, frames = plt.subplots(
        len(groups),
        layers,
        figsize=(1.75 * layers, 1.35 * len(groups) + 0.4),
        squeeze=False,
        sharex=True,
        layout="constrained",
    )
    colours = (ORANGE, BLUE, GREEN)
    for row, (name, arrays) in enumerate(groups.items()):
        for column, array in enumerate(arrays):
            frame = frames[row, column]
            values = np.clip(np.ravel(array), low, high)
            frame.hist(values, bins=40, range=(low, high), color=colours[row % len(colours)])
            frame.set_yticks([])
            frame.grid(visible=False)
            if row == 0:
                frame.set_title(f"layer {column + 1}", fontsize=9)
            if column == 0:
                frame.set_ylabel(name, fontsize=9)
