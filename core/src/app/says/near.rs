//! Why two phones did not come together.

use ekin_i18n::msg;

use super::error::Said;
use crate::app::near::NearError;
use crate::net::near::TalkError;
use crate::sync::peer::{MeetingError, PipeError};

/// An error of a meeting.
pub(super) fn error(error: &TalkError<NearError>) -> Said {
    match error {
        TalkError::Listen(_) => Said::new("near-listen", msg::error_near_listen()),
        TalkError::Machine(_) => Said::internal("sockets"),
        TalkError::Nobody => Said::new("near-nobody", msg::error_near_nobody()),
        TalkError::NoAnswer => Said::new("near-no-answer", msg::error_near_no_answer()),
        TalkError::Gone => Said::new("near-gone", msg::error_near_gone()),
        TalkError::Meeting(error) => match error {
            MeetingError::Pipe(PipeError::Stranger) => Said::new("near-stranger", msg::error_near_stranger()),
            MeetingError::Pipe(PipeError::Oneself) => Said::new("near-copy", msg::error_near_copy()),
            MeetingError::Pipe(PipeError::Handshake) => Said::internal("handshake"),
            MeetingError::Lie | MeetingError::Form(_) | MeetingError::Pipe(PipeError::Forged) => {
                Said::new("near-lie", msg::error_near_lie())
            }
            // A pipe that broke, or that had reached its bound: what came by then is kept.
            MeetingError::Pipe(PipeError::Broken | PipeError::TooMuch) => {
                Said::new("near-gone", msg::error_near_gone())
            }
            MeetingError::Store(_) => Said::internal("near-store"),
        },
    }
}
