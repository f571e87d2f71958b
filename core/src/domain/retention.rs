//! How long things are kept: a rule for each kind, and the day on which something goes. Storage limitation is a principle of the
//! GDPR (article 5, 1 e); the lengths are the house's, out of its settings document.

use ekin_protocol::item::kind;

use super::kind::{Kind, View, outing, settings};

/// Days after which the journal of who looked at a card goes: a year, so that a person concerned has the time to ask.
pub const JOURNAL_DAYS: i64 = 365;
/// Ms of a day.
const DAY: i64 = 86_400_000;

/// The house's lengths, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Outings, after they ended, where the plan says nothing else.
    pub outings: i64,
    /// Photos, scans and sounds.
    pub photos: i64,
    /// Notes and messages.
    pub notes: i64,
}

impl Default for Keep {
    fn default() -> Self {
        Self {
            outings: outing::KEEP_DAYS,
            photos: settings::KEEP_PHOTOS,
            notes: settings::KEEP_NOTES,
        }
    }
}

impl Keep {
    /// As a settings document says; what it leaves out is the default.
    pub fn of(settings: &View<'_>) -> Self {
        let usual = Self::default();
        let days = |key, usual| settings.int(key).unwrap_or(usual);
        Self {
            outings: days("keep_outings", usual.outings),
            photos: days("keep_photos", usual.photos),
            notes: days("keep_notes", usual.notes),
        }
    }
}

/// From when the days of something are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// When it was last written.
    Written,
    /// When its outing ended.
    Outing,
}

/// What a house keeps of an outing whose space is gone, who came along and for whom there was no place: as long as the journal,
/// so that it is known who comes first next time.
pub const ATTENDANCE: Rule = Rule {
    from: From::Written,
    days: JOURNAL_DAYS,
};

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// From when.
    pub from: From,
    /// Days.
    pub days: i64,
}

/// The rule of a kind of object; none for what does not go by itself: profiles go with the person, incidents may have to be
/// kept by law (in France, of a serious event: code de l'action sociale et des familles, L331-8-1), consents are proof as long as
/// what they allow is there.
pub fn rule(of: u16, keep: &Keep) -> Option<Rule> {
    let written = |days| {
        Some(Rule {
            from: From::Written,
            days,
        })
    };
    match of {
        kind::CAPACITY | kind::CLAIM | kind::DECISION | kind::CHECK | kind::OUTING => Some(Rule {
            from: From::Outing,
            days: keep.outings,
        }),
        kind::MEDIA => written(keep.photos),
        kind::NOTE | kind::MESSAGE => written(keep.notes),
        kind::ACCESS => written(JOURNAL_DAYS),
        _ => None,
    }
}

/// Kinds that a rule is shown for, in the order of a screen.
pub const KINDS: [u16; 5] = [kind::OUTING, kind::CLAIM, kind::MEDIA, kind::NOTE, kind::ACCESS];

/// Ms UTC at which something goes that was written at `written_ms` and whose outing's plan, where there is one, says when it
/// may go. What belongs to an outing that is not here goes by when it was written.
pub fn goes_at(rule: Rule, written_ms: i64, outing_goes: Option<i64>) -> i64 {
    let written = written_ms.saturating_add(rule.days.saturating_mul(DAY));
    match rule.from {
        From::Written => written,
        From::Outing => outing_goes.unwrap_or(written),
    }
}

/// Whether a document of this kind is the plan that says when the things of an outing go.
pub fn is_plan(of: u16) -> bool {
    of == Kind::Outing.number()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_has_its_length_and_some_go_with_nobody_s_clock() {
        let keep = Keep {
            outings: 14,
            photos: 30,
            notes: 90,
        };
        let days = |of| rule(of, &keep).map(|rule| (rule.from, rule.days));
        assert_eq!(days(kind::MEDIA), Some((From::Written, 30)));
        assert_eq!(days(kind::CHECK), Some((From::Outing, 14)));
        assert_eq!(days(kind::NOTE), Some((From::Written, 90)));
        for of in [
            kind::PROFILE,
            kind::INCIDENT,
            kind::CONSENT,
            kind::SETTINGS,
            kind::LISTING,
            999,
        ] {
            assert_eq!(days(of), None);
        }
        for of in KINDS {
            assert!(rule(of, &keep).is_some());
        }
    }

    #[test]
    fn what_belongs_to_an_outing_goes_with_its_plan() {
        let rule = rule(kind::CHECK, &Keep::default()).unwrap();
        assert_eq!(goes_at(rule, 5 * DAY, Some(9 * DAY)), 9 * DAY);
        assert_eq!(goes_at(rule, 5 * DAY, None), (5 + outing::KEEP_DAYS) * DAY);
    }

    proptest! {
        /// Whatever the clocks say, nothing panics; a longer time never makes anything go earlier; what is written later
        /// never goes earlier.
        #[test]
        fn more_days_are_never_fewer(of in 0u16..50, days in 0i64..4000, more in 0i64..4000, at in any::<i64>(), later in 0i64..1000) {
            let keep = |days| Keep { outings: days, photos: days, notes: days };
            let (Some(short), Some(long)) = (rule(of, &keep(days)), rule(of, &keep(days + more))) else {
                return Ok(());
            };
            prop_assert!(goes_at(short, at, None) <= goes_at(long, at, None));
            prop_assert!(goes_at(short, at, None) <= goes_at(short, at.saturating_add(later), None));
        }
    }
}
