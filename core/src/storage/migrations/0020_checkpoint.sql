-- Where private history ends (protocol 8).

-- Hashes of all items of an envelope of the log that holds records: what proves those of them that live.
ALTER TABLE entry ADD COLUMN hashes BLOB;

-- The generation that the save is in, while the log is in a later one and the key of its unit is not here.
ALTER TABLE document ADD COLUMN saved INTEGER;
CREATE INDEX document_behind ON document(sp) WHERE saved IS NOT NULL;
CREATE INDEX document_marked ON document(sp) WHERE marked = 1;

-- A checkpoint's pack: fetched and sent by itself, and no photo.
ALTER TABLE blob ADD COLUMN pack INTEGER NOT NULL DEFAULT 0;

-- Ends of chains: those that came with a pack, and what each author told of the log.
CREATE TABLE chain(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    dev_seq INTEGER NOT NULL DEFAULT 0,   -- 0 = nothing came with a pack
    last BLOB,
    seq INTEGER NOT NULL DEFAULT 0,       -- place of that envelope in the log
    told INTEGER NOT NULL DEFAULT 0,      -- newest place of the log that the chain told
    PRIMARY KEY(sp, ord, incarnation)
) STRICT, WITHOUT ROWID;

-- The last checkpoint as this device sees it.
CREATE TABLE checkpoint(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    record BLOB,                          -- id of its record
    same INTEGER,                         -- 1 the same state was found here, 0 another, NULL nothing can be said
    wanted INTEGER NOT NULL DEFAULT 0     -- its pack: 1 to begin from, 2 to be looked at
) STRICT;

-- Documents as they were when their generation ended, of which own changes wait: these are done once more.
CREATE TABLE ended(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    generation INTEGER NOT NULL,
    save BLOB NOT NULL,
    PRIMARY KEY(sp, object)
) STRICT, WITHOUT ROWID;

-- Places of a log whose relay was restored that were not in the log that it lost.
CREATE TABLE late(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    PRIMARY KEY(sp, seq)
) STRICT, WITHOUT ROWID;

-- The changes of documents that came there.
CREATE TABLE late_change(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    hash BLOB NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(sp, object, hash)
) STRICT, WITHOUT ROWID;

-- Generations that a checkpoint began which the relay had lost, with the place where it was admitted again.
CREATE TABLE begun_again(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    generation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY(sp, object, generation)
) STRICT, WITHOUT ROWID;
