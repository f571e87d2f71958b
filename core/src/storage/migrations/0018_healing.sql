-- What a relay may lose, and has lost (protocol 10).

-- The places of a log past the relay's last backup but one, and what travelled there.
CREATE TABLE log_place(
    pl INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    t_ms INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    r BLOB NOT NULL,                      -- running hash there
    bytes INTEGER NOT NULL,
    body BLOB                             -- NULL: a notice, or let go for want of room
) STRICT;
CREATE UNIQUE INDEX log_place_seq ON log_place(sp, seq);
CREATE INDEX log_place_body ON log_place(sp, seq, bytes) WHERE body IS NOT NULL;

-- The relay's words on a log: its newest head here, how far its last backup but one goes, whether it was ever restored.
CREATE TABLE relay_word(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    head BLOB,
    kept_after INTEGER NOT NULL DEFAULT 0,
    notice INTEGER,                       -- place of its first notice of a restore
    dropped INTEGER NOT NULL DEFAULT 0    -- 1 = some of what is past the backup had to go
) STRICT;

-- Logs that the relay lost, by their number, with the last head that it had signed.
CREATE TABLE loss(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    n INTEGER NOT NULL,
    head BLOB,
    PRIMARY KEY(sp, n)
) STRICT, WITHOUT ROWID;

-- Their places. What is in the log again has no body any more; once none has one, all of it goes.
CREATE TABLE lost(
    lo INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    n INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    t_ms INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    body BLOB,
    not_before INTEGER NOT NULL DEFAULT 0 -- -1: to be sealed again under the present key
) STRICT;
CREATE UNIQUE INDEX lost_seq ON lost(sp, n, seq);
CREATE INDEX lost_id ON lost(sp, id) WHERE body IS NOT NULL;
