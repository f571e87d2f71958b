-- When the last change of a document was logged, by the relay's clock: what goes by itself does not go by an author's.
ALTER TABLE document ADD COLUMN logged_ms INTEGER;
