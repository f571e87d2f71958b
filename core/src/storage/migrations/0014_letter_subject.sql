-- What a letter is about: the draft that it carries, or what somebody of a house asked and it passes on.

CREATE TABLE letter_subject(
    lt INTEGER PRIMARY KEY REFERENCES letter ON DELETE CASCADE,
    sp INTEGER NOT NULL REFERENCES space ON DELETE CASCADE,
    object BLOB NOT NULL
) STRICT;
CREATE INDEX letter_subject_object ON letter_subject(sp, object);
