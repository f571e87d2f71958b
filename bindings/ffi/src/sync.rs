//! One round with the relays: it takes as long as the network does, so it is for a thread of its own.

use ekin_core::app::says;
use ekin_core::app::sync::{Mode, Notice};
use ekin_i18n::msg;

use crate::failure::Failure;
use crate::handle::Ekin;
use crate::state::Arriving;
use crate::text::Text;

/// What a round did.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SyncReport {
    /// Whether every relay answered.
    pub reached: bool,
    /// Listings that changed.
    pub changed: u64,
    /// What a person should know of, each once.
    pub troubles: Vec<Text>,
}

#[uniffi::export]
impl Ekin {
    /// One round with every relay: sends what waits, takes what is new. With `metered`, photos wait for a network that costs nothing.
    ///
    /// # Errors
    /// [`Failure::Busy`] while another runs; [`Failure::Closed`]; those of the store. A relay that does not answer is none:
    /// the report says so.
    pub fn sync_once(&self, metered: bool) -> Result<SyncReport, Failure> {
        let stop = self.begin_sync().ok_or(Failure::Busy)?;
        let done = self.ask(|asked| {
            let device = &asked.device;
            device.set_metered(metered);
            device.try_now()?;
            let before = device.revision()?;
            let mut report = SyncReport {
                reached: true,
                changed: 0,
                troubles: Vec::new(),
            };
            let ended = device.sync(Mode::Once, stop, |notice| {
                self.hear(device, notice, &mut report);
                // A relay that is away keeps nobody from the others: the run ends when nothing is left to do.
                true
            });
            ended?;
            if device.clock_is_off()? {
                report.troubles.push(Text::from(&msg::error_clock()));
            }
            report.changed = device.changed_after(before)?;
            Ok(report)
        });
        self.end_sync();
        done
    }

    /// Ends the round that runs, if one does: it is told at once and ends soon.
    ///
    /// # Errors
    /// None; every call of a shell gives a result.
    pub fn stop_sync(&self) -> Result<(), Failure> {
        self.stop_running();
        Ok(())
    }
}

impl Ekin {
    fn hear(
        &self,
        device: &std::sync::Arc<ekin_core::app::device::Device>,
        notice: &Notice,
        report: &mut SyncReport,
    ) {
        match notice {
            Notice::First { listings, .. } => {
                self.set_arriving(Some(Arriving {
                    have: 0,
                    of: *listings,
                }));
                device.tell_progress();
            }
            Notice::Loaded { bytes, of, .. } => {
                let arriving = self.arriving().map(|so_far| Arriving {
                    have: share(so_far.of, *bytes, *of),
                    ..so_far
                });
                self.set_arriving(arriving);
                device.tell_progress();
            }
            Notice::Fresh { .. } => {
                self.set_arriving(None);
                device.tell_progress();
            }
            Notice::Unreachable { .. } => report.reached = false,
            Notice::Refused { .. } | Notice::Lied { .. } | Notice::ManyLives { .. } => {
                let text = says::notice(notice).map(|text| Text::from(&text));
                if let Some(text) = text.filter(|text| !report.troubles.contains(text)) {
                    report.troubles.push(text);
                }
            }
            Notice::Began { .. }
            | Notice::Received { .. }
            | Notice::Restored { .. }
            | Notice::Carried { .. }
            | Notice::WaitsForWifi { .. }
            | Notice::Ended { .. }
            | Notice::Settled => {}
        }
    }
}

/// Of `all` listings so many as of the bytes have come.
fn share(all: u64, bytes: u64, of: u64) -> u64 {
    let share = u128::from(all) * u128::from(bytes) / u128::from(of.max(1));
    u64::try_from(share).unwrap_or(all).min(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_never_passes_the_whole_nor_divides_by_nothing() {
        assert_eq!(share(10_000, 320, 1_000), 3_200);
        assert_eq!(share(10_000, 2_000, 1_000), 10_000);
        assert_eq!(share(10_000, 5, 0), 10_000);
        assert_eq!(share(u64::MAX, u64::MAX, u64::MAX), u64::MAX);
    }
}
