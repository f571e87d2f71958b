//! A meeting of two phones, sans I/O (protocol 10): bytes in, bytes out, over any pipe. Who the other is, which spaces both
//! are members of, what each has there that the other lacks. What comes is pending until the relay's log says more.
//!
//! [`noise`] is the pipe's inside, [`port`] what a meeting asks of the store. Everything that the other end can make this
//! one do is bounded: bytes, messages, envelopes. Time is the driver's to bound.

pub mod noise;
pub mod port;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use ekin_protocol::cbor::CborError;
use ekin_protocol::envelope::Carried;
use ekin_protocol::id::{RecordId, SignKey, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::peer::{Held, Message, SECRET, Side, TAGS, Told, tag};
use rand_core::CryptoRng;

use noise::Pipe;
use port::Holdings;

/// Bytes of envelopes or records in one message.
const BATCH: usize = limits::MESSAGE - limits::MEMBER_RECORD / 2;

/// Why a pipe is over before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PipeError {
    /// Noise cannot begin.
    #[error("the handshake cannot be made")]
    Handshake,
    /// Whoever is there does not know the secret.
    #[error("not the one to whom the code was shown")]
    Stranger,
    /// Whoever is there claims another device's key.
    #[error("the device's key is not theirs")]
    Forged,
    /// The other end has this device's own keys: it is a copy.
    #[error("a copy of this very device")]
    Oneself,
    /// A piece that was changed, doubled or left out on its way.
    #[error("the pipe is broken")]
    Broken,
    /// More than anyone has to say.
    #[error("too much")]
    TooMuch,
}

/// Why a meeting ended before its time. What was taken by then stays.
#[derive(Debug, thiserror::Error)]
pub enum MeetingError<E> {
    /// The pipe.
    #[error(transparent)]
    Pipe(#[from] PipeError),
    /// A message that is of no form, or not in its turn.
    #[error("the other device does not speak as it should")]
    Form(#[from] CborError),
    /// An envelope that cannot be what it claims: the signature, or the content.
    #[error("the other device handed over what nobody signed")]
    Lie,
    /// This device's store.
    #[error("the store failed")]
    Store(#[source] E),
}

/// What came of one space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// Envelopes that the other took.
    pub given: u64,
    /// Envelopes that came, new here.
    pub taken: u64,
    /// Envelopes that came and were left alone for now.
    pub left: u64,
    /// Envelopes that came and are others than those here, in the same places of their author's chain.
    pub forked: u64,
    /// Membership records that came.
    pub records: u64,
}

/// One space that both named.
struct Line {
    space: SpaceId,
    head: RecordId,
    /// Its place in this device's hello, and in the other's.
    mine: usize,
    theirs: usize,
    /// What was said of it already, by the other.
    members: bool,
    records: bool,
    chains: bool,
    /// What the other has, once this device gives.
    wants: Vec<Held>,
    next: Option<i64>,
    /// Nothing more goes, or comes.
    given: bool,
    got: bool,
    /// Envelopes on their way, without an answer.
    asked: bool,
    came: Exchanged,
}

/// One end of a meeting.
pub struct Meeting {
    pipe: Pipe,
    /// Tags to send, with the space of each that is no padding.
    tags: Vec<([u8; 16], Option<port::Candidate>)>,
    padding: [u8; 16 * TAGS],
    lines: Vec<Line>,
    greeted: bool,
    hello: bool,
    ended: bool,
    over: bool,
    bytes_in: u64,
    bytes_out: u64,
    envelopes: usize,
}

impl Meeting {
    /// A meeting over a pipe whose other end knows the secret too. `key` is the device's.
    ///
    /// # Errors
    /// [`PipeError::Handshake`].
    pub fn new(
        side: Side,
        key: &SigningKey,
        secret: &[u8; SECRET],
        random: &mut dyn CryptoRng,
    ) -> Result<Self, PipeError> {
        let mut padding = [0; 16 * TAGS];
        random.fill_bytes(&mut padding);
        Ok(Self {
            pipe: Pipe::new(side, key, secret, random)?,
            tags: Vec::new(),
            padding,
            lines: Vec::new(),
            greeted: false,
            hello: false,
            ended: false,
            over: false,
            bytes_in: 0,
            bytes_out: 0,
            envelopes: 0,
        })
    }

    /// The first bytes to send; none for whoever showed the code.
    ///
    /// # Errors
    /// [`PipeError`].
    pub fn begin(&mut self) -> Result<Vec<u8>, PipeError> {
        self.pipe.begin()
    }

    /// Whether both have said everything.
    pub fn is_over(&self) -> bool {
        self.over && self.ended
    }

    /// The other device, once it proved its key.
    pub fn peer(&self) -> Option<SignKey> {
        self.pipe.greeted().map(|(peer, _)| peer)
    }

    /// What came of each space that both are members of.
    pub fn exchanged(&self) -> BTreeMap<SpaceId, Exchanged> {
        let spoken = self.lines.iter().filter(|line| line.chains);
        spoken.map(|line| (line.space, line.came)).collect()
    }

    /// Takes bytes as they come; gives the bytes to send.
    ///
    /// # Errors
    /// [`MeetingError`]: the meeting is over then.
    pub fn hear<H: Holdings>(
        &mut self,
        bytes: &[u8],
        holdings: &mut H,
    ) -> Result<Vec<u8>, MeetingError<H::Error>> {
        self.bytes_in = self.bytes_in.saturating_add(bytes.len() as u64);
        if self.bytes_in > limits::PEER_BYTES {
            return Err(PipeError::TooMuch.into());
        }
        let (mut out, messages) = self.pipe.hear(bytes)?;
        let mut said = Vec::new();
        if let Some((peer, hash)) = self.pipe.greeted().filter(|_| !self.greeted) {
            self.greeted = true;
            said.push(self.hello(&peer, &hash, holdings)?);
        }
        for message in messages {
            let (peer, hash) = self.pipe.greeted().ok_or(PipeError::Broken)?;
            let message = Message::read(&message)?;
            self.answer(message, &peer, &hash, holdings, &mut said)?;
            let done = |line: &Line| line.given && line.got && !line.asked;
            if self.hello && !self.ended && self.lines.iter().all(done) {
                self.ended = true;
                said.push(Message::End);
            }
        }
        for message in said {
            let bytes = self.pipe.say(&message.write())?;
            self.bytes_out = self.bytes_out.saturating_add(bytes.len() as u64);
            out.extend(bytes);
        }
        Ok(out)
    }

    fn hello<H: Holdings>(
        &mut self,
        peer: &SignKey,
        hash: &[u8; 32],
        holdings: &mut H,
    ) -> Result<Message, MeetingError<H::Error>> {
        let side = self.pipe.side();
        let mut spaces = holdings.candidates(peer).map_err(MeetingError::Store)?;
        spaces.truncate(limits::PEER_SPACES);
        let named = |one: port::Candidate| (tag(&one.space, hash, side), Some(one));
        self.tags = spaces.into_iter().map(named).collect();
        let full = self.tags.len().max(1).next_multiple_of(TAGS);
        let (padding, _) = self.padding.as_chunks::<16>();
        let lacking = full.saturating_sub(self.tags.len());
        self.tags
            .extend(padding.iter().take(lacking).map(|tag| (*tag, None)));
        // In an order that says nothing.
        self.tags.sort_by_key(|(tag, _)| *tag);
        Ok(Message::Hello {
            features: 0,
            tags: self.tags.iter().map(|(tag, _)| *tag).collect(),
        })
    }

    fn answer<H: Holdings>(
        &mut self,
        message: Message,
        peer: &SignKey,
        hash: &[u8; 32],
        holdings: &mut H,
        said: &mut Vec<Message>,
    ) -> Result<(), MeetingError<H::Error>> {
        match message {
            Message::Hello { tags, .. } if !self.hello => {
                self.hello = true;
                self.find_common(&tags, hash);
                said.extend(self.lines.iter().map(|line| Message::Members {
                    space: line.mine,
                    head: line.head,
                }));
                Ok(())
            }
            Message::Members { space, head } => {
                let line = self.line(space)?;
                if std::mem::replace(&mut line.members, true) {
                    return Err(out_of_turn());
                }
                let (mine, space) = (line.mine, line.space);
                let reads = holdings.reads(&space, peer).map_err(MeetingError::Store)?;
                let room = self.bytes_out < limits::PEER_BYTES / 2;
                let records = match reads && room {
                    true => holdings.records(&space, &head).map_err(MeetingError::Store)?,
                    false => Vec::new(),
                };
                said.extend(in_pieces(mine, records));
                Ok(())
            }
            Message::Records { space, records, more } => {
                let line = self.line(space)?;
                if line.records {
                    return Err(out_of_turn());
                }
                let heard = holdings
                    .hear(&line.space, &records)
                    .map_err(MeetingError::Store)?;
                line.came.records += heard;
                if more {
                    return Ok(());
                }
                line.records = true;
                let (mine, space) = (line.mine, line.space);
                // What was told may be that the other, or this device, is a member no more.
                let reads = holdings.reads(&space, peer).map_err(MeetingError::Store)?;
                let chains = match reads {
                    true => Some(holdings.chains(&space).map_err(MeetingError::Store)?),
                    false => {
                        (line.given, line.got) = (true, true);
                        None
                    }
                };
                said.push(Message::Chains { space: mine, chains });
                Ok(())
            }
            Message::Chains { space, chains } => {
                let line = self.line(space)?;
                if std::mem::replace(&mut line.chains, true) {
                    return Err(out_of_turn());
                }
                match chains {
                    Some(wants) if !line.given => {
                        line.wants = wants;
                        line.next = Some(0);
                        self.give(space, holdings, said)?;
                    }
                    _ => (line.given, line.got) = (true, true),
                }
                Ok(())
            }
            Message::Envelopes {
                space,
                envelopes,
                more,
            } => {
                self.envelopes += envelopes.len();
                if self.envelopes > limits::PEER_ENVELOPES {
                    return Err(PipeError::TooMuch.into());
                }
                let line = self.line(space)?;
                if line.got || !line.records || (envelopes.is_empty() && more) {
                    return Err(out_of_turn());
                }
                line.got = !more;
                let took = take(&line.space, peer, &envelopes, holdings)?;
                line.came.taken += took.taken;
                line.came.left += took.left;
                line.came.forked += took.forked;
                said.push(Message::Taken {
                    space: line.mine,
                    taken: took.taken,
                });
                Ok(())
            }
            Message::Taken { space, taken } => {
                let line = self.line(space)?;
                if !std::mem::replace(&mut line.asked, false) {
                    return Err(out_of_turn());
                }
                line.came.given = line.came.given.saturating_add(taken);
                match line.next {
                    Some(_) => self.give(space, holdings, said),
                    None => {
                        line.given = true;
                        Ok(())
                    }
                }
            }
            Message::End if !self.over => {
                self.over = true;
                Ok(())
            }
            Message::Hello { .. } | Message::End => Err(out_of_turn()),
        }
    }

    /// The spaces that both named.
    fn find_common(&mut self, theirs: &[[u8; 16]], hash: &[u8; 32]) {
        let side = self.pipe.side().other();
        for (mine, (_, candidate)) in self.tags.iter().enumerate() {
            let Some(candidate) = candidate else { continue };
            let named = tag(&candidate.space, hash, side);
            if let Some(theirs) = theirs.iter().position(|tag| *tag == named) {
                self.lines.push(Line {
                    space: candidate.space,
                    head: candidate.head,
                    mine,
                    theirs,
                    members: false,
                    records: false,
                    chains: false,
                    wants: Vec::new(),
                    next: None,
                    given: false,
                    got: false,
                    asked: false,
                    came: Exchanged::default(),
                });
            }
        }
    }

    fn line<E>(&mut self, theirs: usize) -> Result<&mut Line, MeetingError<E>> {
        let line = self.lines.iter_mut().find(|line| line.theirs == theirs);
        line.ok_or_else(out_of_turn)
    }

    /// Hands out the next envelopes of a space.
    fn give<H: Holdings>(
        &mut self,
        theirs: usize,
        holdings: &mut H,
        said: &mut Vec<Message>,
    ) -> Result<(), MeetingError<H::Error>> {
        // The other ends a meeting at its bound: what does not fit goes at the next.
        let left = (limits::PEER_BYTES / 2).saturating_sub(self.bytes_out);
        let line = self.line(theirs)?;
        let Some(after) = line.next else { return Ok(()) };
        let budget = usize::try_from(left).unwrap_or(usize::MAX).min(BATCH);
        let mut given = port::Given::default();
        if budget == BATCH {
            given = holdings
                .give(&line.space, &line.wants, after, budget)
                .map_err(MeetingError::Store)?;
        }
        for envelope in &given.envelopes {
            let says = &envelope.statement;
            let now = Held {
                ord: says.ord,
                incarnation: says.incarnation,
                dev_seq: says.dev_seq,
            };
            let chain = |held: &&mut Held| (held.ord, held.incarnation) == (now.ord, now.incarnation);
            match line.wants.iter_mut().find(chain) {
                Some(held) => *held = now,
                None => line.wants.push(now),
            }
        }
        line.next = given.next;
        line.asked = true;
        said.push(Message::Envelopes {
            space: line.mine,
            envelopes: given.envelopes,
            more: given.next.is_some(),
        });
        Ok(())
    }
}

fn take<H: Holdings>(
    space: &SpaceId,
    peer: &SignKey,
    envelopes: &[Carried],
    holdings: &mut H,
) -> Result<port::Took, MeetingError<H::Error>> {
    if envelopes.is_empty() {
        return Ok(port::Took::default());
    }
    holdings
        .take(space, peer, envelopes)
        .map_err(MeetingError::Store)?
        .ok_or(MeetingError::Lie)
}

/// Records in messages that are small enough; the last one says so.
fn in_pieces(space: usize, records: Vec<Told>) -> Vec<Message> {
    let mut pieces: Vec<Vec<Told>> = vec![Vec::new()];
    let mut bytes = 0;
    for told in records {
        let size = told.record.bytes.len() + 128;
        let full = pieces.last().is_some_and(|piece| {
            !piece.is_empty() && (bytes + size > BATCH || piece.len() == limits::PEER_RECORDS)
        });
        if full {
            pieces.push(Vec::new());
            bytes = 0;
        }
        bytes += size;
        if let Some(piece) = pieces.last_mut() {
            piece.push(told);
        }
    }
    let last = pieces.len().saturating_sub(1);
    let message = |(n, records)| Message::Records {
        space,
        records,
        more: n < last,
    };
    pieces.into_iter().enumerate().map(message).collect()
}

fn out_of_turn<E>() -> MeetingError<E> {
    MeetingError::Form(CborError::Form {
        what: "peer's message",
    })
}
