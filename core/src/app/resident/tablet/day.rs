//! A resident's outings, as their tablet shows and reads them: plans of their house, plans on whose roster they are, and activities of the
//! territories on this device; each with what they said of it, what the team answered, and how they were.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use chrono_tz::Tz;
use ekin_i18n::{Date, Time};
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::membership::SpaceKind;

use crate::app::device::Device;
use crate::app::document::{Kind, contents, every};
use crate::app::error::AppError;
use crate::app::outing::people::{self, Names};
use crate::app::query::{Ask, Shown, day_at, moment};
use crate::app::resident::feeling::FaceShown;
use crate::app::resident::whose;
use crate::app::resident::wish::WishShown;
use crate::app::space::one_space;
use crate::domain::feeling::Moment;
use crate::domain::kind::Contents;
use crate::domain::listing_type::ListingType;
use crate::domain::person::PersonId;
use crate::domain::status::Status;
use crate::domain::wish::{Says, Standing};
use crate::storage::{Read, Space};

/// Activities that are shown of the territories: as many as somebody can look through.
const ACTIVITIES: u32 = 12;
/// How long an outing that is over is still among one's own, in ms: one says how it was when one is home, or the day after.
const AFTER_MS: i64 = 48 * 3_600_000;

/// An outing.
#[derive(Clone, Debug, PartialEq)]
pub struct Outing {
    /// Its plan, or the listing.
    pub object: ObjectId,
    /// The space in which the person says how they were.
    pub space: SpaceId,
    /// What is known of it.
    pub what: What,
    /// Day and hour, in its zone.
    pub when: Option<(Date, Option<Time>)>,
    /// Today there.
    pub today: Date,
    /// It began.
    pub began: bool,
    /// It does not take place.
    pub off: bool,
    /// The person goes: they are on its roster, or the team said yes.
    pub mine: bool,
    /// They may say that they want to go.
    pub asks: bool,
    /// What they said, and what was answered.
    pub wish: Option<WishShown>,
    /// How they were.
    pub faces: BTreeMap<Moment, FaceShown>,
}

/// Where an outing is written.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A plan of a house or an outing's space.
    Plan(Box<Contents>),
    /// A listing of a territory.
    Listing(Box<Shown>),
}

/// A resident's day.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// What they are called.
    pub name: String,
    /// Today where they live.
    pub today: Date,
    /// The nearest first; what has no day last.
    pub outings: Vec<Outing>,
    /// Photos on which they are.
    pub photos: usize,
    /// Names of everybody who has a profile on this device.
    pub names: Names,
}

impl Device {
    /// The day of somebody who lives in a house.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::NoProfile`].
    pub fn resident_day(&self, space: SpaceId, person: &str, here: Tz) -> Result<Day, AppError> {
        let (person, name, names, today, mut outings) = self.store().read(|read| {
            let home = one_space(read, space)?;
            let (person, _, profile) = whose(read, &home, person)?;
            let name = profile.view().text("name").unwrap_or_default().to_owned();
            let today = day_at(read.now_ms, home.zone).ok_or(AppError::Clock)?;
            let (names, plans) = (people::names(read)?, plans(read, &home, person)?);
            Ok::<_, AppError>((person, name, names, today, plans))
        })?;
        outings.extend(self.activities(space, here)?);
        let id = person.to_string();
        for wish in self.wishes(space, Some(&id))?.wishes {
            let at = match outings.iter().position(|one| one.object == wish.about) {
                Some(at) => at,
                // Wished for, and further away than what is shown.
                None if wish.says == Says::Yes => match self.wished(space, &wish, here)? {
                    Some(outing) => {
                        outings.push(outing);
                        outings.len() - 1
                    }
                    None => continue,
                },
                None => continue,
            };
            if let Some(outing) = outings.get_mut(at) {
                outing.mine |= wish.standing == Standing::Yes;
                outing.wish = Some(wish);
            }
        }
        let spaces: BTreeSet<SpaceId> = outings.iter().map(|one| one.space).collect();
        for space in spaces {
            for (about, _, faces) in self.feelings(space, &id)?.outings {
                if let Some(outing) = outings
                    .iter_mut()
                    .find(|one| (one.object, one.space) == (about, space))
                {
                    outing.faces = faces;
                }
            }
        }
        outings.retain(|one| one.mine || one.wants() || !(one.off || one.began));
        outings.sort_by_key(|one| (one.when.is_none(), one.when, one.object));
        let photos = self.photos_of(&id)?.len();
        Ok(Day {
            name,
            today,
            outings,
            photos,
            names,
        })
    }

    /// A listing that somebody wants to go to; none where it is not on this device any more.
    fn wished(&self, home: SpaceId, wish: &WishShown, here: Tz) -> Result<Option<Outing>, AppError> {
        let shown = match self.show(&wish.about.to_string(), here) {
            Ok(shown) => shown,
            Err(AppError::NoListing { .. }) => return Ok(None),
            Err(other) => return Err(other),
        };
        let today = self.today(Some(shown.space))?;
        let outing = activity(
            home,
            shown,
            (wish.aim.when, wish.aim.start_ms),
            today,
            self.now_ms(),
        );
        Ok(Some(outing))
    }

    /// Activities of the territories that are still to come, the nearest first.
    fn activities(&self, home: SpaceId, here: Tz) -> Result<Vec<Outing>, AppError> {
        let today = self.today(None)?;
        let found = self.search(
            &Ask {
                listing_type: Some(ListingType::Activity),
                from: Some(today),
                limit: ACTIVITIES,
                ..Ask::default()
            },
            here,
        )?;
        let mut all = Vec::new();
        for hit in found.hits {
            let shown = self.show(&hit.card.object.to_string(), here)?;
            let when = hit.when.as_ref().map(|when| (when.day, when.time));
            let start_ms = hit.card.when.map(|when| when.start_ms);
            all.push(activity(home, shown, (when, start_ms), today, self.now_ms()));
        }
        Ok(all)
    }
}

impl Outing {
    /// Whether the person wants to go.
    pub fn wants(&self) -> bool {
        self.wish.as_ref().is_some_and(|wish| wish.says == Says::Yes)
    }
}

fn activity(
    home: SpaceId,
    shown: Shown,
    (when, start_ms): (Option<(Date, Option<Time>)>, Option<i64>),
    today: Date,
    now_ms: i64,
) -> Outing {
    let withdrawn = shown.draft.about.as_ref().is_some_and(|about| about.withdrawn);
    let off = withdrawn || matches!(shown.status, Status::Cancelled | Status::Postponed);
    Outing {
        object: shown.object,
        space: home,
        when,
        today,
        began: start_ms.is_some_and(|start| start <= now_ms),
        off,
        mine: false,
        asks: !off,
        what: What::Listing(Box::new(shown)),
        wish: None,
        faces: BTreeMap::new(),
    }
}

/// Plans of the person's house, and those elsewhere on whose roster they are.
fn plans(read: &Read<'_>, home: &Space, person: PersonId) -> Result<Vec<Outing>, AppError> {
    let mut all = Vec::new();
    for space in read.private_spaces()? {
        if !matches!(space.kind, SpaceKind::Home | SpaceKind::Outing) {
            continue;
        }
        let here = has_profile(read, &space, person)?;
        for row in every(read, &space, Some(Kind::Outing))? {
            let plan = contents(read, &space, &row)?;
            all.extend(outing(read, &space, (row.object, plan), (home, person, here)));
        }
    }
    Ok(all)
}

fn outing(
    read: &Read<'_>,
    space: &Space,
    (object, plan): (ObjectId, Contents),
    (home, person, has_profile): (&Space, PersonId, bool),
) -> Option<Outing> {
    let view = plan.view();
    let start_ms = view.int("start")?;
    let end_ms = view.int("end").unwrap_or(start_ms).max(start_ms);
    let status = view.text("outing_status");
    let at_home = space.id == home.id;
    let roster = view.entries("roster");
    let mine = roster.iter().any(|(one, _)| one.parse() == Ok(person));
    if end_ms.saturating_add(AFTER_MS) < read.now_ms || !(at_home || mine) {
        return None;
    }
    let off = matches!(status, Some("cancelled" | "postponed"));
    Some(Outing {
        object,
        // How they were is said where they have a profile: in the outing's space, else at home.
        space: if has_profile { space.id } else { home.id },
        when: moment(start_ms, space.zone).map(|(day, time)| (day, Some(time))),
        today: day_at(read.now_ms, space.zone)?,
        began: start_ms <= read.now_ms,
        off,
        mine,
        asks: at_home && !off,
        what: What::Plan(Box::new(plan)),
        wish: None,
        faces: BTreeMap::new(),
    })
}

fn has_profile(read: &Read<'_>, space: &Space, person: PersonId) -> Result<bool, AppError> {
    let found = people::profiles(read, space, |_, profile| match profile.unit() == Some(person) {
        true => ControlFlow::Break(()),
        false => ControlFlow::Continue(()),
    })?;
    Ok(found.is_some())
}
