"""Read who is said to have said (thought, wanted, feared) what.

In: an article, its parsed sentences and the references that say whom a phrase stands for. Out: `Attribution`s in order,
an outer one before those inside its content. Cues, sources and contents of one sentence come from `drafts`; here they
meet the quotations, which may run over sentences and paragraphs.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.annotate.sentences import Sentence
from dateline.extract.acts import read_act, read_addressee
from dateline.extract.answers import read_answers
from dateline.extract.drafts import read_drafts
from dateline.extract.quotations import find_quotations
from dateline.extract.speakers import read_speaker, source_kind
from dateline.extract.speech import Speech
from dateline.extract.speeches import gather_speeches
from dateline.model.claims import Attribution, Referent, SourceKind
from dateline.model.text import Article

if TYPE_CHECKING:
    from dateline.extract.coreference import References


def read_attributions(
    article: Article, sentences: Sequence[Sentence], references: "References"
) -> tuple[Attribution, ...]:
    """Return the article's attributions, outer before inner, with `within` set on the inner ones."""
    drafts = [draft for sentence in sentences for draft in read_drafts(sentence)]
    speeches = gather_speeches(article, sentences, drafts, find_quotations(article))
    speeches.sort(key=lambda s: (s.content[0].start, -s.content[-1].end, s.cue.start))
    holders = [_holder(i, speeches) for i in range(len(speeches))]
    built: list[Attribution] = []
    for speech, holder in zip(speeches, holders, strict=True):
        built.append(_build(article, speech, holder, built, references))
    return read_answers(built, article, sentences)


def _holder(index: int, speeches: Sequence[Speech]) -> int | None:
    """Return the number of the speech whose content holds this one's cue, the innermost where several do."""
    cue = speeches[index].cue
    outer = [j for j, other in enumerate(speeches) if j < index and any(part.covers(cue) for part in other.content)]
    return max(outer, default=None)


def _build(
    article: Article, speech: Speech, holder: int | None, built: Sequence[Attribution], references: "References"
) -> Attribution:
    outer = built[holder].speaker if holder is not None else None
    speaker = (
        read_speaker(speech.sentence, speech.source, outer, references) if speech.sentence and speech.source else None
    )
    place = (
        speech.sentence.stretch(speech.sentence.doc[speech.source.first], speech.sentence.doc[speech.source.last])
        if speech.sentence and speech.source
        else None
    )
    return Attribution(
        speech.kind,
        speech.cue,
        speech.content,
        place,
        speaker,
        _source_kind(speech, speaker),
        read_act(speech.draft.cue, speech.content[0].slice(article.text)) if speech.draft else "claim",
        _addressee(speech, references),
        holder,
    )


def _source_kind(speech: Speech, speaker: Referent | None) -> SourceKind:
    """Return who speaks, as a kind; that something "seems" so is the writer's own word."""
    if speech.draft is not None and speech.draft.cue.takes("raising"):
        return SourceKind.OWN
    return source_kind(speech.source, speaker)


def _addressee(speech: Speech, references: "References") -> Referent | None:
    token = read_addressee(speech.draft.cue) if speech.draft else None
    if token is None or speech.draft is None:
        return None
    mentions = references.of(speech.draft.sentence, token)
    return mentions[0].referent if mentions else None
