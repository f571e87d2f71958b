//! Mail on the store's side: what there is to send, to fetch, to take away and to collect, and what came of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use ekin_protocol::code::{Class, Code};
use ekin_protocol::id::{SignKey, SpaceId};
use ekin_protocol::inbox::{MailboxId, Message, MessageError, MessageId};
use ekin_protocol::membership::Membership;

use super::{WorkError, Worker, inbox, lock, number};
use crate::app::answer::house::{Turn, turn};
use crate::app::inbox::fate;
use crate::storage::{Decision, InboxMessage, Letter, LetterState, Read, Space, Tx};
use crate::sync::event::Outcome;
use crate::sync::mail::{Errand, MailOutcome, MailWork, Round, Sealed, solve};

/// How long a letter waits after the relay said *later*, in ms.
const LATER_MS: i64 = 60_000;
/// Mailboxes of messages that are looked into in one round, newest first: a flood is not a reason to ask for each.
const COLLECT: usize = 32;

impl Worker {
    /// Carries out work on inboxes and mailboxes, one transaction a piece.
    pub(super) fn mail(&self, work: MailWork) -> Outcome {
        let done = match work {
            MailWork::Solve(challenge, message) => {
                Ok(MailOutcome::Solved(solve(&challenge, &message, &|| true)))
            }
            work => self.device.store().write(|tx| self.mail_in_store(tx, work)),
        };
        Outcome::Mail(done.unwrap_or_else(|error| {
            *lock(&self.failed) = Some(error);
            MailOutcome::Failed
        }))
    }

    fn mail_in_store(&self, tx: &Tx<'_>, work: MailWork) -> Result<MailOutcome, WorkError> {
        match work {
            MailWork::Plan { look } => return Ok(MailOutcome::Plan(self.plan(tx, look)?)),
            MailWork::Letter(lt) => return Ok(MailOutcome::Letter(self.sealed(tx, lt)?.map(Box::new))),
            MailWork::Sending(lt) => tx.set_letter_state(lt, LetterState::Sent)?,
            MailWork::Answered(lt, code) => return self.heard_of(tx, lt, code),
            MailWork::Keep(space, messages) => {
                let sp = number(tx, &space)?;
                tx.keep_messages(sp, &messages)?;
                tx.open_messages(sp, &space)?;
            }
            MailWork::TakenAway(space, place) => tx.message_taken_away(number(tx, &space)?, place)?,
            MailWork::Collected(id, replies) => collected(tx, &id, &replies)?,
            MailWork::Solve(..) => {}
        }
        Ok(MailOutcome::Done)
    }

    fn members_of(&self, space: &Space, read: &Read<'_>) -> Result<Option<Arc<Membership>>, WorkError> {
        if let Some(members) = lock(&self.members).get(&space.id) {
            return Ok(Some(members.clone()));
        }
        Ok(read.membership(space.sp)?)
    }

    fn plan(&self, tx: &Tx<'_>, look: bool) -> Result<Vec<Round>, WorkError> {
        let mut rounds = Rounds::default();
        tx.expire_mailboxes()?;
        let now_ms = self.device.around().now_ms();
        for letter in tx.letters_to_send()? {
            // A clock that was ahead and was set right does not hold anything back for years.
            let waits = (1..=LATER_MS).contains(&letter.not_before.saturating_sub(now_ms));
            if !waits && self.is_due(tx, &letter)? {
                rounds.add(&letter.urls, None, Errand::Send(letter.lt));
            }
        }
        for space in tx.spaces()? {
            let Some(members) = self.members_of(&space, tx)? else {
                continue;
            };
            let role = space.author.and_then(|author| members.member(author.ord)?.role());
            let opens = role.is_some_and(|role| inbox::opens(members.kind, role));
            if !opens || members.inbox().is_none() || members.relay_key().is_none() {
                continue;
            }
            let relay = tx.awaited_relay(space.sp)?.or(members.relay_key());
            Self::plan_inbox(tx, &space, relay, look, &mut rounds)?;
        }
        for letter in tx.letters()?.into_iter().filter(|_| look) {
            let waits = letter.state == LetterState::Received && letter.mailbox.is_some();
            if let Some(id) = letter.mailbox_id.filter(|_| waits) {
                rounds.add(&letter.urls, None, Errand::Collect(id));
            }
        }
        Ok(rounds.0.into_values().collect())
    }

    fn plan_inbox(
        tx: &Tx<'_>,
        space: &Space,
        relay: Option<SignKey>,
        look: bool,
        rounds: &mut Rounds,
    ) -> Result<(), WorkError> {
        let mut collected = 0;
        for message in tx.messages(space.sp)? {
            if let Some(place) = message.place
                && is_settled(tx, space, &message)?
            {
                let (urls, space) = (&space.urls, space.id);
                rounds.add(urls, relay, Errand::TakeAway { space, place });
            }
            // Also of one that was taken away: somebody who had no network may have decided otherwise.
            let looks = look && collected < COLLECT && message.mailbox.is_some();
            if let Some(id) = message.mailbox_id.filter(|_| looks) {
                collected += 1;
                rounds.add(&space.urls, relay, Errand::Collect(id));
            }
        }
        if look && !tx.inbox_is_full(space.sp)? {
            let (urls, after, space) = (&space.urls, tx.inbox_place(space.sp)?, space.id);
            rounds.add(urls, relay, Errand::Fetch { space, after });
        }
        Ok(())
    }

    /// Whether a letter is to go now. What a house passes on waits for the house's log to have said whose turn it is. An answer waits for what it says: a listing is *published* once the log has it.
    fn is_due(&self, tx: &Tx<'_>, letter: &Letter) -> Result<bool, WorkError> {
        let Some(ms) = letter.ms else {
            let Some(sp) = letter.sp else {
                return Ok(letter.key.is_some() && turn(tx, letter)? == Turn::Mine);
            };
            let members = self.members_of(&tx.space(sp)?, tx)?;
            return Ok(members.is_some_and(|members| members.inbox().is_some()));
        };
        let message = tx.message(ms)?;
        let Some(sp) = letter.sp else { return Ok(true) };
        match message.decision {
            Decision::Published => Ok(fate(tx, &tx.space(sp)?, &message)?.logged),
            _ => Ok(true),
        }
    }

    /// A letter as it is dropped. Its bytes stay the same from the first time that they were sent.
    fn sealed(&self, tx: &Tx<'_>, lt: i64) -> Result<Option<Sealed>, WorkError> {
        let Some(letter) = tx.letter(lt)? else {
            return Ok(None);
        };
        let unsent = matches!(letter.state, LetterState::Here | LetterState::Sent);
        if !unsent || !self.is_due(tx, &letter)? {
            return Ok(None);
        }
        let was_sent = letter.state == LetterState::Sent || letter.later.is_some();
        let kept = letter.sealed.clone().filter(|_| was_sent);
        let made = match letter.ms {
            Some(ms) => self.sealed_reply(tx, ms, &letter, kept)?,
            None => self.sealed_message(tx, &letter, kept)?,
        };
        match made {
            Ok(sealed) => {
                tx.seal_letter(lt, &sealed.bytes)?;
                Ok(Some(sealed))
            }
            Err(code) => {
                tx.set_letter_state(lt, LetterState::Refused(code))?;
                Ok(None)
            }
        }
    }

    fn sealed_reply(
        &self,
        tx: &Tx<'_>,
        ms: i64,
        letter: &Letter,
        kept: Option<Vec<u8>>,
    ) -> Result<Result<Sealed, Code>, WorkError> {
        // Nothing that is left there now would ever be read.
        let Some(mailbox) = tx.message(ms)?.mailbox else {
            return Ok(Err(Code::NotFound));
        };
        let around = self.device.around();
        let bytes = match kept {
            Some(bytes) => bytes,
            None => around.with_random(|random| mailbox.seal(&letter.payload, random))?,
        };
        let page = format!("/v1/mailboxes/{}", mailbox.id());
        Ok(Ok(Sealed {
            challenge: format!("{page}/challenge"),
            page,
            bytes,
            code: None,
        }))
    }

    fn sealed_message(
        &self,
        tx: &Tx<'_>,
        letter: &Letter,
        kept: Option<Vec<u8>>,
    ) -> Result<Result<Sealed, Code>, WorkError> {
        let space = SpaceId(letter.target);
        let members = match letter.sp {
            Some(sp) => self.members_of(&tx.space(sp)?, tx)?,
            None => None,
        };
        let inbox = members.as_ref().and_then(|members| members.inbox());
        let Some(key) = letter.key.or(inbox.map(|inbox| inbox.key)) else {
            return Ok(Err(Code::NoSpace));
        };
        let bytes = match kept {
            Some(bytes) => bytes,
            None => {
                let message = Message {
                    kind: letter.kind,
                    payload: letter.payload.clone(),
                    reply: letter.mailbox.clone(),
                    at_ms: letter.at_ms,
                };
                let around = self.device.around();
                match around.with_random(|random| message.seal(&space, &key, random)) {
                    Ok(bytes) => bytes,
                    Err(MessageError::TooLong) => return Ok(Err(Code::TooLarge)),
                    Err(_) => return Ok(Err(Code::BadForm)),
                }
            }
        };
        let known = letter.sp.map(|sp| tx.territory_code(sp)).transpose()?.flatten();
        let hash = inbox.and_then(|inbox| inbox.code);
        Ok(Ok(Sealed {
            page: format!("/v1/spaces/{space}/inbox"),
            challenge: format!("/v1/spaces/{space}/challenge"),
            bytes,
            code: known
                .map(|(code, _)| code)
                .filter(|code| hash == Some(code.hash(&space))),
        }))
    }

    /// The relay's word on a letter. Once it holds the answer to a message, the message can go.
    fn heard_of(&self, tx: &Tx<'_>, lt: i64, code: Option<Code>) -> Result<MailOutcome, WorkError> {
        match code {
            None => tx.set_letter_state(lt, LetterState::Received)?,
            Some(code) if code.class() == Class::Later => {
                tx.delay_letter(lt, code, self.device.around().now_ms().saturating_add(LATER_MS))?;
                return Ok(MailOutcome::Done);
            }
            Some(code) => tx.set_letter_state(lt, LetterState::Refused(code))?,
        }
        let answered = tx.letter(lt)?.and_then(|letter| Some((letter.sp?, letter.ms?)));
        let Some((sp, ms)) = answered else {
            return Ok(MailOutcome::Done);
        };
        let space = tx.space(sp)?.id;
        Ok(match tx.message(ms)?.place {
            Some(place) => MailOutcome::Then(Errand::TakeAway { space, place }),
            None => MailOutcome::Done,
        })
    }
}

/// Whether everything about a message is said, so that it can go from the relay: whoever decided did all that follows from
/// it, or somebody else decided.
fn is_settled(tx: &Tx<'_>, space: &Space, message: &InboxMessage) -> Result<bool, WorkError> {
    let fate = fate(tx, space, message)?;
    let answer = tx.answer_to(message.ms)?;
    let said =
        answer.is_none_or(|answer| matches!(answer.state, LetterState::Received | LetterState::Refused(_)));
    Ok(match message.decision {
        Decision::Published => fate.logged && said,
        Decision::Refused | Decision::Closed => said,
        Decision::None => match message.mailbox_id {
            Some(id) => !tx.replies(&id)?.is_empty(),
            None => fate.logged,
        },
    })
}

/// What lay in a mailbox: what opens is kept.
fn collected(tx: &Tx<'_>, id: &MailboxId, replies: &[Vec<u8>]) -> Result<(), WorkError> {
    let Some(mailbox) = tx.mailbox(id)? else {
        return Ok(());
    };
    for sealed in replies {
        if let Ok(body) = mailbox.open(sealed) {
            tx.put_reply(id, &MessageId::of(sealed), &body)?;
        }
    }
    Ok(())
}

/// Errands by the relay's address.
#[derive(Default)]
struct Rounds(BTreeMap<String, Round>);

impl Rounds {
    fn add(&mut self, urls: &[String], relay: Option<SignKey>, errand: Errand) {
        let Some(url) = urls.first() else { return };
        let round = self.0.entry(url.clone()).or_insert_with(|| Round {
            url: url.clone(),
            relay: None,
            errands: Vec::new(),
        });
        round.relay = relay.or(round.relay);
        round.errands.push(errand);
    }
}
