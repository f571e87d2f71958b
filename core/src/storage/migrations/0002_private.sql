-- Private spaces: keys of their epochs, envelopes that wait for one, invitations that were followed, documents.

CREATE TABLE epoch(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    n INTEGER NOT NULL,
    key BLOB NOT NULL,
    PRIMARY KEY(sp, n)
) STRICT, WITHOUT ROWID;

-- Envelopes that the log took and whose key has not come: opened in the order of the log once it has.
CREATE TABLE staged(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    t_ms INTEGER NOT NULL,
    frame BLOB NOT NULL,
    PRIMARY KEY(sp, seq)
) STRICT, WITHOUT ROWID;

-- A space that this device was invited to and is not yet a member of.
CREATE TABLE invitation(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    seed BLOB NOT NULL,
    code INTEGER                          -- why the relay refused, once it did
) STRICT;

-- Documents: what the log confirmed of each, saved; what a list shows of it, changes that wait among it.
CREATE TABLE document(
    dc INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    kind INTEGER NOT NULL,
    generation INTEGER NOT NULL DEFAULT 0,
    save BLOB,                            -- NULL while nothing of it is logged
    title TEXT NOT NULL DEFAULT '',
    conflict INTEGER NOT NULL DEFAULT 0,
    marked INTEGER NOT NULL DEFAULT 0,    -- for the next checkpoint
    at_ms INTEGER NOT NULL DEFAULT 0,     -- its authors' clocks, for display
    rev INTEGER NOT NULL DEFAULT 0,
    pv INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX document_object ON document(sp, object);
CREATE INDEX document_list ON document(sp, kind, rev);

-- The lives of an author, whose changes share a quota.
CREATE INDEX entry_life ON entry(sp, ord, incarnation);

-- Changes of documents in own envelopes that are not logged.
CREATE TABLE pending_change(
    en INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    n INTEGER NOT NULL,                   -- index in its envelope
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    change BLOB NOT NULL,
    PRIMARY KEY(en, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_change_object ON pending_change(sp, object, en, n);
