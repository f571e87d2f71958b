//! What must be signed before an outing leaves, by whom, and until when. Pure rules over `now`: they say who lacks and who to
//! ask. They never forbid to leave: that is decided by people.
//!
//! The law behind them:
//!
//! - **Children, France**: parental authority belongs to both parents until majority or emancipation (Code civil, art. 371-1 and
//!   372); towards whoever is in good faith, each is held to act with the agreement of the other for a usual act (art. 372-2). Where a
//!   child is confided to a person or a service, that does the usual acts (art. 373-4, 375-7). A child who leaves France without a
//!   holder of parental authority carries a signed authorisation (art. 371-6).
//! - **Children, Spain**: *patria potestad* over children who are not emancipated, exercised by both parents or by one with the
//!   consent of the other (Código Civil, art. 154 and 156).
//! - **Majority** is at eighteen: Code civil, art. 388 and 414; Constitución española, art. 12.
//! - **Protected adults, France**: they decide alone on what concerns their person as far as their state permits; the judge may
//!   provide that somebody assists or represents them (Code civil, art. 459). So the representative is asked and the person too.
//! - **Adults with support, Spain**: Ley 8/2021 of 2 June: support is given to the person's own will.

use crate::domain::kind::View;
use crate::domain::moment::Moment;

/// Age of majority in years.
const MAJORITY: i32 = 18;
/// The word for leaving the country.
const ABROAD: &str = "abroad";
/// Ms of a day.
const DAY_MS: i64 = 86_400_000;

/// Who signs for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decides {
    /// The person, an adult: nobody else has to allow anything.
    Alone,
    /// Holders of parental authority.
    Parents,
    /// The service to which a child is confided, for usual acts.
    Service,
    /// The guardian, with the person.
    Guardian,
    /// The person, assisted by a curator.
    Curator,
    /// The person, with those who support them.
    Supports,
    /// Not known: the house is asked.
    Unknown,
}

/// Who signs for somebody on a day, as a profile says it.
pub fn decides(profile: &View<'_>, on: Moment) -> Decides {
    let born = profile.text("born").and_then(Moment::parse);
    let minor = born.map(|born| is_minor(born, on));
    match (profile.text("represented"), minor) {
        (Some("placed"), Some(true) | None) => Decides::Service,
        (Some("guardian"), _) => Decides::Guardian,
        // Whatever else is written, a child's parents are asked.
        (_, Some(true)) | (Some("parents"), None) => Decides::Parents,
        (Some("curator"), _) => Decides::Curator,
        (Some("supports"), _) => Decides::Supports,
        (Some("self"), _) | (None, Some(false)) => Decides::Alone,
        // Of age since it was written, or a word of a newer version, or nothing at all.
        _ => Decides::Unknown,
    }
}

fn is_minor(born: Moment, on: Moment) -> bool {
    use chrono::Datelike;
    let (born, on) = (born.date(), on.date());
    let had_birthday = (on.month(), on.day()) >= (born.month(), born.day());
    on.year() - born.year() - i32::from(!had_birthday) < MAJORITY
}

/// Something that an outing asks to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// A word of the choice of authorisations.
    pub what: String,
    /// Until when, ms UTC.
    pub due_ms: i64,
    /// Of children alone.
    pub minors: bool,
}

/// What a plan asks to be signed; beside that, where it touches several countries, that children may leave theirs.
pub fn asked(plan: &View<'_>) -> Vec<Asked> {
    let rows = plan.rows("authorisations");
    let mut asked: Vec<Asked> = rows
        .iter()
        .filter_map(|row| {
            Some(Asked {
                what: row.text("what")?.to_owned(),
                due_ms: row.int("due")?,
                minors: false,
            })
        })
        .collect();
    let crosses = plan.lines("countries").len() > 1;
    if let (true, Some(start)) = (crosses, plan.int("start"))
        && !asked.iter().any(|one| one.what == ABROAD)
    {
        asked.push(Asked {
            what: ABROAD.to_owned(),
            due_ms: start,
            minors: true,
        });
    }
    asked
}

/// How something that is asked for stands with one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has to sign it for them.
    NotNeeded,
    /// Signed, for every day of the outing.
    Signed,
    /// Not signed yet; so many whole days are left.
    Open {
        /// Days.
        days: i64,
    },
    /// Not signed, and its day is over.
    Late,
    /// Signed, but its time ends before the outing does.
    Ended,
    /// Refused.
    Refused,
}

impl State {
    /// Whether the person may leave, as far as this goes: green, and else red.
    pub fn is_green(self) -> bool {
        matches!(self, State::NotNeeded | State::Signed)
    }
}

/// How `asked` stands with the person whose `profile` it is. `last` is the last day of the outing, `now_ms` the time.
pub fn state(asked: &Asked, profile: &View<'_>, last: Moment, now_ms: i64) -> State {
    let day = |row: &View<'_>, key| row.text(key).and_then(Moment::parse).map(|moment| moment.day);
    let rows = profile.rows("authorisations");
    let papers: Vec<_> = rows
        .iter()
        .filter(|row| row.text("what") == Some(&asked.what))
        .collect();
    // The one signed last counts; of several on one day, a no.
    let newest = papers.iter().map(|row| day(row, "signed_on")).max().flatten();
    let newest: Vec<_> = papers
        .iter()
        .filter(|row| day(row, "signed_on") == newest)
        .collect();
    let refused = newest.iter().any(|row| row.flag("allowed") != Some(true));
    let who = decides(profile, last);
    let asked_of = match asked.minors {
        true => matches!(who, Decides::Parents | Decides::Service),
        false => who != Decides::Alone,
    };
    match newest.is_empty() {
        false if refused => State::Refused,
        _ if !asked_of => State::NotNeeded,
        false
            if newest
                .iter()
                .any(|row| day(row, "until").is_none_or(|until| until >= last.day)) =>
        {
            State::Signed
        }
        false => State::Ended,
        true if now_ms > asked.due_ms => State::Late,
        true => State::Open {
            days: asked.due_ms.saturating_sub(now_ms) / DAY_MS,
        },
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::kind::{By, Contents, Kind, assign};
    use crate::domain::language::LanguageTag;

    fn document(kind: Kind, fields: &[&str]) -> Contents {
        let by = By {
            zone: Tz::UTC,
            language: LanguageTag::FR,
        };
        let mut contents = Contents::fresh(kind);
        for field in fields {
            for edit in assign(kind, field, by).unwrap() {
                contents.apply(&edit);
            }
        }
        contents
    }

    fn day(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn who(fields: &[&str]) -> Decides {
        decides(&document(Kind::Profile, fields).view(), day("2026-12-05"))
    }

    #[test]
    fn parents_are_asked_until_the_birthday_and_an_adult_decides_alone() {
        assert_eq!(who(&["born=2008-12-06"]), Decides::Parents);
        assert_eq!(who(&["born=2008-12-05"]), Decides::Alone);
        assert_eq!(who(&["born=2010-01-01", "represented=self"]), Decides::Parents);
        assert_eq!(who(&["born=2010-01-01", "represented=placed"]), Decides::Service);
        assert_eq!(
            who(&["born=1950-01-01", "represented=guardian"]),
            Decides::Guardian
        );
        assert_eq!(who(&["born=1950-01-01", "represented=curator"]), Decides::Curator);
        // Of age since somebody wrote it: nobody assumes what the judge said.
        assert_eq!(who(&["born=2000-01-01", "represented=parents"]), Decides::Unknown);
        assert_eq!(who(&[]), Decides::Unknown);
    }

    const PLAN: [&str; 3] = [
        "start=2026-12-05T10:00",
        "authorisations.a.what=swimming",
        "authorisations.a.due=2026-12-03T10:00",
    ];

    fn at(text: &str) -> i64 {
        i64::from(day(text).day) * DAY_MS
    }

    fn swimming(fields: &[&str], now: &str) -> State {
        let plan = document(Kind::Outing, &PLAN);
        let all = asked(&plan.view());
        let mut profile = vec!["born=2012-01-01"];
        profile.extend(fields);
        let profile = document(Kind::Profile, &profile);
        state(&all[0], &profile.view(), day("2026-12-05"), at(now))
    }

    const SIGNED: [&str; 4] = [
        "authorisations.s.what=swimming",
        "authorisations.s.allowed=yes",
        "authorisations.s.signed_on=2026-09-01",
        "authorisations.s.signed_by=Nora",
    ];

    #[test]
    fn it_is_open_then_late_and_green_once_signed_for_all_days() {
        assert_eq!(swimming(&[], "2026-12-01"), State::Open { days: 2 });
        assert_eq!(swimming(&[], "2026-12-04"), State::Late);
        assert_eq!(swimming(&SIGNED, "2026-12-04"), State::Signed);
        let with = |until| {
            let mut fields = SIGNED.to_vec();
            fields.push(until);
            swimming(&fields, "2026-12-01")
        };
        assert_eq!(with("authorisations.s.until=2026-12-04"), State::Ended);
        assert_eq!(with("authorisations.s.until=2026-12-05"), State::Signed);
    }

    #[test]
    fn what_was_signed_last_counts_and_a_no_is_a_no_for_an_adult_too() {
        let mut fields = SIGNED.to_vec();
        fields.extend([
            "authorisations.t.what=swimming",
            "authorisations.t.allowed=no",
            "authorisations.t.signed_on=2026-10-01",
        ]);
        assert_eq!(swimming(&fields, "2026-12-01"), State::Refused);
        fields.push("authorisations.s.signed_on=2026-11-01");
        assert_eq!(swimming(&fields, "2026-12-01"), State::Signed);
        let mut adult = vec!["born=1990-01-01"];
        adult.extend(["authorisations.t.what=swimming", "authorisations.t.allowed=no"]);
        let adult = document(Kind::Profile, &adult);
        let plan = document(Kind::Outing, &PLAN);
        let state = state(&asked(&plan.view())[0], &adult.view(), day("2026-12-05"), 0);
        assert_eq!(state, State::Refused);
    }

    #[test]
    fn a_border_asks_of_children_alone() {
        let plan = document(Kind::Outing, &["start=2026-12-05T10:00", "countries=FR, ES"]);
        let all = asked(&plan.view());
        assert_eq!((all.len(), all[0].what.as_str()), (1, ABROAD));
        let of = |fields: &[&str]| {
            let profile = document(Kind::Profile, fields);
            state(&all[0], &profile.view(), day("2026-12-05"), at("2026-12-01"))
        };
        assert_eq!(of(&["born=2012-01-01"]), State::Open { days: 4 });
        assert_eq!(of(&["born=1950-01-01", "represented=guardian"]), State::NotNeeded);
        assert!(
            asked(&document(Kind::Outing, &["start=2026-12-05T10:00", "countries=ES"]).view()).is_empty()
        );
    }

    proptest! {
        #[test]
        fn time_alone_never_turns_red_to_green(now in 0..4_000_000_000_000i64, more in 0..400 * DAY_MS, signed: bool) {
            let plan = document(Kind::Outing, &PLAN);
            let asked = &asked(&plan.view())[0];
            let profile = document(Kind::Profile, if signed { &SIGNED } else { &[] });
            let at = |now| state(asked, &profile.view(), day("2026-12-05"), now);
            prop_assert_eq!(at(now).is_green(), at(now + more).is_green());
            prop_assert_eq!(at(now).is_green(), signed);
        }
    }
}
