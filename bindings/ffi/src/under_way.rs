//! The outing under way, as the bar shows it above the tabs: one call, from any screen.

use crate::failure::Failure;
use crate::handle::Ekin;
use crate::house::{LegLine, OutingLine, leg, outing};

/// An outing under way.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct UnderWay {
    /// The outing.
    pub outing: OutingLine,
    /// The moment at which people are counted now; none where the plan has none.
    pub leg: Option<LegLine>,
    /// There, of those who are expected.
    pub present: u32,
    /// Expected.
    pub expected: u32,
    /// Persons of whom two say different things.
    pub disputed: u32,
}

#[uniffi::export]
impl Ekin {
    /// The outing under way of which this device counts the heads: from two hours before it begins until it is closed.
    ///
    /// # Errors
    /// Those of the store.
    pub fn under_way(&self) -> Result<Option<UnderWay>, Failure> {
        self.ask(|asked| {
            let found = asked.device.under_way()?;
            Ok(found.map(|one| UnderWay {
                outing: outing(asked, &one.line),
                leg: one.leg.as_ref().map(|one| leg(asked, one)),
                present: narrow(one.present),
                expected: narrow(one.expected),
                disputed: narrow(one.disputed),
            }))
        })
    }
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
