//! Listings to try things with: the sample territory, and `generate`.

use chrono::NaiveDate;
use ekin_core::app::device::Device;
use ekin_core::app::exchange::{Draft, draft::Source};
use ekin_i18n::{Date, msg};

use crate::failure::Failure;

/// Scheme under which the sample's listings are known again.
const SCHEME: &str = "ekin-sample";

/// The sample territory of today as a file of listings.
pub fn file(device: &Device) -> Result<Vec<u8>, Failure> {
    let today = device.today(None)?;
    let sample = ekin_sample::sample(naive(today)?).map_err(|_| Failure::Answer)?;
    let drafts: Vec<Draft> = sample
        .into_iter()
        .map(|one| Draft {
            source: Some(Source {
                scheme: SCHEME.to_owned(),
                id: one.key,
                ..Source::default()
            }),
            ..one.draft
        })
        .collect();
    Ok(serde_json::to_vec(&drafts)?)
}

/// A day as the sample counts from it.
pub fn naive(day: Date) -> Result<NaiveDate, Failure> {
    NaiveDate::from_ymd_opt(day.year(), day.month().into(), day.day().into())
        .ok_or_else(|| Failure::Usage(vec![msg::error_clock()]))
}
