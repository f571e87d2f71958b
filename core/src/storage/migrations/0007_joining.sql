-- Joining without a network, and the relay's time.

-- Each relay's last word about the time, and when that was by a clock that nobody sets.
CREATE TABLE relay_time(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    seen_ms INTEGER NOT NULL,
    boot BLOB NOT NULL,
    up_ms INTEGER NOT NULL
) STRICT;

-- What whoever follows an invitation may do once they are in: they may write it down at once.
ALTER TABLE invitation ADD COLUMN role INTEGER NOT NULL DEFAULT 0;
