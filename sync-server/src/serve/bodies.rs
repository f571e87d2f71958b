//! Bodies of requests while they are being read: all together take no more memory than there is for them, and one that stops in the
//! middle is let go. Without this, whoever opens many connections and sends half a body on each fills the memory.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use ekin_protocol::code::Code;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::http::BODY;

/// Bytes of all bodies that are here at one time.
const ALL: usize = 64 << 20;
/// Bytes of one that are counted together.
const STEP: usize = 16 << 10;
/// Time in which a whole body has to be there.
const WHOLE: Duration = Duration::from_secs(30);
/// Time in which something of it has to come.
const STILL: Duration = Duration::from_secs(10);

/// The room for all bodies.
#[derive(Debug)]
pub(super) struct Bodies(Arc<Semaphore>);

/// A body, and the room that it takes for as long as it is here.
pub(super) struct Body {
    /// What was sent.
    pub(super) bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

impl Default for Bodies {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(ALL / STEP)))
    }
}

impl Bodies {
    /// Reads a body to its end.
    ///
    /// # Errors
    /// [`Code::TooLarge`]; [`Code::Busy`] where there is no room for more now, or it does not go on.
    pub(super) async fn read(&self, body: Incoming) -> Result<Body, Code> {
        tokio::time::timeout(WHOLE, self.read_all(body))
            .await
            .unwrap_or(Err(Code::Busy))
    }

    async fn read_all(&self, body: Incoming) -> Result<Body, Code> {
        let mut body = Limited::new(body, BODY);
        let mut read = BytesMut::new();
        let mut room: Option<OwnedSemaphorePermit> = None;
        loop {
            let frame = tokio::time::timeout(STILL, body.frame()).await;
            let frame = match frame.map_err(|_| Code::Busy)? {
                None => break,
                Some(frame) => frame.map_err(|_| Code::TooLarge)?,
            };
            // Trailers say nothing here.
            let Ok(data) = frame.into_data() else { continue };
            let whole = (read.len() + data.len()).div_ceil(STEP);
            let has = room.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
            let more = u32::try_from(whole.saturating_sub(has)).map_err(|_| Code::TooLarge)?;
            let taken = Arc::clone(&self.0)
                .try_acquire_many_owned(more)
                .map_err(|_| Code::Busy)?;
            match &mut room {
                Some(room) => room.merge(taken),
                None => room = Some(taken),
            }
            read.extend_from_slice(&data);
        }
        Ok(Body {
            bytes: read.freeze(),
            _room: room,
        })
    }
}
