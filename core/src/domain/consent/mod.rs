//! Consent to be seen and heard: who said yes or no, for what, for whom to see, until when; and what that comes to at an
//! instant. Pure: any order of the same words gives the same verdict.
//!
//! A person's image and voice are theirs: Code civil, art. 9, and Ley Orgánica 1/1982, whose art. 2 lets consent be taken back at
//! any time. As personal data they need a lawful ground (Regulation (EU) 2016/679, art. 6): here consent, which is specific (art. 4,
//! 11), can be shown, and is taken back as easily as it was given (art. 7). For a minor whoever holds parental authority says
//! yes (Code civil, art. 371-1), and one of them who says no is heard; that law on both sides of the border is not the same
//! (Ley Orgánica 1/1982, art. 3, lets a mature minor decide), so the stricter is asked. A protected adult decides alone as
//! far as they can (Code civil, art. 459): nobody's yes stands against their no.

use super::person::PersonId;

/// Who may see or hear it. Each is wider than the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Those who were there: the members of the outing's space.
    Present,
    /// The house: residents and staff.
    House,
    /// The families.
    Families,
    /// Readers of the house's journal.
    Journal,
    /// Anybody.
    Public,
}

impl Audience {
    /// All of them, the narrowest first.
    pub const ALL: [Audience; 5] = [
        Audience::Present,
        Audience::House,
        Audience::Families,
        Audience::Journal,
        Audience::Public,
    ];

    /// The word on the wire and in commands.
    pub const fn word(self) -> &'static str {
        match self {
            Audience::Present => "present",
            Audience::House => "house",
            Audience::Families => "families",
            Audience::Journal => "journal",
            Audience::Public => "public",
        }
    }

    /// The audience with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// To remember a day.
    Memory,
    /// To show other teams what worked.
    Practice,
    /// To make the house known.
    Promotion,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Purpose; 3] = [Purpose::Memory, Purpose::Practice, Purpose::Promotion];

    /// The word on the wire and in commands.
    pub const fn word(self) -> &'static str {
        match self {
            Purpose::Memory => "memory",
            Purpose::Practice => "practice",
            Purpose::Promotion => "promotion",
        }
    }

    /// The purpose with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Who signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signer {
    /// The person.
    Oneself,
    /// Who holds parental authority.
    Parent,
    /// A guardian, or another representative whom a judge named.
    Guardian,
}

impl Signer {
    /// All of them.
    pub const ALL: [Signer; 3] = [Signer::Oneself, Signer::Parent, Signer::Guardian];

    /// The word on the wire and in commands.
    pub const fn word(self) -> &'static str {
        match self {
            Signer::Oneself => "self",
            Signer::Parent => "parent",
            Signer::Guardian => "guardian",
        }
    }

    /// The signer with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// What was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No, from the beginning.
    No,
    /// A yes was taken back.
    Withdrawn,
}

impl Answer {
    /// All of them.
    pub const ALL: [Answer; 3] = [Answer::Yes, Answer::No, Answer::Withdrawn];

    /// The word on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Withdrawn => "withdrawn",
        }
    }

    /// The answer with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// One thing that was said and that nothing replaced.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Consent {
    /// Whose image or voice it is about.
    pub person: PersonId,
    /// What for; none for a purpose of a newer version: a no to that is a no to everything, a yes to it says nothing here.
    pub purpose: Option<Purpose>,
    /// Who may see; none likewise.
    pub audience: Option<Audience>,
    /// What was said; a word of a newer version is taken for a no.
    pub answer: Answer,
    /// Who signed; none for somebody of a newer version.
    pub signer: Option<Signer>,
    /// Their name.
    pub name: Option<String>,
    /// Until when a yes holds, ms since 1970; none without end.
    pub until_ms: Option<i64>,
    /// Whether who wrote it down may write down a yes: the staff. A no may be written down by anybody.
    pub counts: bool,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Who is seen or heard.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// Who is to see.
    pub audience: Audience,
    /// When, ms since 1970.
    pub at_ms: i64,
    /// Whether others hold parental authority: the person's own yes is not enough.
    pub minor: bool,
}

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// They agree, until then; none without end.
    Given(Option<i64>),
    /// Nobody asked, or nobody wrote down the answer.
    NotAsked,
    /// A minor's own yes, while nobody who holds parental authority has said yes.
    NeedsParent,
    /// A yes that ended then, ms since 1970.
    Expired(i64),
    /// They said no to this audience, or to a narrower one.
    Refused(Audience),
    /// They took their yes to this audience, or to a narrower one, back.
    Withdrawn(Audience),
}

impl Standing {
    /// Whether it may be seen.
    pub fn is_given(self) -> bool {
        matches!(self, Self::Given(_))
    }

    /// Whether it is to be seen by nobody any more: what shows them for this is destroyed.
    pub fn is_no(self) -> bool {
        matches!(self, Self::Refused(_) | Self::Withdrawn(_))
    }
}

/// What all that was said comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Where the person stands: the stricter where words disagree.
    pub standing: Standing,
    /// Whether they disagree.
    pub disagree: bool,
}

/// What all that was said comes to, for one person and one question.
///
/// - A no to an audience is a no to every wider one, which has the narrower one in it. A yes is to what was asked, and to
///   nothing else.
/// - Of two things that one and the same signer is said to have said at once, the stricter holds: no before yes, the earlier end
///   before the later.
/// - Whoever says no is heard, whoever else says yes. A yes that ended says nothing any more.
pub fn verdict<'a>(said: impl IntoIterator<Item = &'a Consent>, ask: &Ask) -> Verdict {
    let about =
        |one: &&Consent| one.person == ask.person && one.purpose.is_none_or(|purpose| purpose == ask.purpose);
    let (mut no, mut yes): (Option<Standing>, Vec<&Consent>) = (None, Vec::new());
    for one in said.into_iter().filter(about) {
        let audience = one.audience.unwrap_or(Audience::Present);
        match one.answer {
            Answer::Yes => {
                let exact = one.audience == Some(ask.audience) && one.purpose.is_some();
                yes.extend((exact && one.counts).then_some(one));
            }
            Answer::No if audience <= ask.audience => no = no.max(Some(Standing::Refused(audience))),
            Answer::Withdrawn if audience <= ask.audience => no = no.max(Some(Standing::Withdrawn(audience))),
            Answer::No | Answer::Withdrawn => {}
        }
    }
    let (given, disagree) = agreed(&yes, ask);
    match no {
        Some(standing) => Verdict {
            standing,
            disagree: given.is_given() || given == Standing::NeedsParent,
        },
        None => Verdict {
            standing: given,
            disagree,
        },
    }
}

/// What those who said yes come to, and whether two writings of one signer's yes end at different times.
fn agreed(yes: &[&Consent], ask: &Ask) -> (Standing, bool) {
    /// Ends in order: what has none comes last.
    fn end(one: &Consent) -> i64 {
        one.until_ms.unwrap_or(i64::MAX)
    }
    let signed = |one: &Consent| (one.signer, one.name.clone());
    let mut disagree = false;
    let (mut live, mut over) = (Vec::new(), None);
    for one in yes {
        let same = || yes.iter().filter(|other| signed(other) == signed(one));
        let first = same().map(|other| end(other)).min().unwrap_or(i64::MAX);
        disagree |= end(one) != first;
        match first > ask.at_ms {
            true => live.push((one.signer, first)),
            false => over = over.max(Some(first)),
        }
    }
    let parent = |signer: Option<Signer>| matches!(signer, Some(Signer::Parent | Signer::Guardian));
    let standing = match (live.iter().map(|(_, end)| *end).min(), over) {
        (Some(_), _) if ask.minor && !live.iter().any(|(signer, _)| parent(*signer)) => Standing::NeedsParent,
        (Some(i64::MAX), _) => Standing::Given(None),
        (Some(end), _) => Standing::Given(Some(end)),
        (None, Some(end)) => Standing::Expired(end),
        (None, None) => Standing::NotAsked,
    };
    (standing, disagree)
}

#[cfg(test)]
mod tests;
