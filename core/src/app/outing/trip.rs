//! An outing from the making of its space to the morning on which it leaves: the plan, and how far it is prepared.

use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::membership::{Role, SpaceKind};

use super::error::OutingError;
use super::lines::{OutingLine, line};
use super::seats::{self, SeatsShown};
use super::{authorise, plan, plan_row};
use crate::app::device::Device;
use crate::app::document::{Kind, Shown, shown};
use crate::app::error::AppError;
use crate::app::space::member::NewInvitation;
use crate::app::space::{NewPrivateSpace, one_space};
use crate::app::territory::role_here;
use crate::domain::kind::{Contents, outing};
use crate::domain::language::LanguageTag;
use crate::domain::outing::packing::packed;
use crate::domain::seats::Places;

/// An outing to make, in a space of its own.
#[derive(Clone, Debug, Default)]
pub struct NewOuting {
    /// The house that it is from: its relay carries the outing too.
    pub house: Option<SpaceId>,
    /// Addresses of another relay, best first.
    pub relays: Vec<String>,
    /// The operator's creation code, for a relay that is not on this machine.
    pub creation_code: Option<String>,
    /// Fields of the plan, each `KEY=VALUE`.
    pub fields: Vec<String>,
}

/// An outing with how far it is prepared.
#[derive(Clone, Debug)]
pub struct OutingShown {
    /// Its line.
    pub line: OutingLine,
    /// The plan with its fields.
    pub plan: Shown,
    /// This device's role in its space.
    pub role: Option<Role>,
    /// How far it is prepared.
    pub ready: Ready,
}

/// How far an outing is prepared. Nothing of it forbids to leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ready {
    /// Carers that its people need, and those who come along; none where the plan names no ratio.
    pub carers: Option<(usize, usize)>,
    /// Persons whose papers are all signed, and persons; none for who may not see them.
    pub authorised: Option<(usize, usize)>,
    /// Things that are packed, and things to pack.
    pub packed: (usize, usize),
    /// Places that are taken, and places in the vehicles; none where the plan names no vehicle with its places.
    pub vehicles: Option<(Places, Places)>,
}

impl Device {
    /// Makes the space of an outing, and its plan in it. Needs no relay: nobody can join before the first sync.
    ///
    /// # Errors
    /// [`OutingError::NoHouse`] with neither house nor relay; [`AppError::DocumentFields`] with every problem of the plan.
    pub fn new_outing(
        &self,
        new: &NewOuting,
        language: LanguageTag,
    ) -> Result<(SpaceId, ObjectId), AppError> {
        let relays = match (new.relays.is_empty(), new.house) {
            (false, _) => new.relays.clone(),
            (true, Some(house)) => self
                .store()
                .read(|read| Ok::<_, AppError>(one_space(read, house)?.urls))?,
            (true, None) => return Err(OutingError::NoHouse.into()),
        };
        let space = self.create_space(&NewPrivateSpace {
            kind: SpaceKind::Outing,
            name: name(&new.fields),
            relays,
            creation_code: new.creation_code.clone(),
        })?;
        match self.new_document(space.space, Kind::Outing, &new.fields, language) {
            Ok(plan) => Ok((space.space, plan)),
            Err(error) => {
                // Nobody knows of it yet: what has no plan is no outing.
                self.leave_space(space.space, true)?;
                Err(error)
            }
        }
    }

    /// Changes fields of the plan; gives how many changes it took.
    ///
    /// # Errors
    /// As [`Device::edit_document`], and [`AppError::NoOuting`].
    pub fn edit_outing(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        fields: &[String],
        language: LanguageTag,
    ) -> Result<(ObjectId, usize), AppError> {
        let plan = self.store().read(|read| {
            let space = one_space(read, space)?;
            Ok::<_, AppError>(plan_row(read, &space, outing)?.object)
        })?;
        self.edit_document(space, &plan.to_string(), fields, language)
    }

    /// One outing, with how far it is prepared.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::SeveralOutings`].
    pub fn outing(&self, space: SpaceId, outing: Option<&str>) -> Result<OutingShown, AppError> {
        let now_ms = self.around().now_ms();
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let row = plan_row(read, &space, outing)?;
            let plan = shown(read, &space, &row)?;
            let role = role_here(read, space.sp)?;
            let seats = seats::shown(read, &space, row.object, &plan.contents)?;
            Ok(OutingShown {
                line: line(&space, &plan, now_ms),
                role,
                ready: Ready {
                    carers: seats.carers,
                    authorised: authorise::progress(read, &space, &plan.contents, role, now_ms)?,
                    packed: packed(&plan.contents.view()),
                    vehicles: vehicles(&plan.contents, &seats),
                },
                plan,
            })
        })
    }

    /// The space that a person means, or else the only outing's space of this device.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`], [`AppError::SeveralSpaces`].
    pub fn outing_space(&self, name: Option<&str>) -> Result<SpaceId, AppError> {
        let outings: Vec<SpaceId> = self.store().read(|read| {
            let spaces = read.private_spaces()?.into_iter();
            let outings = spaces.filter(|space| space.kind == SpaceKind::Outing);
            Ok::<_, AppError>(outings.map(|space| space.id).collect())
        })?;
        match (name, outings.as_slice()) {
            (None, [one]) => Ok(*one),
            _ => self.space_named(name),
        }
    }

    /// The only house of this device; none where there is none.
    ///
    /// # Errors
    /// [`AppError::SeveralSpaces`].
    pub fn only_house(&self) -> Result<Option<SpaceId>, AppError> {
        let mut houses = self.private_spaces()?;
        houses.retain(|space| space.kind == SpaceKind::Home && !space.is_locked);
        match houses.as_slice() {
            [] => Ok(None),
            [one] => Ok(Some(one.space)),
            several => Err(AppError::SeveralSpaces {
                names: several.iter().map(|one| one.name.clone()).collect(),
            }),
        }
    }

    /// An invitation to an outing, for one device: a volunteer's time ends when the plan says so, or else when the outing's space
    /// goes. It holds the space's present key: it is shown face to face.
    ///
    /// # Errors
    /// As [`Device::invite`], and [`AppError::NoOuting`].
    pub fn invite_to_outing(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        role: Role,
        valid_ms: u64,
    ) -> Result<String, AppError> {
        let until = self.store().read(|read| {
            let space = one_space(read, space)?;
            let (_, contents) = plan(read, &space, outing)?;
            let view = contents.view();
            let until = view.int("volunteers_until").or_else(|| outing::erased_at(&view));
            Ok::<_, AppError>(until.and_then(|ms| u64::try_from(ms).ok()))
        })?;
        self.invite(
            space,
            &NewInvitation {
                role,
                valid_ms,
                uses: 1,
                member_until: until.filter(|_| role == Role::Volunteer),
            },
        )
    }
}

/// What the space is called: the outing's title, as far as a link has room for it.
fn name(fields: &[String]) -> String {
    let title = fields.iter().find_map(|field| {
        let (key, value) = field.split_once('=')?;
        let key = key.trim();
        (key == "title" || key.starts_with("title.")).then_some(value.trim())
    });
    let mut name = String::new();
    for c in title.filter(|title| !title.is_empty()).unwrap_or("?").chars() {
        if name.len() + c.len_utf8() > limits::LINK_NAME {
            break;
        }
        name.push(c);
    }
    name
}

/// Places that are taken, beside those of the vehicles that say how many they have.
fn vehicles(plan: &Contents, seats: &SeatsShown) -> Option<(Places, Places)> {
    let view = plan.view();
    let count = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok());
    let rows = view.rows("vehicles");
    let said = rows.iter().filter_map(|row| {
        Some(Places {
            wheelchair: count(row.int("wheelchair")).unwrap_or(0),
            ..Places::seats(count(row.int("seats"))?)
        })
    });
    let there = said.reduce(Places::and)?;
    Some((seats.seats.used, there))
}
