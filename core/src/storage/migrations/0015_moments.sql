-- Photos and sounds of people that are on this device alone, until everybody on them agrees and somebody shares them.
CREATE TABLE unshared(
    un INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL,
    body BLOB NOT NULL,                   -- as a media record says it: with the keys of what lies on the shelf
    address BLOB NOT NULL,                -- where that lies
    thumb BLOB,                           -- and the small picture
    others INTEGER,                       -- how many people on it have no name; NULL = nobody said who is on it
    masks BLOB NOT NULL,                  -- areas to cover: x, y, width, height, who is under it
    at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX unshared_object ON unshared(sp, object);
CREATE INDEX unshared_address ON unshared(address);
CREATE INDEX unshared_thumb ON unshared(thumb) WHERE thumb IS NOT NULL;

-- Incidents for which there is no space of a staff on this device yet.
CREATE TABLE kept_incident(
    ki INTEGER PRIMARY KEY,
    body BLOB NOT NULL
) STRICT;
