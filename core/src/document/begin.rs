//! A new generation (protocol 8): what a document says now, without how it came to be said.

use super::Document;
use super::actor::Actor;
use super::difference::difference;
use super::error::DocumentError;

impl Document {
    /// The confirmed state as the first change of a new generation says it, by nobody, on every device alike. None where it
    /// would say less: people have given a place several values, or the document holds what this version does not write.
    ///
    /// # Errors
    /// What this device stored is damaged.
    pub fn begin(&self, genesis: Actor) -> Result<Option<Self>, DocumentError> {
        let before = self.confirmed_content();
        if !before.rivals.is_empty() {
            return Ok(None);
        }
        let writes = before.values.iter();
        let writes = writes.flat_map(|(key, value)| difference(key, None, Some(value)));
        let begun = match Self::new(genesis).write(writes.collect()) {
            Ok(edited) => edited.document,
            Err(
                DocumentError::Key { .. }
                | DocumentError::TooLong { .. }
                | DocumentError::Nested
                | DocumentError::OtherContainer
                | DocumentError::Own(_),
            ) => return Ok(None),
            Err(error) => return Err(error),
        };
        let begun = Self {
            me: genesis,
            confirmed: begun.shown.clone(),
            shown: begun.shown,
            pending: Vec::new(),
        };
        Ok((begun.confirmed_content() == before).then_some(begun))
    }
}
