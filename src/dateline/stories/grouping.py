"""Put the articles that came or changed into stories, and those after them that this moves.

In: an open ledger whose update noted which articles wait. Out: the shelf and the stories' lines brought up to date, so
that both are what all articles together give, in whatever order they came. What a story is, and the one threshold, are
in `match.stories`. A ledger of an older version waits whole, and is made in one go from the first article on.
"""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from dateline.match.stories import Choice, StoryVector, choose_story, reading_order, shelve, weigh_stories
from dateline.store.ledger import Ledger
from dateline.store.shelf import (
    KeptShelf,
    Placed,
    page_of,
    placed_count,
    take_all_down,
    wait_no_longer,
    waiting_articles,
    waiting_vector,
)
from dateline.stories.lines import Changes, write_lines


def update_stories(ledger: Ledger) -> int:
    """Put the articles that wait into stories; return how many articles chose anew."""
    waiting = waiting_articles(ledger)
    if not waiting:
        return 0
    with ledger.transaction():
        if len(waiting) > placed_count(ledger):
            count, changes = _shelve_all(ledger)
        else:
            regrouping = Regrouping(ledger)
            for page, day in waiting:
                regrouping.take(page, waiting_vector(ledger, page, day))
            count, changes = regrouping.settle(), regrouping.changes
        write_lines(ledger, changes)
        wait_no_longer(ledger)
    return count


def _shelve_all(ledger: Ledger) -> tuple[int, Changes]:
    """Fill the shelf from the first article on; return how many articles there are, and their stories."""
    take_all_down(ledger)
    days = dict(waiting_articles(ledger))
    ordered = sorted(days, key=lambda page: reading_order(page, days[page]))
    shelf, changes = KeptShelf(ledger), Changes()
    vectors: dict[str, StoryVector] = {}  # of the article that chooses now

    def articles() -> Iterator[tuple[str, StoryVector]]:
        for page in ordered:
            vectors[page] = waiting_vector(ledger, page, days[page])
            yield page, vectors[page]

    for page, choice in shelve(articles()):
        shelf.put(page, vectors.pop(page), choice)
        changes.touched.add(choice.story)
    return len(ordered), changes


class Regrouping:
    """A pass over the shelf, in the order of the turns, through those that look at something that changed.

    What an article chooses hangs on the articles before it alone, and only on those that it looks at; so those later
    ones that looked at an article before it moved, or look at it now, choose anew, and no others.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.shelf = KeptShelf(ledger)
        self.changes = Changes()
        self._turns: list[str] = []
        self._queued: set[str] = set()
        self._moved: set[str] = set()
        """Turns of those that were held against a story which is another now."""

    def take(self, page: str, vector: StoryVector) -> None:
        """Take an article in, in place of what was known of it before."""
        before = self.shelf.placed(page)
        if before is not None:
            if before.day == vector.day and self.shelf.vector(page) == vector:
                return
            self._queue_lookers(before)
            self.changes.touched.add(before.story)
            self.changes.lost.add(before.story)
            self.changes.anew.add(page)
            self.shelf.drop(before)
        self.shelf.put(page, vector, Choice("", ()))
        self._queue([reading_order(page, vector.day)])

    def settle(self) -> int:
        """Let all that is queued choose anew, the earliest first; return how many did."""
        count = 0
        while self._turns:
            item = self.shelf.placed(page_of(heappop(self._turns)))
            if item is not None:  # it may stand on another day now
                self._choose(item)
                count += 1
        return count

    def _choose(self, item: Placed) -> None:
        vector, before = self.shelf.vector(item.page), self.shelf.weighed(item.page)
        if item.story and item.turn not in self._moved and weigh_stories(item.turn, vector, self.shelf) == before:
            return  # it looks at the same stories, and these are what they were
        choice = choose_story(item.page, vector, self.shelf)
        if choice.story == item.story:
            if choice.weighed != before:
                self.shelf.choose(item, choice)
            return
        now = Placed(item.page, choice.story, item.day)
        self._queue_lookers(item)
        self.shelf.choose(item, choice)
        self._queue_lookers(now)
        self.changes.lost.update({item.story} - {""})
        self.changes.touched.update({item.story, now.story} - {""})

    def _queue_lookers(self, item: Placed) -> None:
        """Queue those that look at an article where it stands now, by its words or by its story."""
        self._queue(self.shelf.lookers(item))
        weighers = self.shelf.weighers(item) if item.story else []
        self._moved.update(weighers)
        self._queue(weighers)

    def _queue(self, turns: Iterable[str]) -> None:
        for turn in turns:
            if turn not in self._queued:
                self._queued.add(turn)
                heappush(self._turns, turn)
