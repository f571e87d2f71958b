//! What happens while syncing.

use ekin_i18n::{Message, Value, msg};
use ekin_protocol::code::Code;

use crate::app::verify::Difference;
use crate::sync::event::{Lie, Notice};

/// What `verify` found not to fit.
pub fn difference(given: &Difference) -> Message {
    match given {
        Difference::Database(_) => msg::error_corrupt(),
        Difference::Hash(_)
        | Difference::NotValid(_)
        | Difference::NoEnvelope(_)
        | Difference::Signature(_) => msg::verify_signature_bad(),
        Difference::Root(_) | Difference::Living(_) => msg::verify_root_differs(),
        Difference::Row(_) | Difference::NoRecord(_) | Difference::NoRow(_) => msg::verify_rows_differ(),
        Difference::Log(_) | Difference::Head(_) | Difference::View(_) => msg::verify_two_histories(),
    }
}

/// Why a relay refuses.
pub fn code(given: Code) -> Message {
    match given {
        Code::Busy => msg::refused_busy(),
        Code::Quota => msg::refused_quota(),
        Code::Healing => msg::refused_healing(),
        Code::Frozen => msg::refused_frozen(),
        Code::EpochStale => msg::refused_epoch_stale(),
        Code::ViewStale | Code::HeadMoved => msg::refused_view_stale(),
        Code::CheckpointStale => msg::refused_checkpoint_stale(),
        Code::Removed => msg::refused_removed(),
        Code::NotAllowed => msg::refused_not_allowed(),
        Code::TooLarge => msg::refused_too_large(),
        Code::BadForm => msg::refused_bad_form(),
        Code::Fork => msg::refused_fork(),
        Code::NoSpace | Code::NotFound => msg::error_relay_gone(),
        Code::CreationCode => msg::error_relay_creation_code(),
        Code::BadProof => msg::error_relay_key(),
        Code::Version => msg::error_relay_newer(),
        Code::Other(number) => msg::refused_other(number.to_string()),
    }
}

/// Why an invitation does not open its space. To whoever is no member the relay says the same of one that it does not know
/// yet, of one that is used up and of one that is over.
pub fn not_let_in(why: Code) -> Message {
    match why {
        Code::NotAllowed | Code::NoSpace => msg::space_invitation_dead(),
        other => code(other),
    }
}

/// What about the relay's words cannot be.
pub fn lie(given: Lie) -> Message {
    match given {
        Lie::Form => msg::error_relay_form(),
        Lie::Log | Lie::Membership | Lie::Pack => msg::error_relay_proof(),
        Lie::Relay => msg::error_relay_key(),
        Lie::OtherLog | Lie::TwoHistories => msg::error_relay_two_histories(),
        Lie::Blob => msg::blob_lied(),
    }
}

/// What a person may want to know; none for what only a program does.
pub fn notice(given: &Notice) -> Option<Message> {
    let text = match given {
        Notice::First { bytes, .. } => msg::sync_first_size(Value::Bytes(*bytes)),
        Notice::Loaded { bytes, of, .. } => msg::sync_receiving(Value::Bytes(*bytes), Value::Bytes(*of)),
        Notice::Received { envelopes, .. } => msg::sync_received(*envelopes as u64),
        Notice::Refused { code: why, .. } => msg::state_refused(code(*why)),
        Notice::Unreachable { url, .. } => msg::error_relay_no_answer(url),
        Notice::ManyLives { lives, .. } => msg::lives_many(*lives as u64),
        Notice::Restored { .. } => msg::sync_relay_restored(),
        Notice::Lied { lie: what, .. } => lie(*what),
        Notice::Carried { sent, fetched, .. } => msg::blob_carried(*sent as u64, *fetched as u64),
        Notice::WaitsForWifi { .. } => msg::blob_waits_for_wifi(),
        Notice::Ended { name, unsent, .. } => msg::outing_ended(name, *unsent),
        Notice::Began { .. } | Notice::Fresh { .. } | Notice::Settled => return None,
    };
    Some(text)
}
