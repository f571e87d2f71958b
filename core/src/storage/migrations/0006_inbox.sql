-- Inboxes: the secrets that open them, their code, what came, what this device writes into them, what became of it.

CREATE TABLE inbox_key(
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    key BLOB NOT NULL,                    -- the public half, to which messages are sealed
    secret BLOB NOT NULL,
    until_ms INTEGER,                     -- when it opens nothing any more; NULL while it is the present one
    PRIMARY KEY(sp, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox(
    sp INTEGER PRIMARY KEY REFERENCES space ON DELETE CASCADE,
    code BLOB,                            -- of the territory, where this device knows it
    wanted INTEGER NOT NULL DEFAULT 0,    -- 1: it is to be the code from the next record on
    place INTEGER NOT NULL DEFAULT 0      -- up to here messages were fetched
) STRICT;

-- Messages that were fetched.
CREATE TABLE message(
    ms INTEGER PRIMARY KEY,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    id BLOB NOT NULL,
    place INTEGER,                        -- at the relay; NULL once it was taken away there
    reserved INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,               -- when the relay took it
    sealed BLOB,                          -- NULL once it was opened
    body BLOB,
    mailbox BLOB,                         -- secret of the mailbox for a reply, while one may be left
    box BLOB,                             -- id of that mailbox
    done INTEGER NOT NULL DEFAULT 0       -- what was decided here
) STRICT;
CREATE UNIQUE INDEX message_id ON message(sp, id);
CREATE INDEX message_box ON message(box) WHERE box IS NOT NULL;

-- What this device drops into inboxes and mailboxes.
CREATE TABLE letter(
    lt INTEGER PRIMARY KEY,
    sp INTEGER REFERENCES space ON DELETE CASCADE,      -- NULL: of a space that is not held here
    ms INTEGER REFERENCES message ON DELETE CASCADE,    -- the message that it answers
    name TEXT NOT NULL,                   -- whom it is for
    urls TEXT NOT NULL,                   -- of the relay, a line each
    target BLOB NOT NULL,                 -- the space, or the mailbox
    key BLOB,                             -- of the inbox, where no membership says it
    kind INTEGER NOT NULL,
    payload BLOB NOT NULL,
    mailbox BLOB,                         -- secret of the mailbox for its answer, while one may come
    box BLOB,                             -- id of that mailbox
    at_ms INTEGER NOT NULL,
    sealed BLOB,                          -- the bytes that are sent, and sent again after a cut line
    state INTEGER NOT NULL DEFAULT 0,
    code INTEGER,                         -- the relay's last refusal
    not_before INTEGER NOT NULL DEFAULT 0,
    done_ms INTEGER                       -- when the relay said that it holds it
) STRICT;
CREATE INDEX letter_open ON letter(lt) WHERE state < 2;
CREATE INDEX letter_box ON letter(box) WHERE box IS NOT NULL;
CREATE UNIQUE INDEX letter_answer ON letter(ms) WHERE ms IS NOT NULL;

-- What lay in mailboxes, opened.
CREATE TABLE reply(
    mailbox BLOB NOT NULL,                -- its id
    id BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY(mailbox, id)
) STRICT, WITHOUT ROWID;
