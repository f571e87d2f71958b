-- What is lost is found in a log that has it under another statement: an author who was told that a view was stale signed the
-- same content again, at the same place of the chain.

ALTER TABLE log_place ADD COLUMN said BLOB; -- ord, incarnation, dev_seq and content id of an envelope
ALTER TABLE lost ADD COLUMN said BLOB;
CREATE INDEX lost_said ON lost(sp, said) WHERE body IS NOT NULL;
