"""Write SVG element by element: escaped, without style attributes or scripts, so that a strict policy shows it.

In: names, attributes, text. Out: strings of markup.
"""

from collections.abc import Iterable
from html import escape

INK, QUIET, LINE = "#1b1f24", "#59636e", "#c5cad0"
COLOURS = {
    "occurred": "#0072b2",
    "ongoing": "#009e73",
    "planned": "#56b4e9",
    "possible": "#e69f00",
    "postponed": "#e69f00",
    "disputed": "#d55e00",
    "cancelled": "#7a7a7a",
    "not-held": "#7a7a7a",
}
"""Okabe and Ito's palette, which the colour-blind can tell apart; status is also told by shape and words."""


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return one element; an underscore in an attribute's name stands for a hyphen, `content` is markup already."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{told}>{content}</{name}>"


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """Return a line of text; what it says is escaped."""
    return element("text", escape(text), x=round(x, 1), y=round(y, 1), **attributes)


def picture(parts: Iterable[str], width: int, height: int, *, title: str, told: str) -> str:
    """Return a whole picture with its title and description for those who do not see it."""
    head = element("title", escape(title), id="picture-title") + element("desc", escape(told), id="picture-told")
    return element(
        "svg",
        head + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby="picture-title picture-told",
        font_family="system-ui, sans-serif",
        font_size=13,
        fill=INK,
    )


def cut(text: str, length: int) -> str:
    """Return a text shortened to a length."""
    return text if len(text) <= length else text[: length - 1] + "…"
