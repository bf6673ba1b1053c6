"""Find who and what an article names: people, offices, organisations, countries, places, gatherings, groups.

In: an article's parsed sentences. Out: `Mention`s in the order of the text, each with the `Referent` that it shares
with every other mention of the same one in the article. Pronouns and "the two leaders" are left to
`dateline.extract.coreference`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.annotate.acronyms import find_acronyms
from dateline.annotate.bodies import find_bodies, find_called_bodies
from dateline.annotate.countries import country_name
from dateline.annotate.descriptions import find_descriptions, find_worlds
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.halves import expand_halves
from dateline.annotate.holders import Office, attach_appositions, find_holder, office_name
from dateline.annotate.home import home_of
from dateline.annotate.impostors import drop_impostors
from dateline.annotate.joint_titles import find_joint_names
from dateline.annotate.journeys import place_offices
from dateline.annotate.kinship import find_people_with_kin
from dateline.annotate.listed import (
    find_capitals,
    find_hyphened,
    find_listed,
    find_places,
    find_settlements,
    find_sides,
)
from dateline.annotate.namesakes import settle_namesakes
from dateline.annotate.people import find_full_names, find_given_names, find_lone_names
from dateline.annotate.persons import Roll, call_roll, period_of
from dateline.annotate.presented import find_presented_lists, find_presented_names
from dateline.annotate.rites import find_rites
from dateline.annotate.sentences import Sentence
from dateline.annotate.spread import find_known_surnames, spread_surnames
from dateline.annotate.summits import find_gatherings
from dateline.ids import fold
from dateline.model.claims import Mention, MentionKind, Referent
from dateline.model.text import Article


def find_names(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the mentions of an article, in order, the longer before the shorter that it holds."""
    sheets = [read_sheet(sentence) for sentence in sentences]
    find_people_with_kin(sheets)
    drop_impostors(sheets)
    spread_surnames(sheets)
    find_known_surnames(sheets, article.day)
    for sheet in sheets:
        find_worlds(sheet)
        find_called_bodies(sheet)
        find_places(sheet)
        find_bodies(sheet)
        find_sides(sheet)
        find_capitals(sheet)
    expand_halves(sheets)  # before "the ruler of the North" is described
    for sheet in sheets:
        find_acronyms(sheet)
        find_descriptions(sheet)
        attach_appositions(sheet)
        place_offices(sheet)
    expand_halves(sheets)
    settle_namesakes(sheets, article.dateline)
    roll = call_roll(sheets, article.day)
    drafts = [draft for sheet in sheets for draft in sheet.drafts]
    period = period_of(article.day, [d for d in drafts if d.kind == MentionKind.PERSON])
    office = Office(roll, tuple(drafts), period, home_of(drafts, article))
    series = {d.name for d in drafts if d.kind == MentionKind.GATHERING and not d.unnamed}
    found = (mention for sheet in sheets for mention in _mentions(sheet, office, series))
    return tuple(sorted(found, key=lambda m: (m.span.start, -m.span.end)))


def read_sheet(sentence: Sentence) -> Sheet:
    """Return a sentence's sheet with the names that it shows by itself."""
    trial = Sheet(sentence)
    find_full_names(trial)
    find_presented_lists(trial)
    reserved = frozenset(i for draft in trial.drafts for i in range(draft.name_first, draft.last + 1))
    sheet = Sheet(sentence)
    find_hyphened(sheet)
    find_listed(sheet, reserved)
    find_settlements(sheet)
    find_full_names(sheet)
    find_presented_lists(sheet)
    find_gatherings(sheet)
    find_given_names(sheet)
    find_joint_names(sheet)
    find_presented_names(sheet)
    find_lone_names(sheet)
    find_rites(sheet)
    return sheet


def _mentions(sheet: Sheet, office: Office, series: set[str]) -> Iterator[Mention]:
    doc = sheet.sentence.doc
    for draft in sheet.drafts:
        span = sheet.sentence.stretch(doc[draft.first], doc[draft.last])
        referent = refer(draft, office, series)
        if draft.form == "description" and referent.country is None:
            referent = replace(referent, country=_country_inside(sheet, draft, office))
        yield Mention(span, referent, draft.form)


def _country_inside(sheet: Sheet, draft: Draft, office: Office) -> str | None:
    """Return the country of the person in a description: the Trump administration is American."""
    inside = (sheet.at(index) for index in range(draft.first, draft.last))
    people = (office.roll.of(d) for d in inside if d is not None and d.kind == MentionKind.PERSON)
    return next((person.country for person in people if person.country), None)


def refer(draft: Draft, office: Office, series: Iterable[str] = ()) -> Referent:
    """Return the referent of a draft."""
    if draft.kind == MentionKind.PERSON:
        return office.roll.of(draft)
    if draft.kind == MentionKind.OFFICE:
        return find_holder(draft, office) or _described(draft, office_name(draft))
    if draft.kind == MentionKind.GATHERING and draft.unnamed and len(set(series)) == 1:
        return _described(replace(draft, unnamed=False), next(iter(series)))
    if draft.kind == MentionKind.COUNTRY and draft.country:
        return _described(draft, country_name(draft.country))
    return _described(draft, draft.name)


def _described(draft: Draft, name: str) -> Referent:
    return Referent(
        f"{draft.kind}:{fold(name)}",
        draft.kind,
        name,
        draft.office,
        draft.title,
        draft.country,
        draft.sector,
        draft.qualifier,
        draft.place,
        draft.unnamed,
    )


__all__ = ["Roll", "find_names"]
