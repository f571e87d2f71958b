//! Incidents: written down where somebody stands, read by the staff alone.

use ekin_core::app::ids::SpaceId;
use ekin_core::app::incident::{NewIncident, Reported};

use crate::failure::Failure;
use crate::handle::Ekin;
use crate::house::space_of;

/// An incident to write down.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct IncidentDraft {
    /// What happened.
    pub what: String,
    /// Whom it concerns, by their ids.
    pub people: Vec<String>,
    /// Where; empty where nobody says.
    pub place: String,
    /// What was done about it; empty where nobody says.
    pub measures: String,
    /// The staff's space that it is for; with none, the only one here.
    pub staff: Option<String>,
}

/// Where an incident is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum IncidentIs {
    /// Under the staff's key.
    Sealed,
    /// On this device alone, until the staff's space is here.
    Kept,
}

#[uniffi::export]
impl Ekin {
    /// Writes an incident down, for the staff alone.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `words` where nothing is said of what happened, `several-spaces` where it is not said for which of
    /// two staffs it is, `not-for-staff` for a space that others read.
    pub fn report_incident(&self, draft: IncidentDraft) -> Result<IncidentIs, Failure> {
        self.ask(|asked| {
            let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            let new = NewIncident {
                what: draft.what.trim().to_owned(),
                place: some(&draft.place),
                measures: some(&draft.measures),
                people: draft.people,
                when_ms: None,
            };
            let staff: Option<SpaceId> = draft.staff.as_deref().map(space_of).transpose()?;
            Ok(match asked.device.report_incident(staff, &new)? {
                Reported::Sealed { .. } => IncidentIs::Sealed,
                Reported::Kept => IncidentIs::Kept,
            })
        })
    }
}
