//! What a device does for its people without being asked, before and after it syncs: answers that ask for places become
//! claims, one answer leaves a house once, replies come home to who asked, drafts say what became of them, free places are told to everybody. Each is one step
//! of its own, and what it comes to is the same whichever device of a house does it.

use super::device::Device;
use super::error::AppError;

impl Device {
    /// Does all of it; gives whether anything was written, so that it can be sent.
    ///
    /// # Errors
    /// Those of the store.
    pub fn attend(&self) -> Result<bool, AppError> {
        let steps = [
            self.store().write(|tx| self.drop_doubles(tx))?,
            self.store().write(|tx| self.bring_replies_home(tx))?,
            self.store().write(|tx| self.note_verdicts(tx))?,
            self.store().write(|tx| self.claims_of_answers(tx))?,
            self.store().write(|tx| self.tell_free_places(tx))?,
        ];
        self.follow_plans()?;
        Ok(steps.contains(&true))
    }
}
