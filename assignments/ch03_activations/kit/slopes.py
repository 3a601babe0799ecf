"""The drawings of the lesson on gradients. You need not read this file; the lesson calls it.

Each function draws; ``plt.show()`` shows. A landscape is a function of an array of two
numbers, as ``numerical_gradient`` takes it.
"""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from .pictures import BLUE, GREEN, GREY, ORANGE, RED, evaluate

COLOURS = (ORANGE, GREEN, RED, BLUE)


def draw_secants(f, x, widths, low, high):
    """Draw lines through two points of a curve, one frame for each distance of the points.

    Args:
        f: a function of one number.
        x: the left one of the two points.
        widths: the distances.
        low, high: where the curve begins and ends.
    """
    _, frames = plt.subplots(
        1, len(widths), figsize=(2.9 * len(widths), 2.7), sharex=True, sharey=True, layout="constrained"
    )
    axis = np.linspace(low, high, 200)
    curve = evaluate(f, axis)
    for frame, width in zip(frames, widths):
        slope = (f(x + width) - f(x)) / width
        frame.plot(axis, curve, color=BLUE, linewidth=2)
        frame.plot(axis, f(x) + slope * (axis - x), color=ORANGE)
        frame.plot([x, x + width], [f(x), f(x + width)], "o", color=ORANGE, zorder=3)
        frame.set_title(f"h = {width:g}: slope {slope:.3f}", fontsize=9)
    rise = np.ptp(curve)
    frames[0].set_ylim(curve.min() - 0.2 * rise, curve.max() + 0.2 * rise)


def heights(f, x, y):
    """The heights of a landscape on a grid."""
    return np.array([[float(f(np.array([a, b]))) for a in x] for b in y])


def draw_surface(f, low, high, path=None, steps=41):
    """Draw a landscape in three dimensions, and a path on it.

    Args:
        f: the landscape.
        low, high: the range of both numbers.
        path: places, of shape ``(count, 2)``.
    """
    axis = np.linspace(low, high, steps)
    surface = heights(f, axis, axis)
    figure = plt.figure(figsize=(5.4, 4.4))
    frame = figure.add_subplot(projection="3d", computed_zorder=False)
    x, y = np.meshgrid(axis, axis)
    frame.plot_surface(x, y, surface, cmap="Blues_r", alpha=0.75, linewidth=0, rstride=1, cstride=1, zorder=1)
    if path is not None:
        path = np.asarray(path)
        above = np.array([float(f(place)) for place in path]) + 0.01 * np.ptp(surface)
        frame.plot(path[:, 0], path[:, 1], above, "o-", color=ORANGE, markersize=3, linewidth=1.5, zorder=3)
    frame.set(xlabel="x[0]", ylabel="x[1]")
    frame.view_init(elev=38, azim=-60)


def draw_map(f, low, high, paths=None, steps=61, frame=None, title=""):
    """Draw a landscape as a map with lines of equal height, and paths on it.

    Args:
        f: the landscape.
        low, high: the range of both numbers.
        paths: names and places, each of shape ``(count, 2)``.
        frame: where to draw; a new one unless given.
        title: the line above.
    """
    if frame is None:
        _, frame = plt.subplots(figsize=(4.6, 4.2), layout="constrained")
    axis = np.linspace(low, high, steps)
    surface = heights(f, axis, axis)
    levels = surface.min() + np.ptp(surface) * np.linspace(0, 1, 16) ** 2
    frame.contourf(axis, axis, surface, levels=levels, cmap="Blues_r", alpha=0.8)
    frame.contour(axis, axis, surface, levels=levels, colors="white", linewidths=0.6)
    for (name, path), colour in zip((paths or {}).items(), COLOURS):
        path = np.asarray(path)
        frame.plot(path[:, 0], path[:, 1], "o-", color=colour, markersize=3, linewidth=1.3, label=name)
        frame.plot(*path[0], "o", color="white", markeredgecolor=colour, markersize=7)
    frame.set(xlim=(low, high), ylim=(low, high), aspect="equal", title=title, xlabel="x[0]", ylabel="x[1]")
    frame.grid(visible=False)
    return frame


def draw_arrows(gradient, low, high, frame, count=13, sign=-1.0):
    """Draw an arrow at each point of a grid, in the direction of the gradient or against it.

    Args:
        gradient: a function from a place to the gradient there.
        low, high: the range of both numbers.
        frame: where to draw.
        count: how many arrows stand side by side.
        sign: -1.0 points downhill, 1.0 uphill.
    """
    margin = 0.06 * (high - low)
    axis = np.linspace(low + margin, high - margin, count)
    x, y = np.meshgrid(axis, axis)
    arrows = sign * np.array([gradient(np.array([a, b])) for a, b in zip(x.ravel(), y.ravel())])
    frame.quiver(x.ravel(), y.ravel(), arrows[:, 0], arrows[:, 1], color="black", width=0.004)


def draw_basins(valleys, low, high, f, minima):
    """Colour each place by the valley to which it leads.

    Args:
        valleys: the number of the valley for each place of a square grid, -1 for none.
        low, high: the range of both numbers.
        f: the landscape, for its lines of equal height.
        minima: the deepest point of each valley.
    """
    _, frame = plt.subplots(figsize=(5.2, 4.8), layout="constrained")
    palette = np.array([plt.matplotlib.colors.to_rgb(colour) for colour in (*COLOURS, GREY)])
    frame.imshow(palette[valleys], origin="lower", extent=(low, high, low, high), alpha=0.75)
    axis = np.linspace(low, high, 81)
    surface = heights(f, axis, axis)
    levels = surface.min() + np.ptp(surface) * np.linspace(0, 1, 22) ** 3
    frame.contour(axis, axis, surface, levels=levels, colors="white", linewidths=0.5)
    for place in minima:
        frame.plot(*place, "*", color="white", markeredgecolor="black", markersize=15)
    frame.set(xlabel="x[0] at the start", ylabel="x[1] at the start")
    frame.grid(visible=False)
