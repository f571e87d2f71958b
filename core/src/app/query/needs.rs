//! What the person of this device needs: kept here, told to nobody. No space, no letter and no relay ever has it.

use ekin_protocol::cbor::{self, Writer};

use crate::app::device::Device;
use crate::app::error::AppError;
use crate::domain::matching::Need;
use crate::domain::place::Point;
use crate::storage::{Read, StoreError};

/// Setting that holds them.
const NEEDS: &str = "needs";
const WHAT: &str = "needs";
/// Most needs.
const MANY: usize = 32;

/// The needs that are kept.
pub(super) fn needs(read: &Read<'_>) -> Result<Vec<Need>, StoreError> {
    match read.setting(NEEDS)? {
        Some(bytes) => Ok(decode(&bytes)?),
        None => Ok(Vec::new()),
    }
}

fn decode(bytes: &[u8]) -> cbor::Result<Vec<Need>> {
    let mut needs = Vec::new();
    for one in cbor::elements(bytes, WHAT, MANY)? {
        match cbor::text(one, WHAT) {
            Ok(word) => needs.extend(Need::from_word(word)),
            Err(_) => {
                let [lat, lon, metres] = cbor::tuple(one, WHAT)?;
                // Degrees are kept from the south pole and the date line on: the wire's numbers have no sign.
                let point = Point::from_e7(shifted(lat, LAT)?, shifted(lon, LON)?);
                let metres = u32::try_from(cbor::u64(metres, WHAT)?).unwrap_or(u32::MAX);
                needs.extend(point.map(|point| Need::Near(point, metres)));
            }
        }
    }
    Ok(needs)
}

const LAT: i64 = 900_000_000;
const LON: i64 = 1_800_000_000;

fn shifted(bytes: &[u8], by: i64) -> cbor::Result<i32> {
    let n = i64::try_from(cbor::u64(bytes, WHAT)?).unwrap_or(i64::MAX);
    Ok(i32::try_from(n.saturating_sub(by)).unwrap_or(i32::MAX))
}

fn encode(needs: &[Need]) -> Vec<u8> {
    let kept: Vec<&Need> = needs
        .iter()
        .filter(|need| matches!(need, Need::Near(..)) || need.word().is_some())
        .take(MANY)
        .collect();
    let from = |e7: i32, by: i64| u64::try_from(i64::from(e7) + by).unwrap_or(0);
    let mut w = Writer::new();
    w.array(kept.len());
    for need in kept {
        match need {
            Need::Near(point, metres) => {
                w.array(3)
                    .u64(from(point.lat_e7(), LAT))
                    .u64(from(point.lon_e7(), LON));
                w.u64(u64::from(*metres));
            }
            need => {
                w.text(need.word().unwrap_or_default());
            }
        }
    }
    w.finish()
}

impl Device {
    /// What the person of this device needs.
    ///
    /// # Errors
    /// Those of the store.
    pub fn needs(&self) -> Result<Vec<Need>, AppError> {
        Ok(self.store().read(needs)?)
    }

    /// Keeps what the person of this device needs, in the place of what was kept.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_needs(&self, needs: &[Need]) -> Result<(), AppError> {
        Ok(self.store().write(|tx| tx.set_setting(NEEDS, &encode(needs)))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needs_are_kept_as_they_were_said() {
        let south = Point::from_degrees(-33.9, 18.4).unwrap();
        let west = Point::from_degrees(43.4929, -1.4748).unwrap();
        for needs in [
            Vec::new(),
            vec![Need::Wheelchair, Need::Free],
            vec![
                Need::Near(south, 20_000),
                Need::from_word("hearing_loop").unwrap(),
            ],
            vec![Need::Near(west, 1)],
        ] {
            assert_eq!(decode(&encode(&needs)).unwrap(), needs);
        }
        assert!(decode(&[0x82]).is_err());
    }
}
