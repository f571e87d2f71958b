//! The pipe's inside: the Noise handshake with signed device keys, then messages of up to 256 KiB in sealed pieces, each
//! behind its length. Bytes in, messages out.

use ed25519_dalek::SigningKey;
use ekin_protocol::id::SignKey;
use ekin_protocol::limits;
use ekin_protocol::peer::{Identity, NOISE, PROLOGUE, SECRET, Side, shared_key};
use rand_chacha::ChaCha20Rng;
use rand_core::{CryptoRng, Rng, SeedableRng};
use snow::params::{CipherChoice, DHChoice, HashChoice};
use snow::resolvers::{CryptoResolver, DefaultResolver};
use snow::types::{Cipher, Dh, Hash, Random};
use snow::{Builder, HandshakeState, TransportState};
use zeroize::Zeroizing;

use super::PipeError;

/// One sealed piece on the pipe, its tag included.
const PIECE: usize = u16::MAX as usize;
/// Bytes of a tag.
const TAG: usize = 16;
/// Bytes of a message in one piece, after the byte that says whether it goes on.
const ROOM: usize = PIECE - TAG - 1;

/// Noise takes its randomness from where the rest of Ekin does.
struct Resolver([u8; 32]);

/// Randomness of one handshake.
struct Drawn(ChaCha20Rng);

impl Random for Drawn {
    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), snow::Error> {
        self.0.fill_bytes(dest);
        Ok(())
    }
}

impl CryptoResolver for Resolver {
    fn resolve_rng(&self) -> Option<Box<dyn Random>> {
        Some(Box::new(Drawn(ChaCha20Rng::from_seed(self.0))))
    }

    fn resolve_dh(&self, choice: &DHChoice) -> Option<Box<dyn Dh>> {
        DefaultResolver.resolve_dh(choice)
    }

    fn resolve_hash(&self, choice: &HashChoice) -> Option<Box<dyn Hash>> {
        DefaultResolver.resolve_hash(choice)
    }

    fn resolve_cipher(&self, choice: &CipherChoice) -> Option<Box<dyn Cipher>> {
        DefaultResolver.resolve_cipher(choice)
    }
}

enum State {
    Greeting(Box<HandshakeState>),
    Open(Box<TransportState>),
    /// Between the two, or after a failure.
    Closed,
}

/// One end of the pipe.
pub struct Pipe {
    side: Side,
    state: State,
    /// What this device says of itself, in its turn.
    identity: Identity,
    /// The other device, once it proved its key.
    peer: Option<SignKey>,
    /// Hash of the handshake, once it is done.
    hash: [u8; 32],
    /// Bytes that are no whole piece yet.
    heard: Vec<u8>,
    /// Pieces that are no whole message yet.
    message: Vec<u8>,
}

impl Pipe {
    /// An end of a pipe whose other end knows the secret too. `key` is the device's.
    pub fn new(
        side: Side,
        key: &SigningKey,
        secret: &[u8; SECRET],
        random: &mut dyn CryptoRng,
    ) -> Result<Self, PipeError> {
        let (mut seed, mut fixed) = (Zeroizing::new([0; 32]), Zeroizing::new([0; 32]));
        random.fill_bytes(seed.as_mut_slice());
        random.fill_bytes(fixed.as_mut_slice());
        // Drawn for this one meeting: nobody knows a device again by it, and no other key is used for two things.
        let public = x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(*fixed));
        let psk = Zeroizing::new(shared_key(secret));
        let params = NOISE.parse().map_err(|_| PipeError::Handshake)?;
        let builder = Builder::with_resolver(params, Box::new(Resolver(*seed)))
            .prologue(PROLOGUE)
            .and_then(|builder| builder.local_private_key(fixed.as_slice()))
            .and_then(|builder| builder.psk(0, &psk))
            .map_err(|_| PipeError::Handshake)?;
        let state = match side {
            Side::Initiator => builder.build_initiator(),
            Side::Responder => builder.build_responder(),
        };
        Ok(Self {
            side,
            state: State::Greeting(Box::new(state.map_err(|_| PipeError::Handshake)?)),
            identity: Identity::sign(key, side, public.as_bytes()),
            peer: None,
            hash: [0; 32],
            heard: Vec::new(),
            message: Vec::new(),
        })
    }

    /// Which end this is.
    pub fn side(&self) -> Side {
        self.side
    }

    /// The other device and the handshake's hash, once both have proved who they are.
    pub fn greeted(&self) -> Option<(SignKey, [u8; 32])> {
        match self.state {
            State::Open(_) => self.peer.map(|peer| (peer, self.hash)),
            State::Greeting(_) | State::Closed => None,
        }
    }

    /// The first bytes of whoever speaks first.
    pub fn begin(&mut self) -> Result<Vec<u8>, PipeError> {
        match self.side {
            Side::Initiator => self.greet(&[]),
            Side::Responder => Ok(Vec::new()),
        }
    }

    fn greet(&mut self, payload: &[u8]) -> Result<Vec<u8>, PipeError> {
        let State::Greeting(state) = &mut self.state else {
            return Err(PipeError::Handshake);
        };
        let mut piece = vec![0; 512];
        let n = state
            .write_message(payload, &mut piece)
            .map_err(|_| PipeError::Handshake)?;
        piece.truncate(n);
        Ok(with_length(&piece))
    }

    /// Takes bytes as they come. Gives what is to be sent at once, and the messages that are whole now.
    pub fn hear(&mut self, bytes: &[u8]) -> Result<(Vec<u8>, Vec<Vec<u8>>), PipeError> {
        self.heard.extend_from_slice(bytes);
        let (mut answer, mut messages) = (Vec::new(), Vec::new());
        while let Some(piece) = self.next_piece() {
            match &mut self.state {
                State::Closed => return Err(PipeError::Broken),
                State::Greeting(_) => answer.extend(self.greeting(&piece)?),
                State::Open(state) => {
                    let mut plain = vec![0; piece.len()];
                    let n = state
                        .read_message(&piece, &mut plain)
                        .map_err(|_| PipeError::Broken)?;
                    let (more, part) = plain
                        .get(..n)
                        .and_then(<[u8]>::split_first)
                        .ok_or(PipeError::Broken)?;
                    if self.message.len() + part.len() > limits::MESSAGE {
                        return Err(PipeError::TooMuch);
                    }
                    self.message.extend_from_slice(part);
                    match more {
                        0 => messages.push(std::mem::take(&mut self.message)),
                        // Whoever sends empty pieces for ever says nothing.
                        1 if !part.is_empty() => {}
                        _ => return Err(PipeError::Broken),
                    }
                }
            }
        }
        Ok((answer, messages))
    }

    fn next_piece(&mut self) -> Option<Vec<u8>> {
        let (length, rest) = self.heard.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        let piece = rest.get(..length)?.to_vec();
        self.heard.drain(..2 + length);
        Some(piece)
    }

    fn greeting(&mut self, piece: &[u8]) -> Result<Vec<u8>, PipeError> {
        let State::Greeting(state) = &mut self.state else {
            return Err(PipeError::Handshake);
        };
        let mut payload = vec![0; piece.len()];
        // Whoever does not know the secret is told nothing, not even who is here.
        let n = state
            .read_message(piece, &mut payload)
            .map_err(|_| PipeError::Stranger)?;
        payload.truncate(n);
        if let Some(noise) = state.get_remote_static() {
            let noise: [u8; 32] = noise.try_into().map_err(|_| PipeError::Handshake)?;
            let peer = Identity::read(&payload).map_err(|_| PipeError::Handshake)?;
            if !peer.holds(self.side.other(), &noise) {
                return Err(PipeError::Forged);
            }
            if peer.device == self.identity.device {
                return Err(PipeError::Oneself);
            }
            self.peer = Some(peer.device);
        }
        let answer = match state.is_handshake_finished() {
            true => Vec::new(),
            false => self.greet(&self.identity.write())?,
        };
        self.open()?;
        Ok(answer)
    }

    fn open(&mut self) -> Result<(), PipeError> {
        let State::Greeting(state) = &self.state else {
            return Ok(());
        };
        if !state.is_handshake_finished() {
            return Ok(());
        }
        self.hash = state
            .get_handshake_hash()
            .try_into()
            .map_err(|_| PipeError::Handshake)?;
        let opened = |state: HandshakeState| state.into_transport_mode().map_err(|_| PipeError::Handshake);
        let before = std::mem::replace(&mut self.state, State::Closed);
        if let State::Greeting(state) = before {
            self.state = State::Open(Box::new(opened(*state)?));
        }
        Ok(())
    }

    /// A message as it travels.
    pub fn say(&mut self, message: &[u8]) -> Result<Vec<u8>, PipeError> {
        let State::Open(state) = &mut self.state else {
            return Err(PipeError::Handshake);
        };
        let mut bytes = Vec::with_capacity(message.len() + 64);
        let pieces = message.chunks(ROOM);
        let last = pieces.len().saturating_sub(1);
        for (n, part) in pieces.enumerate() {
            let plain = [&[u8::from(n < last)], part].concat();
            let mut piece = vec![0; plain.len() + TAG];
            let length = state
                .write_message(&plain, &mut piece)
                .map_err(|_| PipeError::Broken)?;
            piece.truncate(length);
            bytes.extend(with_length(&piece));
        }
        Ok(bytes)
    }
}

fn with_length(piece: &[u8]) -> Vec<u8> {
    let length = u16::try_from(piece.len()).unwrap_or(u16::MAX);
    [&length.to_be_bytes(), piece].concat()
}
