//! What commands about answers can fail with.

/// What a command about an answer can fail with. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The listing names no inbox; these are the ways that it names.
    #[error("no inbox to answer to")]
    NoInbox {
        /// Telephones, addresses, pages.
        ways: Vec<String>,
    },
    /// Whoever asks for places says under which name.
    #[error("no name to answer under")]
    NoName,
    /// Words that are for other people's eyes name somebody who lives in the house.
    #[error("the words name a person of the house")]
    NamesPerson,
    /// This is the device of somebody who lives in a house: a professional passes on what they answer.
    #[error("a professional passes it on")]
    ThroughHouse,
    /// It was passed on, or it was decided not to.
    #[error("dealt with already")]
    Passed,
    /// Nothing was asked under this id.
    #[error("nothing was asked")]
    NotAsked {
        /// What was asked for.
        id: String,
    },
}
