//! Inboxes that this device opens: their secrets, their code, the messages that came. The file is as secret as they are.

use ekin_protocol::id::{SealKey, SpaceId};
use ekin_protocol::inbox::{Mailbox, MailboxId, Message, MessageId, SIZES, TerritoryCode};
use ekin_protocol::pages::Waiting;
use rusqlite::{OptionalExtension, Row, params};
use zeroize::Zeroizing;

use super::column::{int, uint};
use super::error::{Result, StoreError};
use super::query::bounds;
use super::store::{Read, Sp, Tx};

const TABLE: &str = "message";
const COLUMNS: &str = "ms, id, place, reserved, at_ms, body, mailbox, done, box";
/// Messages of one space that are kept unopened: what nobody can open is junk, and there is no end of it.
const UNOPENED: i64 = 4096;

/// What was decided here about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    None,
    /// It was published.
    Published,
    /// It was refused.
    Refused,
    /// It was read, and maybe answered.
    Closed,
}

const DECISIONS: [Decision; 4] = [
    Decision::None,
    Decision::Published,
    Decision::Refused,
    Decision::Closed,
];

/// A message that came.
#[derive(Clone, Debug)]
pub struct InboxMessage {
    /// Its number.
    pub ms: i64,
    /// Its id.
    pub id: MessageId,
    /// Its place at the relay; none once it was taken away there.
    pub place: Option<u64>,
    /// Whether its sender showed the territory's code.
    pub reserved: bool,
    /// When the relay took it, ms since 1970.
    pub at_ms: u64,
    /// What it says, where it opens: a message of the protocol, which may be of a newer version.
    pub body: Option<Vec<u8>>,
    /// Where a reply is to be left, while one may be.
    pub mailbox: Option<Mailbox>,
    /// The id of that mailbox.
    pub mailbox_id: Option<MailboxId>,
    /// What was decided here.
    pub decision: Decision,
}

fn read(row: &Row<'_>) -> rusqlite::Result<InboxMessage> {
    let secret: Option<[u8; 32]> = row.get(6)?;
    let decision = usize::try_from(row.get::<_, i64>(7)?).ok();
    Ok(InboxMessage {
        ms: row.get(0)?,
        id: MessageId(row.get(1)?),
        place: row.get::<_, Option<i64>>(2)?.map(uint),
        reserved: row.get(3)?,
        at_ms: uint(row.get(4)?),
        body: row.get(5)?,
        mailbox: secret.map(Mailbox::new),
        mailbox_id: row.get::<_, Option<[u8; 32]>>(8)?.map(MailboxId),
        decision: decision
            .and_then(|at| DECISIONS.get(at).copied())
            .unwrap_or(Decision::None),
    })
}

impl Read<'_> {
    /// The secret of an inbox by its public half, where this device has it.
    pub fn inbox_secret(&self, sp: Sp, key: &SealKey) -> Result<Option<Zeroizing<[u8; 32]>>> {
        let mut find = self
            .db
            .prepare_cached("SELECT secret FROM inbox_key WHERE sp = ? AND key = ?")?;
        let found = find.query_row((sp.0, key.0), |row| row.get(0).map(Zeroizing::new));
        Ok(found.optional()?)
    }

    /// The secrets of a space's inbox, the present one first.
    pub fn inbox_secrets(&self, sp: Sp) -> Result<Vec<Zeroizing<[u8; 32]>>> {
        let mut find = self.db.prepare_cached(
            "SELECT secret FROM inbox_key WHERE sp = ? ORDER BY until_ms IS NOT NULL, until_ms DESC",
        )?;
        let rows = find.query_map([sp.0], |row| row.get(0).map(Zeroizing::new))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The territory's code, where this device knows it, and whether it has yet to be told to the relay.
    pub fn territory_code(&self, sp: Sp) -> Result<Option<(TerritoryCode, bool)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT code, wanted FROM inbox WHERE sp = ? AND code IS NOT NULL")?;
        let found = find.query_row([sp.0], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)));
        let Some((code, wanted)) = found.optional()? else {
            return Ok(None);
        };
        let code = TerritoryCode::from_bytes(&code).ok_or(StoreError::Row { table: "inbox" })?;
        Ok(Some((code, wanted)))
    }

    /// The place up to which messages were fetched.
    pub fn inbox_place(&self, sp: Sp) -> Result<u64> {
        let mut find = self.db.prepare_cached("SELECT place FROM inbox WHERE sp = ?")?;
        let place: Option<i64> = find.query_row([sp.0], |row| row.get(0)).optional()?;
        Ok(place.map_or(0, uint))
    }

    /// The messages of a space, newest first.
    pub fn messages(&self, sp: Sp) -> Result<Vec<InboxMessage>> {
        let sql = format!("SELECT {COLUMNS} FROM message WHERE sp = ? ORDER BY at_ms DESC, ms DESC");
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map([sp.0], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The messages whose id begins with these hexadecimal digits.
    pub fn messages_beginning(&self, sp: Sp, digits: &str) -> Result<Vec<InboxMessage>> {
        // The first half of an id tells it from all others.
        let Some((first, last)) = bounds(digits.get(..32).unwrap_or(digits)) else {
            return Ok(Vec::new());
        };
        let last = [last, [0xff; 16]].concat();
        let sql =
            format!("SELECT {COLUMNS} FROM message WHERE sp = ? AND id BETWEEN ? AND ? ORDER BY id LIMIT 9");
        let mut find = self.db.prepare_cached(&sql)?;
        let rows = find.query_map(params![sp.0, first, last], read)?;
        let mut found = rows.collect::<rusqlite::Result<Vec<_>>>()?;
        found.retain(|message| message.id.to_string().starts_with(digits));
        Ok(found)
    }

    /// One message.
    ///
    /// # Errors
    /// [`StoreError::Missing`].
    pub fn message(&self, ms: i64) -> Result<InboxMessage> {
        let sql = format!("SELECT {COLUMNS} FROM message WHERE ms = ?");
        let found = self.db.prepare_cached(&sql)?.query_row([ms], read).optional()?;
        found.ok_or(StoreError::Missing { table: TABLE })
    }

    fn unopened(&self, sp: Sp) -> Result<Vec<(i64, Vec<u8>)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT ms, sealed FROM message WHERE sp = ? AND sealed IS NOT NULL")?;
        let rows = find.query_map([sp.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether no more of what cannot be opened is to be fetched.
    pub fn inbox_is_full(&self, sp: Sp) -> Result<bool> {
        let mut find = self
            .db
            .prepare_cached("SELECT count(*) FROM message WHERE sp = ? AND sealed IS NOT NULL")?;
        let n: i64 = find.query_row([sp.0], |row| row.get(0))?;
        Ok(n >= UNOPENED)
    }
}

impl Tx<'_> {
    /// Keeps a secret of an inbox; `until_ms` is when it opens nothing any more, none for the present one. Says whether it
    /// was not here.
    pub fn put_inbox_key(
        &self,
        sp: Sp,
        key: &SealKey,
        secret: &[u8; 32],
        until_ms: Option<i64>,
    ) -> Result<bool> {
        let new = self.inbox_secret(sp, key)?.is_none();
        self.db
            .prepare_cached(
                "INSERT INTO inbox_key VALUES(?, ?, ?, ?) ON CONFLICT DO UPDATE SET until_ms = excluded.until_ms",
            )?
            .execute(params![sp.0, key.0, secret, until_ms])?;
        Ok(new)
    }

    /// Forgets the secrets of inboxes whose time is over.
    pub fn expire_inbox_keys(&self, sp: Sp) -> Result<()> {
        self.db
            .prepare_cached("DELETE FROM inbox_key WHERE sp = ? AND until_ms <= ?")?
            .execute((sp.0, self.now_ms))?;
        Ok(())
    }

    /// This device opens the inbox no more: its secrets go, and what strangers wrote.
    pub fn forget_inbox(&self, sp: Sp) -> Result<()> {
        for table in ["inbox_key", "message", "inbox"] {
            self.db
                .execute(&format!("DELETE FROM {table} WHERE sp = ?"), [sp.0])?;
        }
        Ok(())
    }

    /// The territory's code, as a link or the membership told it; or, with `wanted`, as it is to be from now on.
    pub fn set_territory_code(&self, sp: Sp, code: TerritoryCode, wanted: bool) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT INTO inbox(sp, code, wanted) VALUES(?, ?, ?)
                 ON CONFLICT DO UPDATE SET code = excluded.code, wanted = excluded.wanted",
            )?
            .execute((sp.0, code.to_bytes(), wanted))?;
        Ok(())
    }

    /// Messages were fetched: those that are new are kept, but for what is of no size that messages have. One that came
    /// again has its place noted.
    pub fn keep_messages(&self, sp: Sp, messages: &[Waiting]) -> Result<()> {
        let Some(last) = messages.iter().map(|message| message.place).max() else {
            return Ok(());
        };
        let mut put = self.db.prepare_cached(
            "INSERT INTO message(sp, id, place, reserved, at_ms, sealed) VALUES(?, ?, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET place = excluded.place",
        )?;
        for message in messages.iter().filter(|one| SIZES.contains(&one.sealed.len())) {
            let id = MessageId::of(&message.sealed);
            put.execute(params![
                sp.0,
                id.0,
                int(message.place),
                message.reserved,
                int(message.at_ms),
                message.sealed
            ])?;
        }
        self.db
            .prepare_cached(
                "INSERT INTO inbox(sp, place) VALUES(?, ?) ON CONFLICT DO UPDATE SET place = excluded.place",
            )?
            .execute((sp.0, int(last)))?;
        Ok(())
    }

    /// Opens what can be opened with the secrets that are here. What opens to something that this version cannot read is kept
    /// as it is.
    pub fn open_messages(&self, sp: Sp, space: &SpaceId) -> Result<()> {
        let secrets = self.inbox_secrets(sp)?;
        for (ms, sealed) in self.unopened(sp)? {
            let opened = secrets
                .iter()
                .find_map(|secret| Message::unseal(space, secret, &sealed).ok());
            let Some(body) = opened else { continue };
            let reply = Message::read(&body).ok().and_then(|message| message.reply);
            self.db
                .prepare_cached(
                    "UPDATE message SET sealed = NULL, body = ?, mailbox = ?, box = ? WHERE ms = ?",
                )?
                .execute(params![
                    body.as_slice(),
                    reply.as_ref().map(Mailbox::expose),
                    reply.as_ref().map(|reply| reply.id().0),
                    ms
                ])?;
        }
        Ok(())
    }

    /// What was decided about a message.
    pub fn decide_message(&self, ms: i64, decision: Decision) -> Result<()> {
        let at = DECISIONS.iter().position(|one| *one == decision).unwrap_or(0);
        self.db
            .prepare_cached("UPDATE message SET done = ? WHERE ms = ?")?
            .execute((super::column::size(at), ms))?;
        Ok(())
    }

    /// The relay holds the message no more.
    pub fn message_taken_away(&self, sp: Sp, place: u64) -> Result<()> {
        self.db
            .prepare_cached("UPDATE message SET place = NULL WHERE sp = ? AND place = ?")?
            .execute((sp.0, int(place)))?;
        Ok(())
    }
}
