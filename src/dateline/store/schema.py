"""The ledger's tables, as SQL, and their version.

Kept for ever: page, location, reading, skipped, statement, judgement, minted, mark. Kept until its source is read
anew: reference. Derived and rebuilt at any time: article, mention, block, dispute, listing with record_body, record_who
with who_word, record_page, occasion, the tallies of it (spot, who, who_name, tie, label_words), quote, and story with
its keys and story_line. Statements and judgements refuse UPDATE and DELETE.
"""

VERSION = 10

REFERENCE = """
CREATE TABLE reference (
  seq INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, added TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE (source, id)
) STRICT
"""
"""People of outside references that a user brought; since version 2."""

MARK = """
CREATE TABLE mark (
  seq INTEGER PRIMARY KEY, page INTEGER NOT NULL, judgement INTEGER NOT NULL, at TEXT NOT NULL
) STRICT
"""
"""How far the record had been watched, and when; since version 4."""

STORIES = """
CREATE TABLE story_line (
  story TEXT PRIMARY KEY, title TEXT NOT NULL, first_day TEXT, last_day TEXT, articles INTEGER NOT NULL,
  sources INTEGER NOT NULL, body BLOB NOT NULL
) STRICT
"""
"""Each story in one line; since version 4."""

SHELF = """
CREATE TABLE story (
  page TEXT PRIMARY KEY REFERENCES page (id), story TEXT NOT NULL, day TEXT, turn TEXT NOT NULL, weighed TEXT NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX story_story ON story (story, turn);
CREATE TABLE story_key (
  key TEXT NOT NULL, turn TEXT NOT NULL, page TEXT NOT NULL, PRIMARY KEY (key, turn)
) STRICT, WITHOUT ROWID;
CREATE TABLE story_weighed (story TEXT NOT NULL, turn TEXT NOT NULL, PRIMARY KEY (story, turn)) STRICT, WITHOUT ROWID;
CREATE TABLE story_waiting (page TEXT PRIMARY KEY REFERENCES page (id), day TEXT, body BLOB) STRICT, WITHOUT ROWID;
CREATE TABLE story_copy (page TEXT PRIMARY KEY REFERENCES page (id), keys BLOB NOT NULL) STRICT
"""
"""Since version 9: which story each article belongs to, its turn, and what it looked at to find that out, so that a new
article changes only those that look at it; which articles wait for a story; what copies in a story are found by."""

KEPT = f"""
{REFERENCE};
{MARK};
CREATE TABLE page (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, sha256 TEXT NOT NULL, media TEXT NOT NULL, path TEXT, url TEXT,
  encoding TEXT, data BLOB NOT NULL, added TEXT NOT NULL
) STRICT;
CREATE TABLE location (
  page TEXT NOT NULL REFERENCES page (id), path TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
  UNIQUE (page, path, url)
) STRICT;
CREATE TABLE reading (
  seq INTEGER PRIMARY KEY, page TEXT NOT NULL REFERENCES page (id), version TEXT NOT NULL, body BLOB NOT NULL,
  UNIQUE (page, version)
) STRICT;
CREATE TABLE skipped (
  seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL,
  UNIQUE (subject, stage, reason)
) STRICT;
CREATE TABLE statement (
  id TEXT PRIMARY KEY, mention TEXT NOT NULL, page TEXT NOT NULL REFERENCES page (id), field TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX statement_mention ON statement (mention);
CREATE TABLE judgement (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, verdict TEXT NOT NULL, left TEXT NOT NULL, right TEXT NOT NULL,
  author TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, undoes TEXT
) STRICT;
CREATE TABLE minted (
  id TEXT PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, mention TEXT NOT NULL, now TEXT NOT NULL
) STRICT;
CREATE INDEX minted_mention ON minted (mention);
CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
CREATE TRIGGER statement_is_fixed BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are kept'); END;
CREATE TRIGGER judgement_is_fixed BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are kept'); END;
"""

JUDGED = """
CREATE INDEX judgement_left ON judgement (left);
CREATE INDEX judgement_right ON judgement (right);
CREATE INDEX judgement_undoes ON judgement (undoes)
"""
DISPUTE = """
CREATE TABLE dispute (key INTEGER NOT NULL, mention TEXT NOT NULL, PRIMARY KEY (key, mention)) STRICT, WITHOUT ROWID;
CREATE INDEX dispute_mention ON dispute (mention)
"""
"""Since version 5: what a mention's judgements are found by, and denials and accusations by their keys."""

RECORD = """
CREATE TABLE listing (
  event TEXT PRIMARY KEY, type TEXT NOT NULL, kind TEXT, status TEXT NOT NULL, first_day TEXT, last_day TEXT,
  place TEXT, country TEXT, label TEXT NOT NULL, reports INTEGER NOT NULL, sources INTEGER NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE record_body (event TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE VIEW record AS
  SELECT listing.*, body FROM listing LEFT JOIN record_body ON record_body.event = listing.event;
CREATE INDEX listing_doubt ON listing (conflicts > 0 DESC, reports DESC, event);
CREATE TABLE who_word (word TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (word, event)) STRICT, WITHOUT ROWID
"""
FOUND = """
CREATE INDEX record_page_event ON record_page (event);
CREATE INDEX statement_page ON statement (page, field)
"""
"""Since version 5: what events are listed and sorted by stands apart from their long bodies, so that leafing through a
hundred thousand reads a few megabytes; `record` shows both as one. The words of participants' names find their events.
"""

SORTED = """
CREATE INDEX listing_newest ON listing (
  first_day IS NULL, first_day DESC, reports DESC, event, type, kind, status, last_day, place, country, conflicts,
  sources, label
);
CREATE INDEX quote_said ON quote (said, page, number)
"""
"""Since version 6: the newest events are read from their index alone, whatever is asked of them, and quotations in the
order of their days. In 100,000 synthetic events a filter that few fit took 308 ms before and takes 11."""

TALLIES = """
CREATE TABLE spot (
  place TEXT NOT NULL, country TEXT NOT NULL, latitude REAL, longitude REAL, events INTEGER NOT NULL,
  PRIMARY KEY (place, country)
) STRICT, WITHOUT ROWID;
CREATE INDEX spot_events ON spot (events);
CREATE TABLE who (entity TEXT PRIMARY KEY, events INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX who_events ON who (events);
CREATE TABLE who_name (
  entity TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (entity, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE tie (
  left TEXT NOT NULL, right TEXT NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (left, right)
) STRICT, WITHOUT ROWID;
CREATE INDEX tie_right ON tie (right);
CREATE INDEX tie_events ON tie (events);
CREATE VIRTUAL TABLE label_words USING fts5 (
  label, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE INDEX listing_day ON listing (
  first_day, status, type, kind, place, country, last_day, conflicts, reports, sources
);
CREATE INDEX listing_place ON listing (place, first_day DESC, last_day);
CREATE INDEX listing_type ON listing (type);
CREATE INDEX listing_spot ON listing (place);
CREATE INDEX listing_status ON listing (status);
CREATE INDEX listing_reports ON listing (reports);
CREATE INDEX listing_sources ON listing (sources);
CREATE INDEX record_who_entity ON record_who (entity, day, office, country);
CREATE INDEX quote_speaker ON quote (speaker_folded, said);
CREATE INDEX judgement_verdict ON judgement (verdict);
CREATE INDEX judgement_author ON judgement (author)
"""
"""Since version 7: how many events stand at each place, with each person and pair, kept as events come and go; the
words of labels; an index for each order in which events are shown, and one of all days that holds what filters ask.
What the desk counted anew for every page took between 60 and 2,500 ms in 100,000 synthetic events."""

NEWEST_STORIES = "CREATE INDEX story_line_last ON story_line (last_day, story)"
"""Since version 8: stories are leafed through from the newest."""

OCCASIONS = """
CREATE TABLE occasion (
  key TEXT NOT NULL, page TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (key, page, first, last)
) STRICT, WITHOUT ROWID;
CREATE INDEX occasion_page ON occasion (page)
"""
"""Since version 10: the days of elections and the like that pages tell, from which others count."""

DERIVED = f"""
{OCCASIONS};
{STORIES};
{SHELF};
{JUDGED};
{DISPUTE};
CREATE TABLE article (
  page TEXT PRIMARY KEY REFERENCES page (id), title TEXT, publisher TEXT, credit TEXT, published TEXT, basis TEXT,
  first_day TEXT, last_day TEXT, dated TEXT NOT NULL
) STRICT;
CREATE TABLE mention (
  id TEXT PRIMARY KEY, page TEXT NOT NULL REFERENCES page (id), event TEXT, body BLOB NOT NULL
) STRICT;
CREATE INDEX mention_page ON mention (page);
CREATE INDEX mention_event ON mention (event);
CREATE TABLE block (key TEXT NOT NULL, mention TEXT NOT NULL, PRIMARY KEY (key, mention)) STRICT, WITHOUT ROWID;
CREATE INDEX block_mention ON block (mention);
{RECORD};
CREATE TABLE record_who (
  event TEXT NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, office TEXT, country TEXT,
  day TEXT, PRIMARY KEY (event, entity)
) STRICT, WITHOUT ROWID;
CREATE TABLE record_page (
  page TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (page, event)
) STRICT, WITHOUT ROWID;
{FOUND};
CREATE TABLE quote (
  page TEXT NOT NULL REFERENCES page (id), number INTEGER NOT NULL, kind TEXT NOT NULL, act TEXT NOT NULL,
  speaker TEXT, speaker_folded TEXT, entity TEXT, source_kind TEXT NOT NULL, addressee TEXT, words TEXT NOT NULL,
  folded TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, said TEXT, topics TEXT,
  within INTEGER, denies INTEGER, PRIMARY KEY (page, number)
) STRICT, WITHOUT ROWID;
{SORTED};
{TALLIES};
{NEWEST_STORIES};
CREATE VIRTUAL TABLE words USING fts5 (
  page UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2'
);
"""

DERIVED_TABLES = (
    "article", "mention", "block", "dispute", "listing", "record_body", "record_who", "who_word", "record_page",
    "quote", "story", "story_key", "story_weighed", "story_waiting", "story_copy", "story_line", "spot", "who",
    "who_name", "tie", "label_words", "occasion",
)  # fmt: skip
