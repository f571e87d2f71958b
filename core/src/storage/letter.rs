//! Letters: what this device drops into inboxes and mailboxes, how far each has come, and what was answered.

use ekin_protocol::code::Code;
use ekin_protocol::id::{ObjectId, SealKey};
use ekin_protocol::inbox::{Mailbox, MailboxId, MessageId, MessageKind};
use rusqlite::{OptionalExtension, Row, params};

use super::changes::Topic;
use super::column::int;
use super::error::Result;
use super::store::{Read, Sp, Tx};

const COLUMNS: &str =
    "lt, sp, ms, name, urls, target, key, kind, payload, mailbox, at_ms, sealed, state, code, not_before,
    done_ms, box";
/// How long a relay keeps a reply, and this device the secret of its mailbox, in ms.
const REPLY_MS: i64 = 90 * 86_400_000;
/// How long what strangers wrote is kept once it was dealt with, in ms.
const MESSAGE_MS: i64 = 180 * 86_400_000;

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// It is on this device alone.
    Here,
    /// It was sent, and the relay has not said that it holds it.
    Sent,
    /// The relay holds it.
    Received,
    /// The relay will never take it.
    Refused(Code),
}

/// A letter.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Its number.
    pub lt: i64,
    /// The space that it is for, where it is held here.
    pub sp: Option<Sp>,
    /// The message that it answers.
    pub ms: Option<i64>,
    /// Whom it is for, as people call it.
    pub name: String,
    /// Addresses of the relay.
    pub urls: Vec<String>,
    /// The space, or the mailbox.
    pub target: [u8; 32],
    /// The key of the inbox, where no membership says it.
    pub key: Option<SealKey>,
    /// What it is about; of an answer, its number as a [`ekin_protocol::inbox::ReplyKind`].
    pub kind: MessageKind,
    /// What it says: the payload of a message, or a whole reply.
    pub payload: Vec<u8>,
    /// Where its answer is left, while one may come.
    pub mailbox: Option<Mailbox>,
    /// The id of that mailbox.
    pub mailbox_id: Option<MailboxId>,
    /// When it was written, ms since 1970.
    pub at_ms: u64,
    /// The bytes that are sent.
    pub sealed: Option<Vec<u8>>,
    /// How far it has come.
    pub state: LetterState,
    /// The relay's last *later*.
    pub later: Option<Code>,
    /// It waits until then, ms since 1970.
    pub not_before: i64,
    /// When the relay said that it holds it, ms since 1970.
    pub received_ms: Option<i64>,
}

/// A letter to write.
#[derive(Clone, Copy, Debug)]
pub struct NewLetter<'a> {
    /// The space that it is for, where it is held here.
    pub sp: Option<Sp>,
    /// The message that it answers.
    pub ms: Option<i64>,
    /// Whom it is for, as people call it.
    pub name: &'a str,
    /// Addresses of the relay.
    pub urls: &'a [String],
    /// The space, or the mailbox.
    pub target: [u8; 32],
    /// The key of the inbox, where no membership says it.
    pub key: Option<SealKey>,
    /// What it is about.
    pub kind: MessageKind,
    /// What it says.
    pub payload: &'a [u8],
    /// Where its answer is left.
    pub mailbox: Option<&'a Mailbox>,
    /// When it was written, ms since 1970.
    pub at_ms: u64,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Letter> {
    let code = row.get::<_, Option<u16>>(13)?.map(Code::from_number);
    let secret: Option<[u8; 32]> = row.get(9)?;
    let state = match row.get::<_, i64>(12)? {
        0 => LetterState::Here,
        1 => LetterState::Sent,
        2 => LetterState::Received,
        _ => LetterState::Refused(code.unwrap_or(Code::NotAllowed)),
    };
    let urls: String = row.get(4)?;
    Ok(Letter {
        lt: row.get(0)?,
        sp: row.get::<_, Option<i64>>(1)?.map(Sp),
        ms: row.get(2)?,
        name: row.get(3)?,
        urls: urls.lines().map(ToOwned::to_owned).collect(),
        target: row.get(5)?,
        key: row.get::<_, Option<[u8; 32]>>(6)?.map(SealKey),
        kind: MessageKind::from_code(row.get(7)?),
        payload: row.get(8)?,
        mailbox: secret.map(Mailbox::new),
        mailbox_id: row.get::<_, Option<[u8; 32]>>(16)?.map(MailboxId),
        at_ms: super::column::uint(row.get(10)?),
        sealed: row.get(11)?,
        state,
        later: code.filter(|_| matches!(state, LetterState::Here | LetterState::Sent)),
        not_before: row.get(14)?,
        received_ms: row.get(15)?,
    })
}

impl Read<'_> {
    fn letters_where(&self, condition: &str, params: impl rusqlite::Params) -> Result<Vec<Letter>> {
        let sql = format!("SELECT {COLUMNS} FROM letter WHERE {condition} ORDER BY lt");
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What this device's people wrote to others, in order; no answers.
    pub fn letters(&self) -> Result<Vec<Letter>> {
        self.letters_where("ms IS NULL", [])
    }

    /// Letters and answers that the relay does not hold yet, in order.
    pub fn letters_to_send(&self) -> Result<Vec<Letter>> {
        self.letters_where("state < 2", [])
    }

    /// Letters to a space that the relay does not hold yet.
    pub fn unsent_letters(&self, sp: Sp) -> Result<u64> {
        let unsent = self.letters_where("state < 2 AND sp = ?", [sp.0])?;
        Ok(unsent.len() as u64)
    }

    /// The answer to a message.
    pub fn answer_to(&self, ms: i64) -> Result<Option<Letter>> {
        Ok(self.letters_where("ms = ?", [ms])?.pop())
    }

    /// The letters about an object of a private space, in order: those that carry a draft, or pass on what somebody asked.
    pub fn letters_about(&self, sp: Sp, object: &ObjectId) -> Result<Vec<Letter>> {
        self.letters_where(
            "lt IN (SELECT lt FROM letter_subject WHERE sp = ? AND object = ?)",
            (sp.0, object.0),
        )
    }

    /// What letters are about: each with the space and the object.
    pub fn letter_subjects(&self) -> Result<Vec<(i64, Sp, ObjectId)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT lt, sp, object FROM letter_subject ORDER BY lt")?;
        let rows = find.query_map([], |row| {
            Ok((row.get(0)?, Sp(row.get(1)?), ObjectId(row.get(2)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What a letter is about: the space and the object.
    pub fn letter_subject(&self, lt: i64) -> Result<Option<(Sp, ObjectId)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT sp, object FROM letter_subject WHERE lt = ?")?;
        let found = find.query_row([lt], |row| Ok((Sp(row.get(0)?), ObjectId(row.get(1)?))));
        Ok(found.optional()?)
    }

    /// One letter.
    pub fn letter(&self, lt: i64) -> Result<Option<Letter>> {
        Ok(self.letters_where("lt = ?", [lt])?.pop())
    }

    /// What lay in a mailbox, opened: replies of the protocol, which may be of a newer version.
    pub fn replies(&self, mailbox: &MailboxId) -> Result<Vec<(MessageId, Vec<u8>)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT id, body FROM reply WHERE mailbox = ? ORDER BY id")?;
        let rows = find.query_map([mailbox.0], |row| Ok((MessageId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The mailbox with this id, of a letter of this device or of a message that came.
    pub fn mailbox(&self, id: &MailboxId) -> Result<Option<Mailbox>> {
        let mut find = self.db.prepare_cached(
            "SELECT mailbox FROM letter WHERE box = ?1 AND mailbox IS NOT NULL
             UNION SELECT mailbox FROM message WHERE box = ?1 AND mailbox IS NOT NULL",
        )?;
        let found = find.query_row([id.0], |row| row.get(0).map(Mailbox::new));
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Writes a letter.
    pub fn put_letter(&self, new: &NewLetter<'_>) -> Result<i64> {
        self.db
            .prepare_cached(
                "INSERT INTO letter(sp, ms, name, urls, target, key, kind, payload, mailbox, box, at_ms)
                 VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                new.sp.map(|sp| sp.0),
                new.ms,
                new.name,
                new.urls.join("\n"),
                new.target,
                new.key.map(|key| key.0),
                new.kind.code(),
                new.payload,
                new.mailbox.map(Mailbox::expose),
                new.mailbox.map(|mailbox| mailbox.id().0),
                int(new.at_ms)
            ])?;
        Ok(self.db.last_insert_rowid())
    }

    /// What a letter is about.
    pub fn set_letter_subject(&self, lt: i64, sp: Sp, object: &ObjectId) -> Result<()> {
        self.db
            .prepare_cached("INSERT INTO letter_subject VALUES(?, ?, ?)")?
            .execute((lt, sp.0, object.0))?;
        Ok(())
    }

    /// The bytes that are sent from now on.
    pub fn seal_letter(&self, lt: i64, sealed: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("UPDATE letter SET sealed = ? WHERE lt = ?")?
            .execute(params![sealed, lt])?;
        Ok(())
    }

    /// How far a letter has come.
    pub fn set_letter_state(&self, lt: i64, state: LetterState) -> Result<()> {
        let (number, code, received) = match state {
            LetterState::Here => (0, None, None),
            LetterState::Sent => (1, None, None),
            LetterState::Received => (2, None, Some(self.now_ms)),
            LetterState::Refused(code) => (3, Some(code.number()), None),
        };
        self.db
            .prepare_cached("UPDATE letter SET state = ?, code = ?, done_ms = ? WHERE lt = ?")?
            .execute(params![number, code, received, lt])?;
        Ok(())
    }

    /// The relay does not hold the letter, and said *later*: its bytes stay the same all the same.
    pub fn delay_letter(&self, lt: i64, code: Code, not_before: i64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE letter SET state = 0, code = ?, not_before = ? WHERE lt = ?")?
            .execute(params![code.number(), not_before, lt])?;
        Ok(())
    }

    /// A person asks to send now.
    pub fn end_letter_delays(&self) -> Result<()> {
        self.db
            .prepare_cached("UPDATE letter SET not_before = 0 WHERE not_before > 0")?
            .execute([])?;
        Ok(())
    }

    /// Lets a letter go.
    pub fn remove_letter(&self, lt: i64) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM letter WHERE lt = ?")?
            .execute([lt])?;
        Ok(())
    }

    /// Keeps what lay in a mailbox.
    pub fn put_reply(&self, mailbox: &MailboxId, id: &MessageId, body: &[u8]) -> Result<()> {
        self.db
            .prepare_cached("INSERT OR IGNORE INTO reply VALUES(?, ?, ?)")?
            .execute(params![mailbox.0, id.0, body])?;
        self.touch(Topic::Letters);
        Ok(())
    }

    /// What is over goes: secrets of mailboxes in which nothing can lie any more, messages of others that were dealt with long
    /// ago, replies that belong to nothing that is here.
    pub fn expire_mailboxes(&self) -> Result<()> {
        let before = self.now_ms.saturating_sub(REPLY_MS);
        self.db
            .prepare_cached("UPDATE letter SET mailbox = NULL WHERE done_ms < ?")?
            .execute([before])?;
        self.db
            .prepare_cached("UPDATE message SET mailbox = NULL WHERE at_ms < ?")?
            .execute([before])?;
        self.db
            .prepare_cached("DELETE FROM message WHERE place IS NULL AND at_ms < ?")?
            .execute([self.now_ms.saturating_sub(MESSAGE_MS)])?;
        self.db
            .prepare_cached(
                "DELETE FROM reply WHERE NOT EXISTS (SELECT 1 FROM letter WHERE box = reply.mailbox)
                 AND NOT EXISTS (SELECT 1 FROM message WHERE box = reply.mailbox)",
            )?
            .execute([])?;
        Ok(())
    }
}
