//! Errors of commands.

use ekin_exchange::{ImportError, MappingError};
use ekin_i18n::{Message, Value, msg};
use ekin_protocol::link::LinkError;

use super::field::field_error;
use super::sync::lie;
use crate::app::draft_file::DraftFileError;
use crate::app::error::AppError;
use crate::app::import::ImportFailure;
use crate::app::inbox::InboxError;
use crate::app::keys::KeyError;
use crate::app::query::UnknownTown;
use crate::app::verify::FullError;
use crate::app::worker::WorkError;
use crate::document::DocumentError;
use crate::domain::fact::FactError;
use crate::domain::field::FieldError;
use crate::domain::kind;
use crate::record::payload::PayloadError;
use crate::storage::StoreError;
use crate::sync::event::Failure;

/// An error in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Stable kebab-case code, for programs.
    pub code: &'static str,
    /// What happened and what to do.
    pub text: Message,
    /// The single points, where there are several: fields that are not right.
    pub points: Vec<Point>,
}

/// One field that is not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The exact place, as the person may write it.
    pub path: String,
    /// Stable code of the problem.
    pub code: &'static str,
    /// What is wrong there and what to do.
    pub text: Message,
}

impl Point {
    fn of(error: &FieldError) -> Self {
        Self {
            path: error.path.clone(),
            code: error.problem.code(),
            text: field_error(error),
        }
    }
}

impl Point {
    fn in_document(error: &kind::FieldError) -> Self {
        Self {
            path: error.path.clone(),
            code: "document-field",
            text: super::document::field_error(error),
        }
    }
}

impl Said {
    pub(super) fn new(code: &'static str, text: Message) -> Self {
        Self {
            code,
            text,
            points: Vec::new(),
        }
    }

    pub(super) fn internal(code: &'static str) -> Self {
        Self::new(code, msg::error_internal(code))
    }
}

/// Why a file holds no listings.
pub fn draft_file(error: &DraftFileError, path: &str) -> Said {
    match error {
        DraftFileError::Json { source } => {
            Said::new("json", msg::error_json(path, source.line().to_string()))
        }
        DraftFileError::Empty => Said::new("empty", msg::error_no_listing_in_file(path)),
        DraftFileError::Fields(errors) => fields(errors),
    }
}

fn fields(errors: &[FieldError]) -> Said {
    Said {
        code: "fields",
        text: msg::error_fields(errors.len() as u64),
        points: errors.iter().map(Point::of).collect(),
    }
}

fn inbox(error: &InboxError) -> Said {
    match error {
        InboxError::NoMessage { id } => Said::new("no-message", msg::error_no_message(id)),
        InboxError::Unreadable => Said::new("message-unreadable", msg::error_message_unreadable()),
        InboxError::NotAnAd => Said::new("not-an-ad", msg::error_not_an_ad()),
        InboxError::Published { object } => {
            let id: String = object.to_string().chars().take(8).collect();
            Said::new("message-published", msg::error_message_published(id))
        }
        InboxError::Answered => Said::new("message-answered", msg::error_message_answered()),
        InboxError::NoMailbox => Said::new("no-mailbox", msg::error_no_mailbox()),
        InboxError::NoLetter { number } => Said::new("no-letter", msg::error_no_letter(number.to_string())),
        InboxError::Sent => Said::new("letter-sent", msg::error_letter_sent()),
        InboxError::Code(_) => Said::new("code", msg::error_code()),
        InboxError::NotAnInbox => Said::new("not-an-inbox", msg::error_not_an_inbox()),
        InboxError::NoInbox => Said::new("no-inbox", msg::error_no_inbox()),
        InboxError::Text { max } => Said::new("words", msg::error_words(max.to_string())),
    }
}

/// An error of a command.
pub fn error(error: &AppError) -> Said {
    match error {
        AppError::Inbox(error) => inbox(error),
        AppError::Outing(error) => super::trip::error(error),
        AppError::Ad(error) => super::ad::error(error),
        AppError::Answer(error) => super::ad::answer_error(error),
        AppError::Incident(error) => super::moment::incident_error(error),
        AppError::Moment(error) => super::moment::error(error),
        AppError::Store(error) => store(error),
        AppError::Keys(error) => keys(error),
        AppError::Randomness(_) => Said::internal("no-randomness"),
        AppError::Home { path, .. } => {
            Said::new("no-access", msg::error_no_access(path.display().to_string()))
        }
        AppError::NoHome { path } => {
            Said::new("no-home", msg::error_home_missing(path.display().to_string()))
        }
        AppError::Link(error) => link(*error),
        AppError::OtherLink { device: true } => Said::new("other-link", msg::error_link_device()),
        AppError::OtherLink { device: false } => Said::new("other-link", msg::error_link_territory()),
        AppError::LeadsElsewhere => Said::new("link-elsewhere", msg::link_elsewhere()),
        AppError::OtherCode => Said::new("other-code", msg::error_other_code()),
        AppError::Near(error) => super::near::error(error),
        AppError::NoTerritory => Said::new("no-territory", msg::error_not_joined()),
        AppError::SeveralTerritories { names } => Said::new(
            "several-territories",
            msg::error_several_territories(names.clone()),
        ),
        AppError::UnknownTerritory { name } => {
            Said::new("unknown-territory", msg::error_territory_unknown(name))
        }
        AppError::UnknownTown(UnknownTown { town, like }) => Said::new(
            "unknown-town",
            match like.as_slice() {
                [] => msg::search_town_nowhere(town),
                like => msg::search_town_unknown(town, like.to_vec()),
            },
        ),
        AppError::UnknownSpace { name: Some(name) } => {
            Said::new("unknown-space", msg::error_unknown_space(name))
        }
        AppError::UnknownSpace { name: None } => Said::new("no-space", msg::error_no_space()),
        AppError::SeveralSpaces { names } => {
            Said::new("several-spaces", msg::error_several_spaces(names.join(", ")))
        }
        AppError::NoDocument { id } => Said::new("no-document", msg::error_no_document(id)),
        AppError::NoFact { id } => Said::new("no-object", msg::fact_missing(id)),
        AppError::NoOuting => Said::new("no-outing", msg::outing_none()),
        AppError::SeveralOutings => Said::new("several-outings", msg::outing_several()),
        AppError::NoLeg { given, names } => Said::new(
            "no-leg",
            match names.as_slice() {
                [] => msg::heads_no_legs(),
                names => msg::heads_no_leg(given, names.join(", ")),
            },
        ),
        AppError::Loan(error) => super::loan::error(error),
        AppError::Tablet(error) => super::tablet::error(error),
        AppError::NoProfile { name } => Said::new("no-profile", msg::wish_no_profile(name)),
        AppError::NoPerson { name } => Said::new("no-person", msg::outing_no_person(name)),
        AppError::NoCard => Said::new("no-card", msg::card_none()),
        AppError::CardClosed => Said::new("card-closed", msg::card_closed()),
        AppError::NoPlaces => Said::new("no-places", msg::seats_none_asked()),
        AppError::Words => Said::new("words", msg::outing_words()),
        AppError::Fact(FactError::Newer) => Said::new("newer-fact", msg::doc_newer()),
        AppError::Fact(FactError::TooLarge { .. }) | AppError::TooMuchAtOnce => {
            Said::new("too-much", msg::fact_too_much())
        }
        AppError::NoBlob { id } => Said::new("no-blob", msg::blob_missing(id)),
        AppError::BlobNotHere => Said::new("blob-not-here", msg::blob_not_here()),
        AppError::BlobDamaged => Said::new("blob-damaged", msg::blob_damaged()),
        AppError::Media(error) => super::media::media_error(error),
        AppError::Blob(_) => Said::internal("blob"),
        AppError::Write(_) | AppError::Print(_) => Said::new("cannot-write", msg::blob_cannot_write()),
        AppError::NoConflict { id } => Said::new("no-conflict", msg::conflict_missing(id)),
        AppError::Erased => Said::new("erased", msg::error_erased()),
        AppError::NoUnitKey | AppError::Fact(FactError::Sealed) => {
            Said::new("no-unit-key", msg::fact_no_key())
        }
        AppError::PersonIsFixed => Said::new("person-fixed", msg::fact_person_fixed()),
        AppError::Fact(_) => Said::internal("fact"),
        AppError::Bytes(_) => Said::internal("bytes"),
        AppError::NewerDocument => Said::new("newer-document", msg::doc_newer()),
        AppError::WrongSpace(wrong) => Said::new("wrong-space", super::document::wrong_space(*wrong)),
        AppError::DocumentFields(errors) => Said {
            code: "fields",
            text: msg::error_fields(errors.len() as u64),
            points: errors.iter().map(Point::in_document).collect(),
        },
        AppError::Document(error) => document(error),
        AppError::Seal(_) => Said::internal("seal"),
        AppError::NotAnInvitation => Said::new("not-an-invitation", msg::error_not_an_invitation()),
        AppError::NoKeyYet => Said::new("no-key-yet", msg::error_no_key_yet()),
        AppError::AlreadyJoined { name } => Said::new("already-joined", msg::error_already_joined(name)),
        AppError::Unsent { .. } => Said::new("unsent", msg::error_unsent()),
        AppError::RefusedUnsaved { .. } => Said::new("refused-unsaved", msg::error_refused_unsaved()),
        AppError::NotAMember => Said::new("not-a-member", msg::error_may_not_publish()),
        AppError::NotStaff => Said::new("staff-only", msg::error_checkpoint_staff()),
        AppError::NotAllowed => Said::new("not-allowed", msg::error_may_not_edit()),
        AppError::NoListing { id } => Said::new("no-listing", msg::error_not_found(id)),
        AppError::Ambiguous { id, .. } => Said::new("ambiguous", msg::error_id_ambiguous(id)),
        AppError::NotWanted => Said::new("not-wanted", msg::error_not_wanted()),
        AppError::SeveralPeople { name, people } => {
            let ids = people
                .iter()
                .map(|person| super::moment::name(person, None).into());
            let ids: Vec<Value> = ids.collect();
            Said::new("several-people", msg::error_several_people(name, ids))
        }
        AppError::Fields(errors) => fields(errors),
        AppError::Payload(error) => payload(error),
        AppError::NothingToUndo => Said::new("nothing-to-undo", msg::error_nothing_to_undo()),
        AppError::UndoTooLarge => Said::new("undo-too-large", msg::undo_too_large()),
        AppError::NoDevice { name } => Said::new("no-device", msg::error_publisher_unknown(name)),
        AppError::LastOwner => Said::new("last-owner", msg::error_last_owner()),
        AppError::LastOwnerLeaves => Said::new("last-owner-leaves", msg::error_last_owner_leaves()),
        AppError::NotWaiting { ord } => Said::new("not-waiting", msg::error_not_waiting(ord.to_string())),
        AppError::NotAnOwner => Said::new("owner-only", msg::error_owner_only()),
        AppError::TimeOver => Said::new("time-over", msg::error_time_over()),
        AppError::Locked { name } => Said::new("locked", msg::error_locked(name)),
        AppError::PaperCode(error) => super::paper_code_error(error),
        AppError::RecoveryKey(error) => super::recovery_key_error(error),
        AppError::NoPaper => Said::new("recovery-none", msg::recovery_none()),
        AppError::OtherPaper => Said::new("recovery-other", msg::recovery_other()),
        AppError::NothingToCover => Said::new("recovery-nothing", msg::recovery_nothing()),
        AppError::NotASheet => Said::new("recovery-no-sheet", msg::recovery_no_sheet()),
        AppError::RelayAddress { url } => Said::new("relay-address", msg::error_relay_address(url)),
        AppError::RelayKeys => Said::new("relay-keys", msg::error_relay_keys()),
        AppError::Name { max } => Said::new("name", msg::error_territory_name(*max as u64)),
        AppError::Cursor(_) => Said::new("cursor", msg::error_cursor()),
        AppError::Clock => Said::new("clock", msg::error_clock()),
        AppError::Verify(error) => full(error),
        AppError::Work(error) => work(error),
        AppError::Tls(_) => Said::internal("tls"),
        AppError::Runtime(_) => Said::internal("threads"),
    }
}

fn store(error: &StoreError) -> Said {
    match error {
        StoreError::AlreadyOpen { pid, command } => {
            Said::new("already-open", msg::error_already_open(pid.to_string(), command))
        }
        StoreError::NewerSchema { .. } => Said::new("newer-schema", msg::error_newer_schema()),
        StoreError::OlderSchema { .. } => Said::new("older-schema", msg::error_older_schema()),
        StoreError::Foreign { path } => Said::new(
            "foreign-file",
            msg::error_foreign_file(path.display().to_string()),
        ),
        StoreError::Full => Said::new("disk-full", msg::error_disk_full()),
        StoreError::Io { path, .. } => {
            Said::new("no-access", msg::error_no_access(path.display().to_string()))
        }
        StoreError::Corrupt(_) => Said::new("corrupt", msg::error_corrupt()),
        StoreError::WrongKey(_) => Said::new("wrong-key", msg::error_wrong_key()),
        StoreError::KeyNeeded => Said::new("key-needed", msg::error_key_needed()),
        StoreError::NotSealed => Said::new("not-sealed", msg::error_not_sealed()),
        StoreError::NoCipher => Said::new("no-cipher", msg::error_no_cipher()),
        StoreError::ReadOnly => Said::internal("read-only"),
        StoreError::Sqlite(_) => Said::internal("store-refused"),
        StoreError::Row { .. } => Said::internal("store-row"),
        StoreError::Bytes(_) => Said::internal("store-bytes"),
        StoreError::Membership(_) => Said::internal("store-membership"),
        StoreError::Document(error) => document(error),
        StoreError::Missing { .. } => Said::internal("store-missing"),
    }
}

fn document(error: &DocumentError) -> Said {
    match error {
        DocumentError::TooLong { max, .. } => Said::new(
            "too-long",
            msg::problem_too_large_together(ekin_i18n::Value::Bytes(*max as u64)),
        ),
        DocumentError::Own(_) => Said::new("document-full", msg::error_document_full()),
        DocumentError::Unreadable(_) => Said::new("document-unreadable", msg::error_document_unreadable()),
        _ => Said::internal("document"),
    }
}

fn keys(error: &KeyError) -> Said {
    match error {
        KeyError::Io { path, .. } => Said::new("no-access", msg::error_no_access(path.display().to_string())),
        KeyError::Sealed { .. } => Said::new("wrong-key", msg::error_wrong_key()),
        KeyError::Damaged { path, .. } => {
            Said::new("key-lost", msg::error_key_lost(path.display().to_string()))
        }
    }
}

fn link(error: LinkError) -> Said {
    match error {
        LinkError::Scheme => Said::new("link", msg::error_link_not_ekin()),
        LinkError::Web => Said::new("link-web", msg::link_web()),
        LinkError::Cut => Said::new("link-cut", msg::error_link_cut()),
        LinkError::Damaged => Said::new("link-damaged", msg::error_link_checksum()),
        LinkError::Newer => Said::new("link-newer", msg::error_link_newer()),
    }
}

fn payload(error: &PayloadError) -> Said {
    match error {
        PayloadError::TooLarge { max, .. } => Said::new(
            "too-large",
            msg::problem_too_large_together(ekin_i18n::Value::Bytes(*max as u64)),
        ),
        _ => Said::new("newer-listing", msg::error_newer_listing()),
    }
}

fn full(error: &FullError) -> Said {
    match error {
        FullError::Reader(_) => Said::internal("tls"),
        FullError::NoAnswer { url, .. } => Said::new("relay-no-answer", msg::error_relay_no_answer(url)),
        FullError::Form(_) => Said::new("relay-form", msg::error_relay_form()),
    }
}

fn work(error: &WorkError) -> Said {
    match (error.failure(), error) {
        (Failure::Lie(found), _) => Said::new("relay-proof", lie(found)),
        (Failure::Store, WorkError::Store(error)) => store(error),
        (Failure::Store, _) => Said::internal("work"),
    }
}

/// Why nothing of a file was imported; `path` is what the person called it.
pub fn import_failure(failure: &ImportFailure, path: &str) -> Said {
    match failure {
        ImportFailure::App(inner) => error(inner),
        ImportFailure::File(error) => match error {
            ImportError::TooLarge { limit, .. } => Said::new(
                "file-too-large",
                msg::error_file_too_large(path, ekin_i18n::Value::Bytes(*limit as u64)),
            ),
            ImportError::UnknownFormat => Said::new("unknown-format", msg::error_format_unknown(path)),
            ImportError::NeedsMapping => Said::new("needs-mapping", msg::error_needs_mapping(path)),
            ImportError::Json { line, .. } => Said::new("json", msg::error_json(path, line.to_string())),
            ImportError::Shape { .. } => Said::new("shape", msg::error_format_unknown(path)),
        },
    }
}

/// Why a mapping file cannot be used; `path` is what the person called it, `text` what it holds.
pub fn mapping(error: &MappingError, path: &str, text: &str) -> Said {
    match error {
        MappingError::Toml(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let before = text.get(..at).unwrap_or(text);
            let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
            Said::new("mapping", msg::error_map(path, line.to_string()))
        }
        MappingError::UnknownTarget { column, to } => {
            Said::new("mapping-target", msg::error_map_target(column, to))
        }
        MappingError::Undecided { column } => {
            Said::new("mapping-undecided", msg::error_map_undecided(column))
        }
        MappingError::Name { name } => Said::new("mapping-name", msg::problem_form_name(name)),
        MappingError::NoTitle => Said::new("mapping-no-title", msg::error_map_no_title(path)),
    }
}
