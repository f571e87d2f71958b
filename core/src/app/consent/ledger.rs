//! All that was said of consent, in every private space of this device: what is known of a person in one place holds in the
//! others.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ekin_protocol::id::ObjectId;
use ekin_protocol::membership::Role;

use crate::app::error::AppError;
use crate::app::outing::people::profiles;
use crate::app::outing::{objects, organises};
use crate::domain::consent::{Answer, Ask, Audience, Consent, Purpose, Standing, Verdict, verdict};
use crate::domain::fact;
use crate::domain::person::PersonId;
use crate::storage::{Read, Sp, Space, StoreError};

/// Words for who decides with or for somebody that make their own yes not enough: parental authority.
const MINOR: [&str; 2] = ["parents", "placed"];

/// One thing that was said.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    /// Where.
    pub sp: Sp,
    /// In which object.
    pub object: ObjectId,
    /// Its author's clock, ms since 1970.
    pub at_ms: i64,
    /// The whole of it.
    pub fact: fact::Consent,
    /// What it says to the rules.
    pub said: Consent,
    /// Whether it holds in other spaces too. What a volunteer writes holds where they were let in.
    pub everywhere: bool,
}

/// What this device knows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Consents {
    pub heard: Vec<Heard>,
    minors: BTreeSet<PersonId>,
}

impl Consents {
    /// All that was said, and who is a minor.
    ///
    /// # Errors
    /// Those of the store.
    pub fn all(read: &Read<'_>) -> Result<Self, AppError> {
        let mut all = Self::heard(read)?;
        for space in read.private_spaces()? {
            profiles(read, &space, |_, profile| {
                let view = profile.view();
                if let (Some(person), Some(by)) = (view.person("person"), view.text("represented"))
                    && MINOR.contains(&by)
                {
                    all.minors.insert(person);
                }
                ControlFlow::<()>::Continue(())
            })?;
        }
        Ok(all)
    }

    /// All that was said: enough to know who said no.
    ///
    /// # Errors
    /// Those of the store.
    pub fn heard(read: &Read<'_>) -> Result<Self, AppError> {
        let mut all = Self::default();
        for space in read.private_spaces()? {
            all.hear(read, &space)?;
        }
        Ok(all)
    }

    fn hear(&mut self, read: &Read<'_>, space: &Space) -> Result<(), AppError> {
        let found = objects::<fact::Consent>(read, space)?;
        if found.is_empty() {
            return Ok(());
        }
        let members = read
            .membership(space.sp)?
            .ok_or(StoreError::Missing { table: "member" })?;
        for object in found {
            for head in &object.heads {
                let Ok(fact) = head.read::<fact::Consent>() else {
                    continue;
                };
                let volunteer =
                    members.member(head.by).and_then(|member| member.role()) == Some(Role::Volunteer);
                self.heard.push(Heard {
                    sp: space.sp,
                    object: object.object,
                    at_ms: i64::try_from(head.at_ms).unwrap_or(i64::MAX),
                    said: fact.said(organises(&members, head.by, head.place)),
                    fact,
                    everywhere: !volunteer,
                });
            }
        }
        Ok(())
    }

    /// Whether anybody says no to anything.
    pub fn has_no(&self) -> bool {
        self.heard.iter().any(|one| one.said.answer != Answer::Yes)
    }

    /// Where a person stands, for what is in this space.
    pub fn verdict(
        &self,
        sp: Sp,
        person: PersonId,
        (purpose, audience): (Purpose, Audience),
        at_ms: i64,
    ) -> Verdict {
        let ask = Ask {
            person,
            purpose,
            audience,
            at_ms,
            minor: self.minors.contains(&person),
        };
        let here = self.heard.iter().filter(|one| one.everywhere || one.sp == sp);
        verdict(here.map(|one| &one.said), &ask)
    }

    /// Where each of these stands.
    pub fn standings(
        &self,
        sp: Sp,
        people: &[PersonId],
        shown: (Purpose, Audience),
        at_ms: i64,
    ) -> Vec<(PersonId, Standing)> {
        let stands = |person: &PersonId| (*person, self.verdict(sp, *person, shown, at_ms).standing);
        people.iter().map(stands).collect()
    }
}
