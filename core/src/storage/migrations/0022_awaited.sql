-- A relay that lost its key (protocol 9): the new one, that an owner has named in a record which the log does not hold here yet.
ALTER TABLE relay_word ADD COLUMN awaited BLOB;
