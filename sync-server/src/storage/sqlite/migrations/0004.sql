-- What members had erased: units by their ids, blobs by their addresses. Neither comes back.
CREATE TABLE erased (
  sid INTEGER NOT NULL,
  id  BLOB    NOT NULL,
  PRIMARY KEY (sid, id)
) STRICT, WITHOUT ROWID;

-- Items of an envelope whose payload went before its time: segments that hold them are written anew.
ALTER TABLE life ADD COLUMN erased INTEGER NOT NULL DEFAULT 0;
