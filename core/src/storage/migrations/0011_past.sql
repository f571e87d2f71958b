-- Capacities, claims and decisions of private spaces that others took the place of: who changed what. Nothing that lives is
-- here, and nothing that counts is told by it.
CREATE TABLE past(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    item_hash BLOB NOT NULL,
    kind INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    t_ms INTEGER NOT NULL,
    n INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    unit BLOB,
    head BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY(sp, object, item_hash)
) STRICT, WITHOUT ROWID;
