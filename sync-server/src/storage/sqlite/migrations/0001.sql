-- The relay's store. `sid`: a space of this relay. `k` = sid << 40 | seq: a place of a log.

CREATE TABLE relay (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  instance  BLOB    NOT NULL,              -- u32 ordinal || 12 random bytes
  entries   INTEGER NOT NULL               -- entries of all logs that ever were; never shrinks
) STRICT;

CREATE TABLE space (
  sid           INTEGER PRIMARY KEY,
  space_id      BLOB    NOT NULL UNIQUE,
  head_seq      INTEGER NOT NULL,
  head_r        BLOB    NOT NULL,
  head_t        INTEGER NOT NULL,
  live_root     BLOB    NOT NULL,          -- at the head
  live_count    INTEGER NOT NULL,
  block_first   INTEGER NOT NULL,          -- the block of the log that is still open
  block_entries INTEGER NOT NULL,
  block_bytes   INTEGER NOT NULL,
  bytes         INTEGER NOT NULL,          -- of the log
  quota         INTEGER NOT NULL,
  frozen        INTEGER NOT NULL DEFAULT 0,
  packed_seq    INTEGER NOT NULL DEFAULT 0,
  packed_bytes  INTEGER NOT NULL DEFAULT 0,
  manifest      BLOB,                      -- of the last pack, signed
  backed_seq    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A rowid table: its rows lie in the order in which they are written and read.
CREATE TABLE log (
  k           INTEGER PRIMARY KEY,
  t_ms        INTEGER NOT NULL,
  kind        INTEGER NOT NULL,
  id          BLOB    NOT NULL,            -- of the envelope, the record or the notice
  r           BLOB    NOT NULL,            -- running hash after it
  view16      BLOB    NOT NULL,            -- view after it
  block       INTEGER NOT NULL,            -- first place of its block
  ord         INTEGER,
  incarnation BLOB,
  dev_seq     INTEGER,
  content_id  BLOB,
  body        BLOB    NOT NULL             -- what travelled; after a public erasure, with stubs
) STRICT;
CREATE UNIQUE INDEX log_chain ON log (k >> 40, ord, incarnation, dev_seq) WHERE ord IS NOT NULL;
CREATE INDEX log_member ON log (k) WHERE kind IN (1, 2, 4);

CREATE TABLE chain (
  sid         INTEGER NOT NULL,
  ord         INTEGER NOT NULL,
  incarnation BLOB    NOT NULL,
  last_seq    INTEGER NOT NULL,
  last16      BLOB    NOT NULL,
  seen_seq    INTEGER NOT NULL,            -- place of that envelope in the log
  PRIMARY KEY (sid, ord, incarnation)
) STRICT, WITHOUT ROWID;

-- Every record that a log ever took, alive or not.
CREATE TABLE record (
  sid       INTEGER NOT NULL,
  object    BLOB    NOT NULL,
  item_hash BLOB    NOT NULL,
  seq       INTEGER NOT NULL,
  n         INTEGER NOT NULL,              -- index in its envelope
  kind      INTEGER NOT NULL,
  t_ms      INTEGER NOT NULL,
  live      INTEGER NOT NULL,
  PRIMARY KEY (sid, object, item_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_tombstone ON record (sid, t_ms) WHERE kind = 44 AND live = 1;

-- The same record once more, in a later envelope.
CREATE TABLE copy (
  sid       INTEGER NOT NULL,
  object    BLOB    NOT NULL,
  item_hash BLOB    NOT NULL,
  seq       INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  PRIMARY KEY (sid, object, item_hash, seq, n)
) STRICT, WITHOUT ROWID;

-- Names of records that the log does not hold, and who names them.
CREATE TABLE dangling (
  sid    INTEGER NOT NULL,
  object BLOB    NOT NULL,
  name   BLOB    NOT NULL,
  seq    INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (sid, object, name, seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX dangling_by ON dangling (sid, seq, n);

-- Which items of an envelope live; apart from the log, whose rows are large.
CREATE TABLE life (
  k     INTEGER PRIMARY KEY,
  items INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  dead  INTEGER NOT NULL,                  -- sets of bits
  kept  INTEGER NOT NULL
) STRICT;

-- Payloads to erase some time after their items died.
CREATE TABLE due (
  t_ms INTEGER NOT NULL,
  k    INTEGER NOT NULL,
  n    INTEGER NOT NULL,
  PRIMARY KEY (t_ms, k, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment (
  sid      INTEGER NOT NULL,
  hash     BLOB    NOT NULL,
  place    INTEGER,                        -- in the pack, from 0; NULL once dropped
  dropped  INTEGER,                        -- when, in ms since 1970
  contents BLOB    NOT NULL,               -- u64 seq || u64 items, of each envelope
  body     BLOB    NOT NULL,
  PRIMARY KEY (sid, hash)
) STRICT;
