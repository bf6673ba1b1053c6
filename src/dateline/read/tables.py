"""Take apart the tables that lay a page out, as sites did until about 2005, so that their text keeps its paragraphs.

In: the parsed tree. Out: the same tree, changed: a table that lays out becomes plain blocks, and runs of line breaks
in its cells become paragraphs. A table of figures stays one.
"""

import re
from itertools import pairwise
from typing import Any

Tree = Any  # an lxml element; lxml ships no types
_BLOCKS = ("p", "div", "h1", "h2", "h3", "h4", "table", "ul", "blockquote", "center", "hr")
_PARTS = ("table", "tbody", "thead", "tr", "td", "th")
_CELL = 200  # characters of text in one cell; a cell of figures has fewer, a column of a page more
_TEXT = 120  # characters beside line breaks from which a block is one of paragraphs and not an address
_SKIPPED = ("script", "style", "noscript", "form", "select", "option", "textarea", "pre")


def unfold_tables(tree: Tree) -> None:
    """Turn tables that lay the page out into blocks, the innermost first."""
    for table in reversed(list(tree.iter("table"))):
        if any(_lays_out(cell) for cell in _cells(table)):
            for node in [*_own(table), table]:
                node.tag = "div"
    for node in list(tree.iter("div", "td", "font", "center", "span", "article", "section", "body")):
        _break_paragraphs(node)


def _own(table: Tree) -> list[Tree]:
    """Return the rows and cells of a table without those of tables in it."""
    found = []
    for child in table:
        if child.tag in _PARTS[1:]:
            found += [child, *_own(child)]
    return found


def _cells(table: Tree) -> list[Tree]:
    return [node for node in _own(table) if node.tag in ("td", "th")]


def _lays_out(cell: Tree) -> bool:
    """Say whether a cell holds blocks or the text of paragraphs, as no cell of figures does."""
    if len(re.sub(r"\s+", " ", cell.text_content() or "")) > _CELL:
        return True
    return any(child.tag in _BLOCKS for child in cell)


def _break_paragraphs(node: Tree) -> None:
    """Wrap the text between runs of line breaks in paragraphs, where a block holds text and breaks at first hand."""
    breaks = [child for child in node if child.tag == "br"]
    if len(breaks) < 2 or any(child.tag in _SKIPPED for child in node):
        return
    told = (node.text or "") + "".join(child.tail or "" for child in node)
    if len(told.strip()) < _TEXT or not _runs(node):
        return
    parts, tag = _gather(node), "p"
    for child in list(node):
        node.remove(child)
    node.text = None
    for text, children in parts:
        if not (text or "").strip() and not children:
            continue
        if children and all(child.tag in _BLOCKS for child in children) and not (text or "").strip():
            node.extend(children)
            continue
        paragraph = node.makeelement(tag, {})
        paragraph.text = text
        paragraph.extend(children)
        node.append(paragraph)


def _runs(node: Tree) -> bool:
    """Say whether two breaks stand together somewhere: single ones break lines and not paragraphs."""
    children = list(node)
    return any(left.tag == right.tag == "br" and not (left.tail or "").strip() for left, right in pairwise(children))


def _gather(node: Tree) -> list[tuple[str | None, list[Tree]]]:
    """Return what stands between runs of two breaks or more, and about blocks: text, and the elements behind it."""
    parts: list[tuple[str | None, list[Tree]]] = [(node.text, [])]
    children = list(node)
    for index, child in enumerate(children):
        follows = index + 1 < len(children) and children[index + 1].tag == "br" and not (child.tail or "").strip()
        before = index > 0 and children[index - 1].tag == "br" and not (children[index - 1].tail or "").strip()
        if child.tag == "br" and (follows or before):
            parts.append((child.tail, []))
        elif child.tag in _BLOCKS:
            tail, child.tail = child.tail, None
            parts += [(None, [child]), (tail, [])]
        else:
            parts[-1][1].append(child)
    return parts
