-- What is kept beside the logs: sealed, overwritten, deleted. `docs/threat-model.md` says of each column what it tells.

-- Keys of erasure units, sealed by members.
CREATE TABLE slot (
  sid    INTEGER NOT NULL,
  unit   BLOB    NOT NULL,
  epoch  INTEGER NOT NULL,
  sealed BLOB    NOT NULL,
  PRIMARY KEY (sid, unit)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob (
  bid   INTEGER PRIMARY KEY,
  sid   INTEGER NOT NULL,
  hash  BLOB    NOT NULL,
  size  INTEGER NOT NULL,
  list  BLOB    NOT NULL,                  -- SHA-256 of each sealed chunk
  since INTEGER NOT NULL,                  -- when it was first named, in ms since 1970
  UNIQUE (sid, hash)
) STRICT;

-- Under which names a blob is needed: random bytes of the members.
CREATE TABLE blob_name (
  bid  INTEGER NOT NULL,
  name BLOB    NOT NULL,
  PRIMARY KEY (bid, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunk (
  bid  INTEGER NOT NULL,
  n    INTEGER NOT NULL,
  body BLOB    NOT NULL,                   -- sealed
  PRIMARY KEY (bid, n)
) STRICT;

CREATE TABLE inbox (
  place  INTEGER PRIMARY KEY AUTOINCREMENT,
  sid    INTEGER NOT NULL,
  id     BLOB    NOT NULL,                 -- hash of the sealed message
  lane   INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  sealed BLOB    NOT NULL,
  UNIQUE (sid, id)
) STRICT;
CREATE INDEX inbox_order ON inbox (sid, place);

CREATE TABLE mailbox (
  id      BLOB    NOT NULL,                -- hash of 32 random bytes
  message BLOB    NOT NULL,
  expires INTEGER NOT NULL,
  sealed  BLOB    NOT NULL,
  PRIMARY KEY (id, message)
) STRICT;
CREATE INDEX mailbox_expires ON mailbox (expires);

CREATE TABLE push (
  sid      INTEGER NOT NULL,
  ord      INTEGER NOT NULL,
  endpoint TEXT    NOT NULL,
  PRIMARY KEY (sid, ord)
) STRICT, WITHOUT ROWID;
