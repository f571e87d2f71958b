//! The facade: what a person asks for, put into the words of the domain. A [`device::Device`] is opened on a
//! home; its commands and queries are methods, a file for each noun.

pub mod ad;
pub mod answer;
mod attend;
pub mod blob;
pub mod changes;
pub mod choice;
mod clock;
mod command;
pub mod conflict;
pub mod consent;
pub mod device;
pub mod document;
pub mod draft;
pub mod draft_file;
pub mod edit;
pub mod error;
pub mod fact;
pub mod healing;
#[cfg(test)]
mod house;
pub mod import;
pub mod inbox;
pub mod incident;
pub mod keys;
pub mod link;
pub mod loan;
mod meant;
pub mod moment;
pub mod moving;
pub mod near;
pub mod outing;
pub mod personal;
pub mod publish;
pub mod qr;
pub mod query;
pub mod recovery;
mod relay_time;
pub mod report;
pub mod resident;
pub mod rights;
pub mod says;
pub mod set_field;
mod show;
mod signature;
pub mod space;
pub mod surroundings;
pub mod sync;
pub mod territory;
mod undo;
pub mod verify;
mod words;
mod worker;
mod write;

/// The ids and words of the protocol that who asks has to name.
pub mod ids {
    pub use ekin_protocol::code::Code;
    pub use ekin_protocol::id::{ObjectId, OrgId, SignKey, SpaceId};
    pub use ekin_protocol::inbox::MessageKind;
    pub use ekin_protocol::membership::{Body, Role};
}

/// Foreign formats, as files are read and written.
pub mod exchange {
    pub use ekin_exchange::draft;
    pub use ekin_exchange::{Draft, ExportFormat, Format, Import, Loss, Mapping, Problem};
}
