-- The first schema. Ids are BLOBs, sp is the local number of a space. A migration is never edited once released.

CREATE TABLE setting(
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE space(
    sp INTEGER PRIMARY KEY,
    space_id BLOB NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    urls TEXT NOT NULL DEFAULT '',        -- a line each
    zone TEXT NOT NULL DEFAULT '',        -- IANA name; '' = the default of the program
    instance BLOB,                        -- of the relay
    seq INTEGER NOT NULL DEFAULT 0,       -- cursor: place in the log
    r BLOB NOT NULL,                      -- running hash there
    t_ms INTEGER NOT NULL DEFAULT 0,      -- time of that entry
    backed_seq INTEGER NOT NULL DEFAULT 0,
    my_ord INTEGER,
    incarnation BLOB,
    next_dev_seq INTEGER NOT NULL DEFAULT 1,
    prev BLOB NOT NULL DEFAULT x'00000000000000000000000000000000',
    etag TEXT,                            -- of the manifest last taken
    base_seq INTEGER NOT NULL DEFAULT 0,  -- N of that manifest
    base_r BLOB,
    base_live_root BLOB,
    confirmed_seq INTEGER,                -- newest statement[5] of a publisher that fitted
    said_seq INTEGER NOT NULL DEFAULT 0,  -- newest log point told in an own statement
    synced_ms INTEGER                     -- device's clock at the last whole sync
) STRICT;

CREATE TABLE member(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    k INTEGER NOT NULL,                   -- place in the chain of records
    seq INTEGER,                          -- place in the log; NULL = not logged yet
    t_ms INTEGER NOT NULL,
    record BLOB NOT NULL,                 -- signed record as it travelled
    PRIMARY KEY(sp, k)
) STRICT, WITHOUT ROWID;

CREATE TABLE view(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    view BLOB NOT NULL,
    PRIMARY KEY(sp, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE segment(
    sg INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    hash BLOB NOT NULL,
    UNIQUE(sp, hash)
) STRICT;

CREATE TABLE entry(
    en INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER,                          -- NULL = own and not logged
    t_ms INTEGER,
    ord INTEGER NOT NULL,
    incarnation BLOB NOT NULL,
    dev_seq INTEGER NOT NULL,
    content_id BLOB NOT NULL,
    statement BLOB,                       -- NULL until an own envelope is first sent
    sig BLOB,
    items BLOB,                           -- CBOR array; own entries, until a backup holds them
    own INTEGER NOT NULL DEFAULT 0,
    once_received INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX entry_seq ON entry(sp, seq) WHERE seq IS NOT NULL;
CREATE INDEX entry_own ON entry(sp, en) WHERE own = 1;
CREATE INDEX entry_unlogged ON entry(sp, en) WHERE own = 1 AND seq IS NULL;

-- Living records, and own ones that are not logged yet. Rows of the dead are deleted.
CREATE TABLE record(
    rid INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    item_hash BLOB NOT NULL,
    kind INTEGER NOT NULL,
    seq INTEGER,
    t_ms INTEGER,
    ord INTEGER NOT NULL,
    en INTEGER,
    n INTEGER NOT NULL,                   -- index in its envelope
    sg INTEGER,                           -- segment of the pack that holds it, and the index there
    ix INTEGER,
    head BLOB NOT NULL,                   -- salt, type, object id, meta as they travelled
    body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX record_object ON record(sp, object, item_hash);
CREATE INDEX record_segment ON record(sp, sg, ix);
CREATE INDEX record_pending ON record(en, n) WHERE seq IS NULL;
CREATE INDEX record_tombstone ON record(sp, t_ms) WHERE kind = 44 AND seq IS NOT NULL;

-- Names of records that are replaced before they came.
CREATE TABLE dangling(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    name BLOB NOT NULL,
    PRIMARY KEY(sp, object, name)
) STRICT, WITHOUT ROWID;

-- What own records that are not logged yet replace.
CREATE TABLE pending_name(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    name BLOB NOT NULL,
    rid INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    PRIMARY KEY(sp, object, name, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX pending_name_rid ON pending_name(rid);

CREATE TABLE outbox(
    ob INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    en INTEGER NOT NULL UNIQUE REFERENCES entry ON DELETE CASCADE,
    frame BLOB,                           -- the very bytes that were first sent
    state INTEGER NOT NULL DEFAULT 0,     -- 0 pending, 1 sent, 2 received, 3 refused
    code INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_order ON outbox(sp, en);

CREATE TABLE intent(
    it INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    body BLOB NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    code INTEGER
) STRICT;
CREATE INDEX intent_order ON intent(sp, it);

CREATE TABLE quarantine(
    hash BLOB PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER,
    why TEXT NOT NULL,
    app_version TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX quarantine_space ON quarantine(sp);

-- The read model of listings. rank = (minutes << 20 | n) is the order of time and the row's number in the
-- occurrence, place and FTS tables; it moves when the next date of a recurring listing moves.
CREATE TABLE listing(
    rank INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL,
    object BLOB NOT NULL,
    rid INTEGER NOT NULL,                 -- the record that is shown
    shown INTEGER NOT NULL,               -- 8 bytes of its item hash
    pending INTEGER,                      -- its entry, while it is own and not logged
    type INTEGER NOT NULL,
    status INTEGER NOT NULL,              -- the worst of all heads
    conflict INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    titles TEXT NOT NULL,                 -- language, tab, title; a line each
    original TEXT NOT NULL,
    place TEXT NOT NULL,
    town TEXT NOT NULL,
    organiser TEXT NOT NULL,
    lat INTEGER,
    lon INTEGER,
    org BLOB NOT NULL,
    ord INTEGER NOT NULL,
    source INTEGER,                       -- 8 bytes of a hash of scheme and id
    start_ms INTEGER,                     -- of the occurrence that rank stands for
    end_ms INTEGER,
    all_day INTEGER NOT NULL,
    due_ms INTEGER,                       -- when rank or occurrences are to be made again
    first_rev INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    status_rev INTEGER NOT NULL,
    pv INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX listing_object ON listing(object, sp);
CREATE INDEX listing_type ON listing(type);
CREATE INDEX listing_org ON listing(org);
CREATE INDEX listing_rev ON listing(rev);
CREATE INDEX listing_source ON listing(source) WHERE source IS NOT NULL;
CREATE INDEX listing_due ON listing(due_ms) WHERE due_ms IS NOT NULL;

CREATE TABLE occurrence(
    rank INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    prev_end_ms INTEGER NOT NULL,
    all_day INTEGER NOT NULL,
    PRIMARY KEY(rank, start_ms, end_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX occurrence_start ON occurrence(start_ms, rank, end_ms, prev_end_ms);
-- What lasts longer than a day: found by its end while it runs.
CREATE INDEX occurrence_long ON occurrence(end_ms, rank, start_ms, prev_end_ms)
    WHERE end_ms - start_ms > 86400000;

CREATE VIRTUAL TABLE place USING rtree_i32(rank, south, north, west, east);
CREATE VIRTUAL TABLE listing_fts USING fts5(
    text, content='', contentless_delete=1, prefix='1 2 3', detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE title_fts USING fts5(
    text, content='', contentless_delete=1, prefix='1 2 3', detail=none, tokenize='ascii');
INSERT INTO listing_fts(listing_fts, rank) VALUES('hashsize', 8388608);
INSERT INTO title_fts(title_fts, rank) VALUES('hashsize', 8388608);
