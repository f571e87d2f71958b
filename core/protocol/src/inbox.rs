//! The inbox of a space (protocol 13): messages that anyone may drop, with no account, for its members to open; the work
//! that keeps it from being flooded; the code of a territory, which keeps a lane free; the mailbox of an answer, and the answer.

mod code;
mod mailbox;
mod message;
mod reply;
mod work;

pub use code::{CodeError, TerritoryCode};
pub use mailbox::{Mailbox, MailboxId};
pub use message::{Message, MessageError, MessageId, MessageKind, SIZES};
pub use reply::{Reply, ReplyKind};
pub use work::{Challenge, ChallengeKey, WorkError};

use crate::seal::SealError;

/// `u32 length || bytes || zeros`, `size` bytes in all.
fn pad_to(bytes: &[u8], size: usize) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    let length = u32::try_from(bytes.len()).ok()?;
    (bytes.len().checked_add(4)? <= size).then(|| {
        let mut out = zeroize::Zeroizing::new(Vec::with_capacity(size));
        out.extend(length.to_be_bytes());
        out.extend(bytes);
        out.resize(size, 0);
        out
    })
}

/// The inverse of [`pad_to`]: zeros and nothing else behind the bytes.
fn unpad(padded: &[u8]) -> Result<&[u8], SealError> {
    let (length, rest) = padded.split_first_chunk::<4>().ok_or(SealError::Form)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| SealError::Form)?;
    let (bytes, zeros) = rest.split_at_checked(length).ok_or(SealError::Form)?;
    match zeros.iter().all(|zero| *zero == 0) {
        true => Ok(bytes),
        false => Err(SealError::Form),
    }
}

#[cfg(test)]
mod tests;
