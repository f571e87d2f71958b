//! Phone to phone: two devices that stand side by side exchange what each lacks in the spaces that both are members of,
//! without a relay. One shows a code, the other follows it.

mod holdings;
mod taking;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ekin_protocol::cbor::CborError;
use ekin_protocol::envelope::EnvelopeError;
use ekin_protocol::id::{Ord, SpaceId};
use ekin_protocol::link::{Link, Near};
use ekin_protocol::peer::{SECRET, Side};

use super::device::Device;
use super::error::AppError;
use super::worker::WorkError;
use crate::net::near::{self, Listener, TalkError};
use crate::storage::StoreError;
use crate::sync::peer::{Meeting, MeetingError};

pub use crate::sync::peer::{Exchanged, PipeError};
pub use holdings::Shelf;

/// Why the store could not serve a meeting.
#[derive(Debug, thiserror::Error)]
pub enum NearError {
    /// The store.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// Work that a meeting shares with a sync.
    #[error("the store could not do the work")]
    Work(#[from] WorkError),
    /// An envelope of the store cannot be read or made.
    #[error("an envelope cannot be made")]
    Envelope(#[from] EnvelopeError),
    /// Bytes of the store.
    #[error("bytes of the store cannot be read")]
    Bytes(#[from] CborError),
    /// What came cannot be what it claims.
    #[error("handed over what nobody signed")]
    Lie,
}

/// What came of a meeting in one space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetIn {
    /// The space.
    pub space: SpaceId,
    /// What people call it.
    pub name: String,
    /// The other device's number there, where this device knows it.
    pub device: Option<Ord>,
    /// What went and what came.
    pub exchanged: Exchanged,
}

/// A device that waits for another.
pub struct Waiting {
    device: Arc<Device>,
    listener: Listener,
    secret: [u8; SECRET],
}

impl Waiting {
    /// What to show the other: an address and a secret that is good once.
    pub fn link(&self) -> String {
        Link::Near(Near {
            addresses: self.listener.addresses().to_vec(),
            secret: self.secret,
        })
        .to_string()
    }

    /// Waits until the other has come and everything is exchanged.
    ///
    /// # Errors
    /// [`AppError::Near`], also when nobody came within `patience`.
    pub fn meet(self, patience: Duration) -> Result<Vec<MetIn>, AppError> {
        let device = self.device;
        let begin = || device.meeting(Side::Responder, &self.secret);
        let met = near::serve(self.listener, patience, begin, &mut Shelf::of(&device));
        met.map_err(near_error).and_then(|meeting| device.met(&meeting))
    }
}

impl Device {
    /// Waits for another device on this address; with none, on the one that this machine has in its local network.
    ///
    /// # Errors
    /// [`AppError::Near`] when nothing can be had there.
    pub fn wait_near(self: &Arc<Self>, address: Option<SocketAddr>) -> Result<Waiting, AppError> {
        let listener = Listener::open(address).map_err(near_error)?;
        Ok(Waiting {
            device: self.clone(),
            listener,
            secret: self.around().random(),
        })
    }

    /// Follows the code that another device shows.
    ///
    /// # Errors
    /// [`AppError::Link`], [`AppError::OtherCode`] for a link to something else, [`AppError::Near`].
    pub fn meet_near(&self, link: &str) -> Result<Vec<MetIn>, AppError> {
        let Link::Near(code) = link.parse()? else {
            return Err(AppError::OtherCode);
        };
        let meeting = self
            .meeting(Side::Initiator, &code.secret)
            .map_err(|error| AppError::Near(TalkError::Meeting(error.into())))?;
        let met = near::call(&code.addresses, meeting, &mut Shelf::of(self));
        met.map_err(near_error).and_then(|meeting| self.met(&meeting))
    }

    /// One end of a meeting over a pipe of one's own: whoever drives it hands it bytes, beside a [`Shelf`].
    ///
    /// # Errors
    /// [`PipeError`].
    pub fn meeting(&self, side: Side, secret: &[u8; SECRET]) -> Result<Meeting, PipeError> {
        self.around()
            .with_random(|random| Meeting::new(side, self.keys().sign(), secret, random))
    }

    /// What came of a meeting, in the words of its spaces.
    fn met(&self, meeting: &Meeting) -> Result<Vec<MetIn>, AppError> {
        self.store().read(|read| {
            let mut met = Vec::new();
            for (id, exchanged) in meeting.exchanged() {
                let Some(sp) = read.find_space(&id)? else { continue };
                let known = read.known_membership(sp)?;
                let device = meeting
                    .peer()
                    .and_then(|peer| known.as_ref()?.0.by_key(&peer).map(|member| member.ord));
                met.push(MetIn {
                    space: id,
                    name: read.space(sp)?.name,
                    device,
                    exchanged,
                });
            }
            Ok(met)
        })
    }
}

fn near_error(error: TalkError<NearError>) -> AppError {
    match error {
        // What the store says is said as everywhere.
        TalkError::Meeting(MeetingError::Store(NearError::Store(error))) => AppError::Store(error),
        error => AppError::Near(error),
    }
}
