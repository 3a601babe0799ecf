"""The drawings of the lessons. You need not read this file; the lessons call it.

Blue stands for positive numbers, orange for negative ones, grey for zero.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, Normalize, TwoSlopeNorm

BLUE, ORANGE, GREY, GREEN, RED = "#1f6fb4", "#e07b00", "#9aa0a6", "#2e8540", "#c4314b"
SIGNED = LinearSegmentedColormap.from_list("signed", [ORANGE, "#ffffff", BLUE])
POSITIVE = LinearSegmentedColormap.from_list("positive", ["#ffffff", BLUE])

plt.rcParams.update(
    {
        "figure.dpi": 110,
        "figure.figsize": (5.5, 3.2),
        "axes.prop_cycle": plt.cycler(color=[BLUE, ORANGE, GREEN, RED, GREY]),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "grid.alpha": 0.25,
        "font.size": 10,
    }
)


def plot_functions(functions, low=-5.0, high=5.0, columns=3, slopes=None, points=201):
    """Plot functions of one number, each in a frame of its own.

    Args:
        functions: names and functions; each takes one number or an array.
        low, high: where x begins and ends.
        columns: how many frames stand side by side.
        slopes: names and functions of slopes, drawn dashed into the frame of that name.
    """
    columns = min(columns, len(functions))
    rows = -(-len(functions) // columns)
    _, frames = plt.subplots(rows, columns, figsize=(3.3 * columns, 2.5 * rows), squeeze=False, layout="constrained")
    x = np.linspace(low, high, points)
    for frame, (name, function) in zip(frames.flat, functions.items()):
        frame.axhline(0, color=GREY, linewidth=0.8)
        frame.axvline(0, color=GREY, linewidth=0.8)
        frame.plot(x, evaluate(function, x), color=BLUE, linewidth=2, label=name)
        if slopes and name in slopes:
            frame.plot(x, evaluate(slopes[name], x), color=ORANGE, linestyle="--", label="slope")
            frame.legend(frameon=False, fontsize=8)
        frame.set_title(name)
    for frame in frames.flat[len(functions) :]:
        frame.set_visible(False)
    plt.show()


def evaluate(function, x):
    """A function's values; one number at a time if it takes no arrays."""
    try:
        values = np.asarray(function(x), dtype=float)
        if values.shape == x.shape:
            return values
    except (TypeError, ValueError):
        pass
    return np.array([float(function(float(number))) for number in x])


def draw_neuron(inputs, weights, bias, output):
    """Draw one neuron at work: inputs, weights, the sum, and what comes out."""
    _, frame = plt.subplots(figsize=(7.5, 0.9 + 0.75 * len(inputs)))
    middle = (len(inputs) - 1) / 2
    total = float(np.dot(inputs, weights)) + bias
    for row, (value, weight) in enumerate(zip(inputs, weights)):
        y = len(inputs) - 1 - row
        frame.plot(
            [0, 3],
            [y, middle],
            color=BLUE if weight >= 0 else ORANGE,
            linewidth=1 + 2 * abs(weight),
            zorder=1,
        )
        frame.text(1.3, y + (middle - y) * 0.43 + 0.13, f"× {weight:g}", ha="center", fontsize=9)
        circle(frame, 0, y, f"{value:g}", value)
    circle(frame, 3, middle, f"{total:.3g}", total, size=1500)
    frame.text(3, middle - 0.62, f"sum with bias {bias:g}", ha="center", fontsize=9)
    frame.annotate("", (5.55, middle), (3.55, middle), arrowprops={"arrowstyle": "->", "color": GREY, "linewidth": 2})
    frame.text(4.5, middle + 0.13, "activation", ha="center", fontsize=9)
    circle(frame, 6, middle, f"{output:.3g}", output)
    tidy(frame, (-0.6, 6.6), (-0.8, len(inputs) - 0.4))


def draw_network(columns, title=""):
    """Draw a network with the activity of each neuron.

    Args:
        columns: for each layer, from the inputs on, the list of its neurons' values.
        title: the line above.
    """
    _, frame = plt.subplots(figsize=(1.9 * len(columns), 0.8 + 0.8 * max(map(len, columns))))
    tall = max(map(len, columns))
    places = [
        [(2.0 * c, (tall - len(column)) / 2 + len(column) - 1 - r) for r in range(len(column))]
        for c, column in enumerate(columns)
    ]
    for left, right in zip(places, places[1:]):
        for x0, y0 in left:
            for x1, y1 in right:
                frame.plot([x0, x1], [y0, y1], color="#d5d8dc", linewidth=1.2, zorder=1)
    for column, spots in zip(columns, places):
        for value, (x, y) in zip(column, spots):
            circle(frame, x, y, f"{float(value):.3g}", float(value))
    frame.set_title(title)
    tidy(frame, (-0.6, 2.0 * (len(columns) - 1) + 0.6), (-0.6, tall - 0.4))


def circle(frame, x, y, text, value, size=1000):
    """One neuron: coloured by its value, with the number in it."""
    frame.scatter([x], [y], s=size, color=SIGNED(0.5 + 0.4 * np.tanh(value)), edgecolors="#444444", zorder=2)
    frame.text(x, y, text, ha="center", va="center", fontsize=10, zorder=3)


def tidy(frame, x_limits, y_limits):
    """Leave only the drawing."""
    frame.set_xlim(*x_limits)
    frame.set_ylim(*y_limits)
    frame.axis("off")
    plt.tight_layout()
    plt.show()


def draw_surfaces(functions, low=-0.5, high=1.5, points=None, steps=61):
    """Draw functions of two numbers as coloured maps, side by side.

    Args:
        functions: names and functions ``f(x1, x2)``.
        points: inputs to mark, as ``(x1, x2, is_one)``.
    """
    _, frames = plt.subplots(
        1, len(functions), figsize=(3.6 * len(functions), 3.2), squeeze=False, layout="constrained"
    )
    axis = np.linspace(low, high, steps)
    for frame, (name, function) in zip(frames.flat, functions.items()):
        values = np.array([[float(function(x1, x2)) for x1 in axis] for x2 in axis])
        reach = max(np.abs(values).max(), 1e-9)
        both_signs = values.min() < 0
        norm = TwoSlopeNorm(0, -reach, reach) if both_signs else Normalize(0, reach)
        colours = SIGNED if both_signs else POSITIVE
        image = frame.pcolormesh(axis, axis, values, cmap=colours, norm=norm, shading="nearest")
        frame.contour(axis, axis, values, levels=[0.5], colors="#444444", linewidths=1)
        for x1, x2, is_one in points or ():
            frame.scatter([x1], [x2], s=90, color=BLUE if is_one else "white", edgecolors="black", zorder=3)
        frame.set(title=name, xlabel="first input", ylabel="second input", aspect="equal")
        frame.grid(visible=False)
        plt.colorbar(image, ax=frame, shrink=0.8)
    plt.show()


def show_images(images, titles=None, good=None, columns=8, signed=False):
    """Show small images in a grid.

    Args:
        images: arrays of two axes.
        titles: a line above each.
        good: for each image True (green), False (red) or None (black title).
        columns: how many stand side by side.
        signed: colours for numbers of both signs instead of black and white.
    """
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    _, frames = plt.subplots(rows, columns, figsize=(1.35 * columns, 1.6 * rows), squeeze=False, layout="constrained")
    for frame in frames.flat:
        frame.axis("off")
    reach = max(float(np.abs(images).max()), 1e-9)
    for index, (frame, image) in enumerate(zip(frames.flat, images)):
        style = (
            {"cmap": SIGNED, "vmin": -reach, "vmax": reach} if signed else {"cmap": "gray_r", "vmin": 0, "vmax": reach}
        )
        frame.imshow(image, **style)
        frame.add_patch(plt.Rectangle((0, 0), 1, 1, transform=frame.transAxes, fill=False, edgecolor=GREY))
        if titles:
            colour = "black" if good is None or good[index] is None else GREEN if good[index] else RED
            frame.set_title(titles[index], fontsize=9, color=colour)
    plt.show()


def plot_bars(groups, labels, title="", ylabel="", log=False):
    """Bars side by side.

    Args:
        groups: names and lists of numbers, one for each label.
        labels: the names below the bars.
        log: a logarithmic scale.
    """
    _, frame = plt.subplots(figsize=(max(5.0, (0.5 + 0.5 * len(groups)) * len(labels)), 2.8), layout="constrained")
    width = 0.8 / len(groups)
    colours = [BLUE, ORANGE, GREEN, GREY]
    for index, (name, values) in enumerate(groups.items()):
        places = np.arange(len(labels)) + (index - (len(groups) - 1) / 2) * width
        bars = frame.bar(places, values, width, color=colours[index % len(colours)], label=name)
        frame.bar_label(bars, fmt="{:,.0f}" if log else "{:.3g}", fontsize=7 if log else 8, padding=2)
    frame.axhline(0, color="#444444", linewidth=0.8)
    frame.set_xticks(range(len(labels)), labels)
    frame.set(title=title, ylabel=ylabel)
    frame.grid(visible=False, axis="x")
    frame.margins(y=0.15)
    if log:
        frame.set_yscale("log")
    if len(groups) > 1:
        frame.legend(frameon=False)
    plt.show()
