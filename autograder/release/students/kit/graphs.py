"""Computational graphs for the lessons. You need not read this file; the lessons call it.

A graph is drawn from left to right. What flows forward stands above an arrow in green,
what comes back stands below it in red.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from . import pictures

_RADIUS = 0.27


def draw_graph(inputs, nodes, edges, title=""):
    """Draw a computational graph.

    Args:
        inputs: names and places (x, y) of what flows in, and of the result.
        nodes: names and (x, y, text) of the operations.
        edges: (from, to, forward, backward) with names of inputs or nodes, and the numbers; None leaves one out.
        title: the line above.
    """
    places = {**inputs, **{name: place[:2] for name, place in nodes.items()}}
    xs, ys = np.array(list(places.values()), dtype=float).T
    width, height = np.ptp(xs) + 2.2, np.ptp(ys) + 1.1
    _, frame = plt.subplots(figsize=(1.15 * width, 1.15 * height))
    for start, end, forward, backward in edges:
        _arrow(frame, np.array(places[start]), np.array(places[end]), start in inputs, end in inputs)
        _numbers(frame, np.array(places[start]), np.array(places[end]), forward, backward)
    for x, y, text in nodes.values():
        frame.add_patch(plt.Circle((x, y), _RADIUS, facecolor="white", edgecolor="black", linewidth=1.4, zorder=3))
        frame.text(x, y, text, ha="center", va="center", fontsize=13, zorder=4)
    last = {end for _, end, _, _ in edges}
    for name, (x, y) in inputs.items():
        frame.text(x, y, name, ha="left" if name in last else "right", va="center", fontsize=11)
    frame.set_xlim(xs.min() - 1.5, xs.max() + 0.7)
    frame.set_ylim(ys.min() - 0.55, ys.max() + 0.55)
    frame.set_aspect("equal")
    frame.axis("off")
    if title:
        frame.set_title(title, fontsize=12)
    plt.show()


def _arrow(frame, start, end, from_text, to_text):
    direction = (end - start) / np.linalg.norm(end - start)
    begin = start + direction * (0.12 if from_text else _RADIUS)
    stop = end - direction * (0.08 if to_text else _RADIUS)
    style = {"arrowstyle": "-|>", "color": pictures.GREY, "linewidth": 1.5, "shrinkA": 0, "shrinkB": 0}
    frame.annotate("", xy=stop, xytext=begin, arrowprops=style)


def _numbers(frame, start, end, forward, backward):
    """The two numbers of an edge, along it: one above, one below."""
    angle = np.degrees(np.arctan2(end[1] - start[1], end[0] - start[0]))
    middle = 0.55 * start + 0.45 * end  # two arrows that meet are still apart there
    across = np.array([-np.sin(np.radians(angle)), np.cos(np.radians(angle))])
    for value, side, color in ((forward, 1, pictures.GREEN), (backward, -1, pictures.RED)):
        if value is not None:
            x, y = middle + side * 0.17 * across
            text = value if isinstance(value, str) else f"{float(value):g}"
            frame.text(
                x, y, text, color=color, ha="center", va="center", fontsize=11, rotation=angle, fontweight="bold"
            )


def draw_shapes(products, title=""):
    """Draw products of matrices as rectangles whose sides are as long as the matrices' axes.

    Args:
        products: rows of (name, rows, columns) triples; the last one of a row is the result of the others.
        title: the line above.
    """
    unit, gap = 0.22, 0.75
    heights = [max(rows for _, rows, _ in product) * unit for product in products]
    _, frame = plt.subplots(figsize=(6, 0.95 * (sum(heights) + 0.85 * len(products))))
    y = widest = 0.0
    colors = [pictures.BLUE, pictures.ORANGE, pictures.GREEN]
    for product, height in zip(products, heights):
        x, middle = 0.0, y - height / 2
        for place, ((name, rows, columns), color) in enumerate(zip(product, colors)):
            h, w = rows * unit, columns * unit
            frame.add_patch(plt.Rectangle((x, middle - h / 2), w, h, facecolor=color, alpha=0.25, edgecolor=color))
            frame.text(x + w / 2, middle, name, ha="center", va="center", fontsize=12)
            frame.text(x + w / 2, middle - h / 2 - 0.17, f"{rows} × {columns}", ha="center", fontsize=8, va="center")
            x += w
            if place < len(product) - 1:
                sign = "=" if place == len(product) - 2 else "@"
                frame.text(x + gap / 2, middle, sign, ha="center", va="center", fontsize=15)
            x += gap
        widest = max(widest, x - gap)
        y -= height + 0.75
    frame.set_xlim(-0.3, widest + 0.3)
    frame.set_ylim(y + 0.4, 0.2)
    frame.set_aspect("equal")
    frame.axis("off")
    if title:
        frame.set_title(title, fontsize=12)
    plt.show()
