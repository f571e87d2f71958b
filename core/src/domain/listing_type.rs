//! Sort of listing. A word of a newer version is kept and shown as "other".

/// What sort of listing this is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ListingType {
    /// An outing, a show, a workshop.
    #[default]
    Activity,
    /// Somebody looks for something or someone.
    Need,
    /// Somebody offers time or a skill.
    Offer,
    /// A thing to lend.
    Loan,
    /// A project that looks for people.
    Project,
    /// A challenge between houses.
    Challenge,
    /// A good practice to share.
    Practice,
    /// A place that receives people.
    Place,
    /// An organisation.
    Partner,
    /// A word that this version does not know, as it came.
    Other(Box<str>),
}

impl ListingType {
    /// Every type of this version.
    pub const ALL: [ListingType; 9] = [
        ListingType::Activity,
        ListingType::Need,
        ListingType::Offer,
        ListingType::Loan,
        ListingType::Project,
        ListingType::Challenge,
        ListingType::Practice,
        ListingType::Place,
        ListingType::Partner,
    ];

    /// The word on the wire and in files.
    pub fn as_str(&self) -> &str {
        match self {
            ListingType::Activity => "activity",
            ListingType::Need => "need",
            ListingType::Offer => "offer",
            ListingType::Loan => "loan",
            ListingType::Project => "project",
            ListingType::Challenge => "challenge",
            ListingType::Practice => "practice",
            ListingType::Place => "place",
            ListingType::Partner => "partner",
            ListingType::Other(word) => word,
        }
    }

    /// The type of a word that this version knows.
    pub fn known(word: &str) -> Option<ListingType> {
        Self::ALL.into_iter().find(|t| t.as_str() == word)
    }

    /// Number in the read model; never reused. 0 is "other".
    pub fn number(&self) -> u8 {
        match self {
            ListingType::Other(_) => 0,
            ListingType::Activity => 1,
            ListingType::Need => 2,
            ListingType::Offer => 3,
            ListingType::Loan => 4,
            ListingType::Project => 5,
            ListingType::Challenge => 6,
            ListingType::Practice => 7,
            ListingType::Place => 8,
            ListingType::Partner => 9,
        }
    }
}
