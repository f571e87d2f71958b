//! What happened, in words: every error, refusal, problem and notice of the core mapped to a text, here and
//! nowhere else. A text says what happened and what to do; the stable code beside it is for programs.

pub mod ad;
pub mod aloud;
mod blob;
pub mod conflict;
pub mod document;
mod error;
pub mod fact;
mod field;
pub mod finding;
mod import;
mod inbox;
mod listing;
pub mod loan;
mod media;
pub mod moment;
mod near;
pub mod outing;
mod pictogram;
mod qr;
mod recovery;
pub mod reminder;
pub mod report;
pub mod resident;
pub mod rights;
mod sync;
pub mod tablet;
pub mod trip;
mod when;

pub use blob::{blob_state, held};
pub use error::{Point, Said, draft_file, error, import_failure, mapping};
pub use field::{field_error, field_name, problem};
pub use import::{loss_reason, place, reader_problem};
pub use inbox::{canned, handled, letter_state, message_kind, outcome, reason, verdict, verdict_for_author};
pub use listing::{access, access_answer, listing_type, out_state, role, status};
pub use media::{media_error, media_notice};
pub use pictogram::pictogram;
pub use qr::{qr_error, qr_fragile};
pub use recovery::{language, not_recovered, not_the_same, paper_code_error, recovery_key_error};
pub use sync::{code, difference, lie, not_let_in, notice};
pub use when::when;
