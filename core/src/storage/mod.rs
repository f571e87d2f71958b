//! The store: one SQLite file, the only place in the core that names it.
//!
//! - [`Store::open`] takes the lock of the one writer, sets a damaged file aside, and migrates;
//!   [`Store::open_read_only`] takes no lock and serves queries.
//! - [`Store::write`] runs one transaction ([`Tx`]), all or nothing; the rows of changed listings are made again
//!   before it ends. [`Store::read`] shows one unchanging state ([`Read`]). A `Tx` reads all that a `Read` does.
//!   Neither closure may call back into the store.
//! - A file for each noun holds its functions on `Read` and `Tx`:
//!
//! | noun | reads | writes |
//! |---|---|---|
//! | space | [`Read::spaces`], [`Read::space`], [`Read::find_space`] | [`Tx::add_space`], [`Tx::set_cursor`], [`Tx::set_author`], [`Tx::set_base`], [`Tx::reset_log`] |
//! | member | [`Read::membership`], [`Read::member_records`] | [`Tx::add_member_record`], [`Tx::log_member_record`], [`Tx::replace_member_records`] |
//! | entry | [`Read::entry_at`] | [`Tx::add_entry`], [`Tx::cut_entries`], [`Tx::find_own`] |
//! | record | [`Read::heads`], [`Read::live_items`], [`Read::live_tree`] | [`Tx::ledger`], [`Tx::expire_tombstones`] |
//! | fact | [`Read::fact`], [`Read::facts`] | made by [`Tx::project_dirty`] |
//! | unit | [`Read::unit_key`], [`Read::units_wanted`], [`Read::units_to_tell`] | [`Tx::put_unit_key`], [`Tx::erase_unit`] |
//! | blob | [`Read::blobs_of`], [`Read::blobs_to_send`], [`Read::blobs_to_fetch`]; bytes: [`Shelf`] | [`Tx::name_blob`], [`Tx::evict_blobs`], [`Tx::forget_media`] |
//! | conflict | [`Read::conflicts`], [`Read::said_of`] | [`Tx::note_conflict`] |
//! | erasure | [`Read::is_object_erased`] | [`Tx::erase`] |
//! | unshared | [`Read::unshared`], [`Read::kept_incidents`], [`Read::media_leaving`] | [`Tx::put_unshared`], [`Tx::keep_incident`] |
//! | contact | [`Read::contact`], [`Read::is_locked`] | [`Tx::set_contact`], [`Store::lock_spaces`] |
//! | lives | [`Read::own_lives_today`], [`Read::logged_lives_today`] | [`Tx::note_life`] |
//! | own commands | [`Read::unlogged_own`], [`Read::refused_own`], [`Read::out_counts`] | [`Tx::put_pending`], [`Tx::set_frame`], [`Tx::set_out_state`], [`Tx::log_pending`], [`Tx::drop_pending`], [`Tx::refuse`], [`Tx::rewrite_own`] |
//! | document | [`Read::documents`], [`Read::document_save`], [`Read::pending_changes`] | [`Tx::set_document_save`], [`Tx::set_document_line`] |
//! | epoch, staged, invitation, paper | … | … |
//! | inbox | [`Read::inbox_secrets`], [`Read::messages`] | [`Tx::keep_messages`], [`Tx::open_messages`], [`Tx::decide_message`] |
//! | letter | [`Read::letters`], [`Read::replies`] | [`Tx::put_letter`], [`Tx::set_letter_state`], [`Tx::put_reply`] |
//! | carried | [`Read::carried`], [`Read::reaches`], [`Read::handed`] | [`Tx::put_carried`], [`Tx::void_carried_entry`], [`Tx::keep_items`] |
//! | healing | [`Read::kept_for_relay`], [`Read::losses`], [`Read::next_lost`] | [`Tx::keep_place`], [`Tx::lose_places`], [`Tx::find_lost`] |
//! | parted | [`Read::parted`], [`Read::next_parted`] | [`Tx::part`], [`Tx::forget_parted`] |
//! | hearsay | [`Read::known_membership`] | [`Tx::hear_records`] |
//! | pack | [`Read::held_segments`] | [`Tx::load_segment`], [`Tx::finish_pack`], [`Tx::settle`] |
//! | changes | [`Store::changes`] | told by [`Store::write`] |
//! | view, intent, quarantine, setting | … | … |
//! | audit | [`Read::audit_records`], [`Read::audit_rows`], [`Read::listing_counts`] | |
//! | rows | [`query`] | [`Tx::project_dirty`], [`Tx::refresh_occurrences`], [`Tx::reproject`] |
//!
//! A logged envelope of another device: `let en = tx.add_entry(sp, &logged)?`, then [`crate::record::ledger::take`] with
//! `tx.ledger(sp, ord, Some(en))` for each item; then [`Tx::expire_tombstones`] and [`Tx::set_cursor`]. One's own,
//! found with [`Tx::find_own`]: [`Tx::log_pending`]. A pack: worker threads call
//! [`crate::record::projection::prepare`] with the [`Tx::context`] of the space, the writer [`Tx::load_segment`] for each
//! segment and [`Tx::finish_pack`] at the end.

mod audit;
mod blob;
mod carried;
mod changes;
mod checkpoint;
mod cipher;
mod column;
mod conflict;
mod connection;
mod contact;
mod document;
mod entry;
mod epoch;
mod erase;
mod error;
mod fact;
mod find;
mod folded;
mod heads;
mod healing;
mod hearsay;
mod inbox;
mod intent;
mod invitation;
mod kept;
mod late;
mod letter;
mod listing;
mod lives;
mod lock;
mod member;
mod own;
mod paper;
mod parted;
mod project;
mod quarantine;
pub mod query;
mod record;
mod relay_time;
mod schema;
mod segment;
mod setting;
mod shelf;
mod space;
mod staged;
mod store;
mod unit;
mod unshared;
mod view;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use audit::{AuditRecord, AuditRow, ListingCounts};
pub use blob::{BlobRow, NamedBlob};
pub use carried::{CarriedEntry, Handed, NewCarried, Reach};
pub use changes::{Changed, Changes, Topic};
pub use checkpoint::{Seen, Wanted};
pub use cipher::StoreKey;
pub use conflict::{ConflictRow, Sort};
pub use contact::Contact;
pub use document::{DocumentRow, PendingChange};
pub use entry::{Logged, StoredEntry};
pub use error::{Result, StoreError};
pub use fact::FactRow;
pub use heads::CheckSaid;
pub use healing::{KeptForRelay, LostEntry};
pub use inbox::{Decision, InboxMessage};
pub use intent::Intent;
pub use invitation::Invitation;
pub use letter::{Letter, LetterState, NewLetter};
pub use member::MemberRecord;
pub use own::{OutCounts, OutState, OwnEntry};
pub use paper::{Paper, PaperState};
pub use parted::{KeptSealed, Parted};
pub use quarantine::Quarantined;
pub use record::{Head, SpaceLedger};
pub use relay_time::RelayTime;
pub use schema::known as known_schema;
pub use shelf::{Draft, Shelf};
pub use space::{Author, Base, Cursor, DEFAULT_ZONE, NewSpace, Space};
pub use store::{Clock, Options, Read, Sp, Store, Tx};
pub use unit::{Discard, SealedChange, UnitId};
pub use unshared::{MASK, Unshared};
