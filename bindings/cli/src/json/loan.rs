//! Loans.

use std::collections::BTreeMap;

use ekin_core::app::loan::{self, LoansShown};
use ekin_core::domain::loan::{Counted, Wrong};
use ekin_core::domain::moment::Moment;
use ekin_core::domain::outing::handover::State;
use serde::Serialize;

use super::outing::Stands;

/// A line of `loan list`.
#[derive(Serialize)]
pub struct Loan {
    id: String,
    kit: String,
    title: BTreeMap<String, String>,
    party: String,
    people: Vec<String>,
    from: String,
    until: String,
    standing: &'static str,
    number: Option<usize>,
    conflict: bool,
    contested: bool,
    provisional: bool,
    out: Option<Passage>,
    back: Option<Passage>,
    returned: bool,
    missing: BTreeMap<String, u64>,
    broken: Vec<String>,
    days_late: u32,
    note: Option<String>,
    on_this_device: bool,
}

#[derive(Serialize)]
struct Passage {
    by: u32,
    to: Option<u32>,
    state: &'static str,
    parts: Vec<Part>,
    note: Option<String>,
    on_this_device: bool,
}

#[derive(Serialize)]
struct Part {
    part: String,
    count: u64,
    broken: bool,
}

fn passage(one: &loan::Passage) -> Passage {
    let part = |part: &Counted| Part {
        part: part.part.clone(),
        count: part.count,
        broken: part.broken,
    };
    Passage {
        by: one.by,
        to: one.to,
        state: match (one.to, one.state) {
            (None, _) => "alone",
            (_, State::Offered) => "offered",
            (_, State::Signed) => "signed",
            (_, State::Changed) => "changed",
            (_, State::Refused) => "refused",
        },
        parts: one.parts.iter().map(part).collect(),
        note: one.note.clone(),
        on_this_device: one.pending,
    }
}

fn one(loan: &loan::LoanShown) -> Loan {
    let Stands {
        standing,
        number,
        over: conflict,
        contested,
        provisional,
    } = Stands::of(loan.standing);
    let day = |day| Moment { day, minute: None }.to_string();
    let titles = loan.titles.iter();
    let missing = loan.wrong.iter().filter_map(|wrong| match wrong {
        Wrong::Missing { part, count } => Some((part.clone(), *count)),
        Wrong::Broken { .. } => None,
    });
    let broken = loan.wrong.iter().filter_map(|wrong| match wrong {
        Wrong::Broken { part } => Some(part.clone()),
        Wrong::Missing { .. } => None,
    });
    Loan {
        id: loan.object.to_string(),
        kit: loan.kit.to_string(),
        title: titles
            .map(|text| (text.language.to_string(), text.text.to_owned()))
            .collect(),
        party: loan.party.clone(),
        people: loan.people.iter().map(ToString::to_string).collect(),
        from: day(loan.from),
        until: day(loan.until),
        standing,
        number,
        conflict,
        contested,
        provisional,
        out: loan.out.as_ref().map(passage),
        back: loan.back.as_ref().map(passage),
        returned: loan.returned,
        missing: missing.collect(),
        broken: broken.collect(),
        days_late: loan.late,
        note: loan.note.clone(),
        on_this_device: loan.pending,
    }
}

impl Loan {
    /// Of what the core says.
    pub fn all(loans: &LoansShown) -> Vec<Self> {
        loans.loans.iter().map(one).collect()
    }
}
