//! What a call can fail with: variants with data, and no words. What a shell acts on has a variant of its own; all else carries the
//! id of the sentence that says what to do.

use ekin_core::app::error::AppError;
use ekin_core::app::qr::QrError;
use ekin_core::app::says::{self, Said};

use crate::keys::KeyStoreFailure;
use crate::text::Text;

/// What a call can fail with. Nothing was changed.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum Failure {
    /// The handle was shut.
    #[error("closed")]
    Closed,
    /// A sync is running already.
    #[error("busy")]
    Busy,
    /// The shell's keystore failed.
    #[error("keystore")]
    Keys {
        /// How.
        why: KeyStoreFailure,
    },
    /// There is a home, and the keystore has no key for it.
    #[error("key lost")]
    KeyLost,
    /// Fields that are not right, all of them.
    #[error("fields")]
    Fields {
        /// Each.
        fields: Vec<FieldFault>,
    },
    /// A link that cannot be followed.
    #[error("link: {code}")]
    Link {
        /// Stable code.
        code: String,
        /// What to do.
        says: Text,
    },
    /// The disk is full.
    #[error("full")]
    Full,
    /// A newer Ekin wrote the home.
    #[error("newer")]
    NewerHome,
    /// Another process has the home open.
    #[error("in use")]
    InUse,
    /// A text that this version does not have: the shell was built against another one.
    #[error("unknown text")]
    UnknownText {
        /// Its id.
        key: String,
    },
    /// Anything else that a person may read about.
    #[error("refused: {code}")]
    Refused {
        /// Stable code.
        code: String,
        /// What happened and what to do.
        says: Text,
    },
    /// A fault of the program.
    #[error("inner: {code}")]
    Inner {
        /// Stable code.
        code: String,
    },
}

/// A field that is not right.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FieldFault {
    /// The exact place, such as `title` or `timings[0].end`.
    pub path: String,
    /// Stable code.
    pub code: String,
    /// What is wrong there and what to do.
    pub says: Text,
}

impl From<QrError> for Failure {
    fn from(error: QrError) -> Self {
        let said = says::qr_error(&error);
        Self::Refused {
            code: said.code.to_owned(),
            says: (&said.text).into(),
        }
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        let Said { code, text, points } = says::error(&error);
        let says = Text::from(&text);
        let owned = code.to_owned();
        match (code, &error) {
            ("fields", _) => Self::Fields {
                fields: points
                    .iter()
                    .map(|point| FieldFault {
                        path: point.path.clone(),
                        code: point.code.to_owned(),
                        says: (&point.text).into(),
                    })
                    .collect(),
            },
            (
                _,
                AppError::Link(_)
                | AppError::OtherLink { .. }
                | AppError::LeadsElsewhere
                | AppError::NotAnInvitation,
            ) => Self::Link { code: owned, says },
            ("disk-full", _) => Self::Full,
            ("newer-schema", _) => Self::NewerHome,
            ("already-open", _) => Self::InUse,
            _ => Self::Refused { code: owned, says },
        }
    }
}
