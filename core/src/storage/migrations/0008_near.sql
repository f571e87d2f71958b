-- Phone to phone: envelopes of other members that came from a phone and are in no log yet; membership records likewise.

CREATE TABLE carried(
    en INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    state INTEGER NOT NULL DEFAULT 0,     -- 0 pending, 1 void, 2 void and its followers looked after
    bytes INTEGER NOT NULL,               -- of its items
    not_before INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX carried_space ON carried(sp, state, en);

-- What a phone told of the membership and the log has not come with: signed and chained, its place a word only.
CREATE TABLE hearsay(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    k INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    t_ms INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY(sp, k)
) STRICT, WITHOUT ROWID;

-- What can be handed on, in the order in which it came; what others logged is kept for a while only.
CREATE INDEX entry_items ON entry(sp, en) WHERE items IS NOT NULL;
CREATE INDEX entry_kept ON entry(sp, seq) WHERE own = 0 AND seq IS NOT NULL AND items IS NOT NULL;
