-- Objects and blobs that were erased in a space: nothing of them is taken any more. Units say so in their own table.
CREATE TABLE erased(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    id BLOB NOT NULL,
    PRIMARY KEY(sp, id)
) STRICT, WITHOUT ROWID;
