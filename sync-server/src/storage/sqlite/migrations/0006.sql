-- The log before this place went at a checkpoint.
ALTER TABLE space ADD COLUMN cut_seq INTEGER NOT NULL DEFAULT 0;
-- The newest place of the log that the chain's author told.
ALTER TABLE chain ADD COLUMN told_seq INTEGER NOT NULL DEFAULT 0;
-- The place up to which the backup before the newest one goes: what is past it, no checkpoint lets go.
ALTER TABLE space ADD COLUMN backed_before INTEGER NOT NULL DEFAULT 0;
