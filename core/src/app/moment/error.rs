//! What commands about moments and consent can fail with.

use ekin_i18n::Date;

use crate::domain::consent::{Audience, Standing};
use crate::domain::person::PersonId;

/// Somebody who does not agree, or did not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Who.
    pub person: PersonId,
    /// Their name, where a profile is here.
    pub name: Option<String>,
    /// For whom to see.
    pub audience: Audience,
    /// Where they stand.
    pub standing: Standing,
}

/// What a command about a moment or a consent can fail with. Nothing was changed, and nothing left.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// No moment of the space begins with this id.
    #[error("no such moment")]
    NoMoment {
        /// What was asked for.
        id: String,
    },
    /// A paper is no moment.
    #[error("a paper is no moment")]
    Paper,
    /// A sound has no face to cover.
    #[error("not a picture")]
    NotAPicture,
    /// Somebody who is to be covered is not on it.
    #[error("not on it")]
    NotOnIt {
        /// Who was asked for.
        name: String,
    },
    /// Nobody said who is on it, or so many have no name.
    #[error("not everybody on it is named")]
    NotNamed {
        /// How many have no name; none where nobody said who is on it.
        others: Option<u32>,
    },
    /// Not everybody on it agrees.
    #[error("{} do not agree", .0.len())]
    NoConsent(Vec<Missing>),
    /// It was shared, and is hidden: somebody on it agrees no longer.
    #[error("hidden")]
    Hidden(Vec<Missing>),
    /// There is no space here in which this audience is, or in which this device may write.
    #[error("no space for this audience")]
    NoPlace {
        /// Who was to see it.
        audience: Audience,
    },
    /// There are several.
    #[error("several spaces for this audience")]
    SeveralPlaces {
        /// What people call them.
        names: Vec<String>,
    },
    /// A yes until a day that is over already: it would allow nothing.
    #[error("a yes that is over")]
    Over {
        /// The last day that was named.
        until: Date,
    },
    /// Signed on a day that has not come.
    #[error("signed on a day to come")]
    NotYet {
        /// The day.
        on: Date,
    },
    /// Nobody said yes: there is nothing to take back.
    #[error("nothing to withdraw")]
    NothingToWithdraw,
}
