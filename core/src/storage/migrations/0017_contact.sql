-- When the relay of a space was last heard, by the clock that a person can set and by the one since the machine's start.
CREATE TABLE contact(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    wall_ms INTEGER NOT NULL,
    boot BLOB NOT NULL,
    up_ms INTEGER NOT NULL
) STRICT;
