-- Recovery codes, joining without a network, and the relay's time.

-- Papers with recovery codes that this device showed, or was brought back by: public keys alone.
CREATE TABLE paper(
    sign BLOB PRIMARY KEY,
    seal BLOB NOT NULL,
    state INTEGER NOT NULL,               -- 0 shown, 1 tried: it counts, 2 another stands in its place
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Spaces that a recovery code is to open. The code itself, and what derives from it, is in memory alone.
CREATE TABLE recovering(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    code INTEGER                          -- why it does not, once the relay said so
) STRICT;
