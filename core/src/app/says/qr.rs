//! QR codes.

use ekin_i18n::{Message, msg};

use super::error::Said;
use crate::app::qr::QrError;

/// Why a link has no QR code.
pub fn qr_error(error: &QrError) -> Said {
    match error {
        QrError::TooLong { .. } => Said::new("qr-too-long", msg::qr_too_long()),
        QrError::Png(_) => Said::internal("qr-png"),
    }
}

/// What to say beside a code of a long link.
pub fn qr_fragile() -> Message {
    msg::qr_fragile()
}
