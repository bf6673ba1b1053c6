"""Shared passages and independent sources, on texts of our own."""

from dateline.match.agencies import find_agencies
from dateline.match.reuse import (
    candidate_pairs,
    group_reports,
    reuse_keys,
    shared_passages,
    shingles,
    total_share,
)
from dateline.model.text import Article, Block, BlockKind

LEAD = (
    "The harbour master of Norhaven closed the old lighthouse on Monday after cracks were found in its northern wall. "
    "Engineers from the capital will examine the tower this week and report to the town council before the festival. "
    "Fishermen said they had warned about the damage since the storm of last winter, when a barge struck the pier."
)
SPUN = (
    "The harbour chief of Norhaven shut the old lighthouse on Monday after fissures were found in its northern wall. "
    "Experts from the capital will examine the tower this week and report to the town board before the festival. "
    "Fishermen said they had cautioned about the damage since the storm of last winter, when a boat struck the pier."
)
OWN = (
    "Norhaven has lost its light. The tower that guided ships home for a century went dark on Monday evening. "
    "People on the quay spoke of a storm that nobody here has forgotten, and of a wall that leans a little more each "
    "spring. The council meets on Thursday."
)
QUOTED = '"We will not let anyone climb those stairs until we know that the wall is safe," Mayor Ida Brandt said.'


def article(page: str, text: str, **given: object) -> Article:
    return Article(page, text, (Block(0, len(text), BlockKind.BODY),), **given)  # type: ignore[arg-type]


def test_a_passage_slices_to_the_same_words_in_both() -> None:
    left, right = article("a", f"{OWN} {QUOTED}"), article("b", f"{QUOTED.replace(chr(34), chr(8220))} {LEAD}")
    (passage,) = shared_passages(left, right)
    assert passage.exact
    assert "climb those stairs until we know" in passage.left.slice(left.text)
    assert "climb those stairs until we know" in passage.right.slice(right.text)
    assert passage.words == 20


def test_sharing_is_the_same_from_either_side() -> None:
    left, right = article("a", f"{LEAD} {QUOTED}"), article("b", f"{QUOTED} {SPUN}")
    there, back = shared_passages(left, right), shared_passages(right, left)
    assert {(p.left, p.right, p.words) for p in there} == {(p.right, p.left, p.words) for p in back}
    assert len(there) >= 3


def test_replaced_words_do_not_hide_a_copy() -> None:
    passages = shared_passages(article("a", LEAD), article("b", SPUN))
    assert total_share(passages) > 0.7
    assert any(not passage.exact for passage in passages)


def test_texts_of_ones_own_share_nothing() -> None:
    assert shared_passages(article("a", LEAD), article("b", OWN)) == ()


def test_eleven_words_are_no_passage() -> None:
    run = "the old iron bridge over the river Lind will reopen soon"
    assert len(run.split()) == 11
    left, right = article("a", f"Yesterday {run} for carts."), article("b", f"Nobody believes that {run}, he wrote.")
    assert shared_passages(left, right) == ()


def test_notices_are_no_passage() -> None:
    notice = "All rights reserved. This material may not be published, broadcast, rewritten or redistributed by others."
    assert shared_passages(article("a", f"{LEAD} {notice}"), article("b", f"{OWN} {notice}")) == ()


def test_furniture_is_not_compared() -> None:
    blocks = (Block(0, len(LEAD), BlockKind.FURNITURE),)
    assert shared_passages(Article("a", LEAD, blocks), article("b", LEAD)) == ()


def test_a_copy_counts_once_and_a_shared_sentence_leaves_two() -> None:
    calm = "The harbour is calm tonight; shops stay open, and the ferry to the islands leaves as it always did."
    told = {"a": LEAD, "b": SPUN, "c": f"{OWN} {QUOTED}", "d": f"{QUOTED} {calm} Its captain has seen worse, he said."}
    reports = group_reports(article(page, text) for page, text in told.items())
    assert reports.groups == (("a", "b"), ("c",), ("d",))
    assert 0 < reports.share("c", "d") < 0.5
    assert reports.share("d", "c") == reports.share("c", "d")
    assert reports.share("a", "c") == 0


def test_some_text_and_one_agency_make_one_source() -> None:
    tail = OWN.replace("Norhaven", "The town")
    first = article("a", f"{LEAD[:112]} {OWN}", credit="Associated Press")
    second = article("b", f"{LEAD[:112]} {' '.join(reversed(tail.split()))}", byline=("Jo Lind", "AP"))
    other = article("b", second.text, byline=("Jo Lind", "AFP"))
    assert 0.2 <= total_share(shared_passages(first, second)) < 0.5
    assert group_reports([first, second]).groups == (("a", "b"),)
    assert group_reports([first, other]).groups == (("a",), ("b",))


def test_groups_do_not_hang_on_order() -> None:
    articles = [article("a", LEAD), article("b", SPUN), article("c", OWN), article("d", LEAD)]
    assert group_reports(articles) == group_reports(reversed(articles))


def test_agencies_are_whole_words_in_their_own_case() -> None:
    assert find_agencies(article("a", LEAD, credit="Additional reporting by AFP and the Associated Press")) == {
        "Agence France-Presse",
        "Associated Press",
    }
    assert find_agencies(article("a", LEAD, credit="With a map by the APEX studio, ap. 3")) == frozenset()


def test_what_may_be_any_agency_may_be_the_one_that_another_names() -> None:
    some = f"{OWN} {QUOTED}", f"{LEAD} {QUOTED}"  # a fifth of the shorter is shared
    by = [("a", "By Agencies"), ("b", "AP")]
    told = [article(name, text, credit=credit) for (name, credit), text in zip(by, some, strict=True)]
    plain = [article(name, text) for (name, _), text in zip(by, some, strict=True)]
    assert group_reports(told).groups == (("a", "b"),)
    assert group_reports(plain).groups == (("a",), ("b",))


def meet(left: Article, right: Article) -> bool:
    return bool(candidate_pairs({"a": reuse_keys(left), "b": reuse_keys(right)}))


def test_copies_meet_in_their_keys() -> None:
    assert meet(article("a", f"{OWN} {QUOTED}"), article("b", f"{QUOTED} {LEAD}"))
    assert meet(article("a", LEAD), article("b", SPUN))
    assert not meet(article("c", OWN), article("d", LEAD))


def test_a_paragraph_is_found_again_however_its_sentences_are_cut() -> None:
    told = "The harbour master of Norhaven spoke. The old lighthouse is shut. Its wall leans. Nobody may climb it now."
    joined = told.replace(". ", ", ").replace(", T", ", t")
    assert meet(article("a", f"{OWN}\n{told}"), article("b", f"{LEAD}\n{joined}"))


def test_comparing_by_keys_finds_the_same_copies() -> None:
    texts = {"a": LEAD, "b": SPUN, "c": OWN, "d": f"{QUOTED} {OWN[:100]}", "e": f"{LEAD} {QUOTED}"}
    articles = [article(page, text) for page, text in texts.items()]
    assert group_reports(articles, by_keys=True).groups == group_reports(articles).groups


def test_shingles_fold_case_and_quotation_marks() -> None:
    assert shingles("“One two, three four five six”") == shingles('one TWO three four "five" six')
    assert shingles("too short") == frozenset()
