//! What a command about loans can fail with.

/// What a command about loans can fail with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoanError {
    /// No kit begins with this id.
    #[error("no such kit")]
    NoKit {
        /// What was asked for.
        id: String,
    },
    /// The kit is not lent at present.
    #[error("the kit is not lent")]
    NotLent,
    /// Days that are none, or the last before the first.
    #[error("these are no days of a loan")]
    Days,
    /// No loan begins with this id, or it was taken back.
    #[error("no such loan")]
    NoLoan {
        /// What was asked for.
        id: String,
    },
    /// A part that the kit does not have.
    #[error("no such part")]
    NoPart {
        /// What was given.
        given: String,
        /// Those that there are.
        names: Vec<String>,
    },
    /// A device that is not a member, or this one itself.
    #[error("not a device to hand over to")]
    NotTo {
        /// Its number.
        ord: u32,
    },
    /// Nothing waits for the signature of this device.
    #[error("nothing to sign")]
    NothingToSign,
    /// It did not go out, so it cannot come back.
    #[error("it is not out")]
    NotOut,
}
