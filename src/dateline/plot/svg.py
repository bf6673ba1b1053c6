"""Write SVG element by element: escaped, without style attributes or scripts, so that a strict policy shows it.

In: names, attributes, text. Out: strings of markup.
"""

from collections.abc import Iterable
from html import escape

INK, QUIET, LINE, PAPER, LAND = "#1b1f24", "#59636e", "#c5cad0", "#ffffff", "#e9ecea"
COLOURS = {
    "occurred": "#0072b2",
    "ongoing": "#009e73",
    "planned": "#56b4e9",
    "possible": "#e69f00",
    "postponed": "#f0e442",
    "disputed": "#d55e00",
    "cancelled": "#7a7a7a",
    "not-held": "#1b1f24",
}
"""Okabe and Ito's palette, which the colour-blind can tell apart; status is also told by shape and words."""


def element(name: str, content: str = "", **attributes: object) -> str:
    """Return one element; an underscore in an attribute's name stands for a hyphen, `content` is markup already."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{told}>{content}</{name}>"


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """Return a line of text; what it says is escaped."""
    return element("text", escape(plain(text)), x=round(x, 1), y=round(y, 1), **attributes)


def plain(text: str) -> str:
    """Return text without the characters that XML 1.0 forbids even when escaped: a page may hold any."""
    return "".join(c if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff" else " " for c in text)


def picture(parts: Iterable[str], width: float, height: float, *, title: str, told: str, heading: bool = False) -> str:
    """Return a whole picture with its title and description for those who do not see it.

    With `heading` it stands alone: on white paper, with its title and description written on top.
    """
    head = element("title", escape(plain(title)), id="picture-title")
    head += element("desc", escape(plain(told)), id="picture-told")
    body, above = "".join(parts), 56 if heading else 0
    if heading:
        paper = element("rect", width=round(width), height=round(height + above), fill=PAPER)
        shown = words(title, 20, 26, font_size=18, font_weight=600) + words(cut(told, 150), 20, 46, fill=QUIET)
        body = paper + shown + element("g", body, transform=f"translate(0 {above})")
    return element(
        "svg",
        head + body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {round(width)} {round(height + above)}",
        width=round(width),
        height=round(height + above),
        role="group" if "<a " in body else "img",  # an image's parts cannot be reached, links must be
        aria_labelledby="picture-title picture-told",
        font_family="system-ui, 'Liberation Sans', Arial, sans-serif",
        font_size=13,
        fill=INK,
    )


def legend(statuses: Iterable[str], x: float, y: float) -> str:
    """Return the colours of the statuses, each with its name, in one line."""
    parts = []
    for status in statuses:
        parts.append(element("rect", x=round(x), y=round(y - 10), width=12, height=12, fill=colour(status)))
        parts.append(words(status.replace("-", " "), x + 18, y, fill=QUIET))
        x += 34 + 7.4 * len(status)
    return "".join(parts)


def colour(status: str) -> str:
    """Return the colour of a status."""
    return COLOURS.get(status, QUIET)


def cut(text: str, length: int) -> str:
    """Return a text shortened to a length."""
    return text if len(text) <= length else text[: length - 1] + "…"
