-- The objects and hashes of an envelope's items lie beside it, and an index over them in memory: a row for each record, at
-- a place by its hash, cost a page of the disk for each.

-- object || item_hash of each item, in order.
ALTER TABLE life ADD COLUMN names BLOB NOT NULL DEFAULT x'';
UPDATE life SET names = had.names FROM (
  SELECT sid << 40 | seq AS k, unhex(group_concat(hex(object) || hex(item_hash), '' ORDER BY n)) AS names
  FROM (SELECT sid, seq, n, object, item_hash FROM record UNION ALL SELECT sid, seq, n, object, item_hash FROM copy)
  GROUP BY sid, seq
) AS had WHERE had.k = life.k;

-- Tombstones that live.
CREATE TABLE tombstone (
  k    INTEGER NOT NULL,
  n    INTEGER NOT NULL,
  sid  INTEGER NOT NULL,
  t_ms INTEGER NOT NULL,
  PRIMARY KEY (k, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX tombstone_time ON tombstone (sid, t_ms);
INSERT INTO tombstone (k, n, sid, t_ms)
  SELECT sid << 40 | seq, n, sid, t_ms FROM record WHERE kind = 44 AND live = 1;

DROP TABLE record;
