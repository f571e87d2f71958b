-- Where two people's edits stand beside each other, and who settled it: one row an object, of whatever sort.
CREATE TABLE conflict(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    sort INTEGER NOT NULL,                -- 0 document, 1 fact, 2 listing
    rev INTEGER NOT NULL,                 -- revision of the store at which it met, or was settled
    settled_by INTEGER,                   -- device that chose, where it is known
    settled_ms INTEGER,                   -- its clock then; NULL while it stands
    PRIMARY KEY(sp, object)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_open ON conflict(rev, object) WHERE settled_ms IS NULL;
CREATE INDEX conflict_settled ON conflict(rev, object) WHERE settled_ms IS NOT NULL;

INSERT INTO conflict(sp, object, sort, rev) SELECT sp, object, 0, rev FROM document WHERE conflict = 1;
INSERT OR IGNORE INTO conflict(sp, object, sort, rev) SELECT sp, object, 1, 0 FROM fact WHERE heads > 1;
INSERT OR IGNORE INTO conflict(sp, object, sort, rev)
    SELECT sp, object, 2, rev FROM listing WHERE conflict = 1 AND sp IN (SELECT sp FROM space);
