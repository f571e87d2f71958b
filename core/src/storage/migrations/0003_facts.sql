-- Objects of private spaces that are made of records, as lists show them: one row each, from the displayed head.
CREATE TABLE fact(
    fc INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    kind INTEGER NOT NULL,
    place INTEGER NOT NULL,               -- in the log; 2^62 and more for an own record that waits: after all places
    at_ms INTEGER NOT NULL,               -- its author's clock, for display
    heads INTEGER NOT NULL                -- how many heads there are
) STRICT;
CREATE UNIQUE INDEX fact_object ON fact(sp, object);
CREATE INDEX fact_list ON fact(sp, kind, place, object);
