//! What commands about ads can fail with.

/// What a command about an ad can fail with. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AdError {
    /// No draft begins with this id.
    #[error("no such draft")]
    NoAd {
        /// What was asked for.
        id: String,
    },
    /// Words may name a diagnosis or somebody's care, and nobody said to be sure.
    #[error("words that may name somebody's care")]
    NamesCare {
        /// The words, as the lists write them.
        words: Vec<&'static str>,
    },
    /// A field that commands write, and nobody by hand.
    #[error("a field that commands write")]
    Kept {
        /// The field.
        field: String,
    },
    /// It waits for the moderators already.
    #[error("handed over already")]
    Submitted,
    /// Nothing in it comes again: there is no date to leave out.
    #[error("nothing recurs")]
    NothingRecurs,
    /// A day that is none, or on which nothing takes place.
    #[error("not a day of it")]
    NoSuchDay {
        /// What was given.
        given: String,
    },
    /// Only projects, practices and challenges are taken up.
    #[error("nothing to take up")]
    NotAProject,
}
