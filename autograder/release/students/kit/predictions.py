"""Pictures of what a network says and where it errs. You need not read this file; the lessons call it.

Green stands for right, red for wrong.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from . import pictures


def plot_predictions(images, probabilities, labels, columns=10):
    """Show images with the network's guess for each, and how sure it is.

    Args:
        images: pictures, one for each row of ``probabilities``.
        probabilities: one row for each picture, one column for each class.
        labels: the right classes, as integers.
        columns: how many pictures stand side by side.
    """
    count = len(labels)
    rows = -(-count // columns)
    _, frames = plt.subplots(rows, columns, figsize=(0.95 * columns, 1.35 * rows), squeeze=False, layout="constrained")
    for frame in frames.flat:
        frame.axis("off")
    for frame, image, row, label in zip(frames.flat, images, np.asarray(probabilities), labels):
        said = int(np.argmax(row))
        frame.imshow(image, cmap="gray_r", interpolation="nearest")
        text = f"{said}  {row[said]:.0%}" if said == label else f"{said}  {row[said]:.0%}\nit is {label}"
        frame.set_title(text, fontsize=9, color=pictures.GREEN if said == label else pictures.RED)
    plt.show()


def plot_confusion(matrix, names=None, title=""):
    """Show a confusion matrix: what is right lies on the diagonal in green, every mistake beside it in red.

    Args:
        matrix: counts; the true class chooses the row, the predicted one the column.
        names: the classes' names; their numbers by default.
        title: the line above.
    """
    matrix = np.asarray(matrix)
    names = range(len(matrix)) if names is None else names
    right = np.eye(len(matrix), dtype=bool)
    _, frame = plt.subplots(figsize=(0.46 * len(matrix) + 1.4,) * 2, layout="constrained")
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1)
    colors = np.ones((*matrix.shape, 4))
    for place, color in ((right, pictures.GREEN), (~right, pictures.RED)):
        rgb = np.array(plt.matplotlib.colors.to_rgb(color))
        strength = np.where(place, np.sqrt(shares), 0.0)[..., None]
        colors[..., :3] -= strength * (1 - rgb)
    frame.imshow(colors)
    for (row, column), count in np.ndenumerate(matrix):
        if count:
            dark = np.sqrt(shares[row, column]) > 0.6
            frame.text(
                column, row, f"{count:g}", ha="center", va="center", fontsize=9, color="white" if dark else "black"
            )
    frame.set_xticks(range(len(matrix)), names)
    frame.set_yticks(range(len(matrix)), names)
    frame.set_xlabel("what the network says")
    frame.set_ylabel("what is true")
    frame.grid(visible=False)
    frame.tick_params(length=0)
    if title:
        frame.set_title(title)
    plt.show()
