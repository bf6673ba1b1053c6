"""Stories grow page by page, and are what all pages together give: every order, every batch, every correction."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from dateline.match import stories as rule
from dateline.match.stories import StoryVector, cluster_stories, make_vector
from dateline.store import shelf as store
from dateline.store.codec import pack
from dateline.store.ledger import Ledger
from dateline.store.shelf import unplaced_articles
from dateline.store.stories import placed_articles
from dateline.stories.grouping import Regrouping, update_stories

WORDS = [f"{start}{end}" for start in ("wal", "tor", "bel", "gri", "mun") for end in ("rund", "pesk", "dovan", "lith")]


def random_vectors(random: Random, count: int) -> dict[str, StoryVector]:
    """Articles of few words, so that many of them are alike; some without a day, some years apart."""
    made = {}
    for number in range(count):
        words = random.sample(WORDS, 6)
        day = date(2019, 1, 1) + timedelta(days=random.randrange(1200)) if random.random() < 0.85 else None
        made[f"p_{number:03}"] = make_vector(" ".join(words[:2]), " ".join(words), day)
    return made


def give(ledger: Ledger, vectors: dict[str, StoryVector]) -> None:
    """Let articles wait for their stories, as an update leaves them."""
    for page, vector in vectors.items():
        values = (page, "h", "text/plain", b"", "")
        ledger.database.execute(
            "INSERT OR IGNORE INTO page SELECT ?, coalesce(max(seq), 0) + 1, ?, ?, NULL, NULL, NULL, ?, ? FROM page",
            values,
        )
        day = vector.day.isoformat() if vector.day else None
        ledger.database.execute(
            "INSERT OR REPLACE INTO story_waiting VALUES (?, ?, ?)", (page, day, pack(dict(vector.weights)))
        )


def settle(ledger: Ledger, vectors: dict[str, StoryVector]) -> None:
    """Take articles in as grouping does, one pass for all, without the lines, which need texts."""
    regrouping = Regrouping(ledger)
    for page, vector in vectors.items():
        regrouping.take(page, vector)
    regrouping.settle()


def clusters(ledger: Ledger) -> tuple[tuple[str, ...], ...]:
    stories: dict[str, list[str]] = {}
    for item in placed_articles(ledger).values():
        stories.setdefault(item.story, []).append(item.page)
    return tuple(sorted(tuple(sorted(pages)) for pages in stories.values()))


@pytest.fixture(params=["as it is", "hardly a look back"])
def bounds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's bounds, and such narrow ones that every article pushes others out of sight."""
    if request.param == "hardly a look back":
        for name, value in (("HOLDERS", 3), ("MEMBERS", 2), ("WEIGHED", 2), ("KEYS", 4)):
            monkeypatch.setattr(rule, name, value)
            if hasattr(store, name):
                monkeypatch.setattr(store, name, value)


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize("seed", range(6))
def test_any_order_and_any_batch_gives_what_all_at_once_give(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    vectors = random_vectors(random, 90)
    expected = cluster_stories(vectors)
    assert 3 < len(expected) < 80
    names = list(vectors)
    random.shuffle(names)
    with Ledger(tmp_path / "ledger.db") as ledger, ledger.transaction():
        give(ledger, vectors)
        while names:
            batch = [names.pop() for _ in range(min(len(names), random.choice((1, 1, 2, 5, 20))))]
            settle(ledger, {name: vectors[name] for name in batch})
        assert clusters(ledger) == expected


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize("seed", range(3))
def test_articles_that_get_other_days_or_words_leave_no_trace(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    vectors = random_vectors(random, 60)
    with Ledger(tmp_path / "ledger.db") as ledger, ledger.transaction():
        give(ledger, vectors)
        settle(ledger, vectors)
        for _ in range(8):
            changed = dict(zip(random.sample(list(vectors), 3), random_vectors(random, 3).values(), strict=True))
            vectors |= changed
            settle(ledger, changed)
            assert clusters(ledger) == cluster_stories(vectors)
        keys = ledger.database.execute("SELECT count(*) FROM story_key").fetchone()[0]
        assert keys == sum(len(rule.story_keys(vector)) for vector in vectors.values())


def test_a_later_page_looks_at_few(tmp_path: Path) -> None:
    """What a page more costs does not hang on how many there are: none before it chooses anew."""
    random = Random(1)
    vectors = random_vectors(random, 80)
    with Ledger(tmp_path / "ledger.db") as ledger, ledger.transaction():
        give(ledger, vectors)
        settle(ledger, vectors)
        regrouping = Regrouping(ledger)
        late = {"p_999": StoryVector(vectors["p_001"].weights, date(2024, 1, 1))}
        give(ledger, late)
        for page, vector in late.items():
            regrouping.take(page, vector)
        undated = sum(vector.day is None for vector in vectors.values())
        assert 1 <= regrouping.settle() <= 1 + undated


def test_nothing_waits_where_nothing_came(tmp_path: Path) -> None:
    with Ledger(tmp_path / "ledger.db") as ledger:
        assert unplaced_articles(ledger) == 0
        assert update_stories(ledger) == 0
