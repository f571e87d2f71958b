-- An envelope is found by its place in its author's chain: without the place, each look read the author's whole life.
DROP INDEX entry_life;
CREATE INDEX entry_life ON entry(sp, ord, incarnation, dev_seq);

-- What is on its way, among all that waits.
CREATE INDEX outbox_sent ON outbox(sp, en) WHERE state = 1;
