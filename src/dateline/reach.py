"""Say which event mentions a change reaches, so that a page more costs the same however large the ledger is.

In: a ledger and the mentions that are new or judged anew. Out: the mentions whose events must be made again: all that
links connect with them, and no more. Which blocks a mention stands in is left to `match.blocking`, what a link is to
`dateline.link`.
"""

from collections.abc import Iterable

from dateline.link import link_pair
from dateline.model.record import DatedMention
from dateline.resolve import families, may_change, resolve_mention
from dateline.store.judgements import judgements_on
from dateline.store.ledger import Ledger


class Reach:
    """The mentions around a change, read from the ledger once each."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.told: dict[str, DatedMention] = {}
        self.blocks: dict[str, set[str]] = {}

    def mentions(self, ids: Iterable[str]) -> list[DatedMention]:
        """Return mentions by id, in the order of their ids; ids that the ledger does not hold are passed over."""
        wanted = sorted(set(ids))
        for told in self.ledger.mentions(ident for ident in wanted if ident not in self.told):
            self.told[told.id] = told
        return [self.told[ident] for ident in wanted if ident in self.told]

    def told_of(self, ident: str) -> DatedMention:
        """Return one mention that the ledger holds, by id."""
        return self.mentions([ident])[0]

    def around(self, mention: str) -> set[str]:
        """Return the mentions that share a block with one, itself among them."""
        if mention not in self.blocks:
            self.blocks[mention] = self.ledger.neighbours(mention)
        return self.blocks[mention]

    def settle_names(self, touched: Iterable[str]) -> set[str]:
        """Complete names from the mentions around, and return the touched mentions and those that this changed.

        A surname, or a variant of a full name, takes the name that its own surroundings have for it, so that only
        what stands beside a new mention can change.
        """
        changed = set(touched)
        near = {other for mention in changed for other in self.around(mention)}
        new = families(p.referent for told in self.mentions(changed) for p in told.mention.participants)
        for told in self.mentions(near):
            if told.id in changed or any(may_change(p.referent, new) for p in told.mention.participants):
                now = self._resolved(told)
                if now != told:
                    self.ledger.settle_mention(now)
                    self.told[told.id] = now
                    changed.add(told.id)
        return changed

    def _resolved(self, told: DatedMention) -> DatedMention:
        return resolve_mention(told, self.mentions(self.around(told.id)))

    def linked(self, mentions: Iterable[str]) -> list[DatedMention]:
        """Return the mentions that links, and a person's word, connect with the given ones."""
        found = set(mentions)
        todo = list(found)
        while todo:
            item = todo.pop()
            new = self._beside(item) - found
            found |= new
            todo += new
        return self.mentions(found)

    def encounters_on(self, pages: Iterable[str]) -> list[DatedMention]:
        """Return the encounters that stand on the pages."""
        keys = (f"CONSULT|{page}" for page in sorted(set(pages)))
        return self.mentions(mention for key in keys for mention in self.ledger.block(key))

    def beside(self, mentions: Iterable[DatedMention]) -> list[DatedMention]:
        """Return what may be related to mentions: encounters of an encounter's page, acts of a reply's."""
        given = list(mentions)
        found = self.encounters_on(m.page for m in given if m.mention.type == "CONSULT")
        pages = sorted({m.page for m in given if m.chained or (m.reply, m.turn, m.prompts) != (None, None, None)})
        acts = self.mentions(told for page in pages for told in self.ledger.mentions_of(page))
        return list({told.id: told for told in (*found, *acts)}.values())

    def _beside(self, mention: str) -> set[str]:
        (told,) = self.mentions([mention]) or (None,)
        if told is None:
            return set()
        others = self.mentions(self.around(mention) - {mention})
        joined = {
            side for j in judgements_on(self.ledger, [mention]) if j.verdict == "same" for side in (j.left, j.right)
        }
        return {other.id for other in others if link_pair(told, other)} | joined
