-- Erasure units: what is forgotten together, each under a key of its own that the relay's slots hand to members.
CREATE TABLE unit(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    unit BLOB NOT NULL,
    key BLOB,                             -- NULL: named by an item and not here yet, or erased
    slot INTEGER NOT NULL DEFAULT 0,      -- epoch under which the relay has it, as far as is known; 0 = not
    person BLOB,                          -- whose it is, once a document under it says so
    erased INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY(sp, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX unit_person ON unit(sp, person) WHERE person IS NOT NULL;

-- Changes of documents under a unit's key, at their place, that could not be opened or applied yet.
CREATE TABLE sealed_change(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    n INTEGER NOT NULL,                   -- index in its envelope
    unit BLOB NOT NULL,
    ord INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    item BLOB NOT NULL,
    PRIMARY KEY(sp, seq, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX sealed_change_unit ON sealed_change(sp, unit);

ALTER TABLE document ADD COLUMN unit BLOB;
ALTER TABLE document ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;   -- the log has changes of it, opened or not

ALTER TABLE record ADD COLUMN unit BLOB;
CREATE INDEX record_unit ON record(sp, unit) WHERE unit IS NOT NULL;

-- What is to be deleted at the relay, because its object ended.
CREATE TABLE discard(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    what INTEGER NOT NULL,                -- 0 a slot, 1 a blob
    id BLOB NOT NULL,
    object BLOB NOT NULL,
    PRIMARY KEY(sp, what, id, object)
) STRICT, WITHOUT ROWID;

-- Photos, scans, sounds. What is in one lies sealed in a file of its own; the key is in the record alone.
CREATE TABLE blob(
    bl INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    address BLOB NOT NULL,
    object BLOB NOT NULL,                 -- the media record that names it
    unit BLOB,
    thumb INTEGER NOT NULL,               -- 1 = the small picture
    size INTEGER NOT NULL,                -- when it is open
    sum BLOB,                             -- SHA-256 of that, of the large one
    hashes BLOB,                          -- of its sealed chunks, once they are known
    mine INTEGER NOT NULL DEFAULT 0,      -- added on this device, which is to send it
    here INTEGER NOT NULL DEFAULT 0,      -- 1 = whole on this device
    relay INTEGER NOT NULL DEFAULT 0,     -- 1 = the relay said that it is whole there
    wanted INTEGER NOT NULL DEFAULT 0,    -- to be fetched
    tries INTEGER NOT NULL DEFAULT 0,     -- how often it was put off: what fails does not hold up the rest
    pinned INTEGER NOT NULL DEFAULT 0,
    used_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX blob_object ON blob(sp, object, thumb);
CREATE INDEX blob_address ON blob(address);
CREATE INDEX blob_sum ON blob(sp, sum) WHERE sum IS NOT NULL;
CREATE INDEX blob_to_send ON blob(sp, tries, thumb DESC, bl) WHERE mine = 1 AND relay = 0;
CREATE INDEX blob_to_fetch ON blob(sp, tries, thumb DESC, bl) WHERE wanted = 1 AND here = 0;
