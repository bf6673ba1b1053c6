-- The tables of a ledger of version 3, as that version made them: what migrating is tested on. Never changed.
CREATE TABLE reference (
  seq INTEGER PRIMARY KEY, source TEXT NOT NULL, id TEXT NOT NULL, added TEXT NOT NULL, body TEXT NOT NULL,
  UNIQUE (source, id)
) STRICT
;
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
CREATE TRIGGER statement_is_kept BEFORE DELETE ON statement BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
CREATE TRIGGER statement_is_fixed BEFORE UPDATE ON statement BEGIN SELECT RAISE(ABORT, 'statements are kept'); END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are kept'); END;
CREATE TRIGGER judgement_is_fixed BEFORE UPDATE ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are kept'); END;
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
CREATE TABLE record (
  event TEXT PRIMARY KEY, type TEXT NOT NULL, kind TEXT, status TEXT NOT NULL, first_day TEXT, last_day TEXT,
  place TEXT, country TEXT, label TEXT NOT NULL, reports INTEGER NOT NULL, sources INTEGER NOT NULL,
  conflicts INTEGER NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE INDEX record_day ON record (first_day DESC, event);
CREATE INDEX record_type ON record (type, kind);
CREATE TABLE record_who (
  event TEXT NOT NULL, entity TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (event, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_who_entity ON record_who (entity);
CREATE TABLE record_page (
  page TEXT NOT NULL, event TEXT NOT NULL, PRIMARY KEY (page, event)
) STRICT, WITHOUT ROWID;
CREATE TABLE quote (
  page TEXT NOT NULL REFERENCES page (id), number INTEGER NOT NULL, kind TEXT NOT NULL, act TEXT NOT NULL,
  speaker TEXT, speaker_folded TEXT, entity TEXT, source_kind TEXT NOT NULL, addressee TEXT, words TEXT NOT NULL,
  folded TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, said TEXT, topics TEXT,
  within INTEGER, denies INTEGER, PRIMARY KEY (page, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX quote_speaker ON quote (speaker_folded);
CREATE VIRTUAL TABLE words USING fts5 (
  page UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2'
);
PRAGMA user_version = 3;
