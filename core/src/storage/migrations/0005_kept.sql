-- What this device wrote in a document and could not write again in a new life, because somebody else's value has come
-- to that place. Shown until a person writes there.

CREATE TABLE kept(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    place TEXT NOT NULL,                  -- as a person writes it: title, legs.a.what
    mine TEXT NOT NULL,                   -- JSON
    PRIMARY KEY(sp, object, place)
) STRICT, WITHOUT ROWID;
