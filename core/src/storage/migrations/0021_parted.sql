-- What a device still has of spaces that it left, or was removed from, for their relays (protocol 10): no key that opens any of it.

CREATE TABLE parted(
    pa INTEGER PRIMARY KEY,
    space_id BLOB NOT NULL UNIQUE,
    urls TEXT NOT NULL,                   -- where its relay is
    relay BLOB NOT NULL,                  -- the relay's key
    instance BLOB NOT NULL,               -- the newest life of the relay that has all of it, as far as is known
    head BLOB NOT NULL,                   -- the last head that came
    wall_ms INTEGER NOT NULL,             -- when that was, by both clocks of the device
    boot BLOB NOT NULL,
    up_ms INTEGER NOT NULL,
    not_before INTEGER NOT NULL DEFAULT 0 -- the relay did not take all of it: not asked again before
) STRICT;

-- Places of its log, past the relay's last backup but one.
CREATE TABLE parted_place(
    pa INTEGER NOT NULL REFERENCES parted ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    t_ms INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    id BLOB NOT NULL,
    said BLOB,                            -- ord, incarnation, dev_seq and content id of an envelope
    bytes INTEGER NOT NULL,
    body BLOB,                            -- NULL: a notice, or let go for want of room
    PRIMARY KEY(pa, seq)
) STRICT;
