//! The plan of an outing as it is typed: read whole, written field by field, so that two people who change two fields do not meet.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::says;
use ekin_core::app::says::document::Reader;
use ekin_core::domain::kind::{Leaf, Path, View};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::words;

/// What a plan says, as people type it; empty where nobody says.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PlanText {
    /// Title, in this person's language where it has one.
    pub title: String,
    /// Day and hour of the beginning, `YYYY-MM-DDTHH:MM` on the clock of its house.
    pub start: String,
    /// The same of its end.
    pub end: String,
    /// Where to.
    pub place: String,
    /// Street.
    pub address: String,
    /// Town.
    pub town: String,
    /// Where people meet.
    pub meeting: String,
    /// So many persons to one carer.
    pub ratio: String,
    /// Places in all.
    pub seats: String,
}

impl PlanText {
    fn fields(&self) -> [(&'static str, &str); 9] {
        [
            ("title", &self.title),
            ("start", &self.start),
            ("end", &self.end),
            ("place", &self.place),
            ("address", &self.address),
            ("town", &self.town),
            ("meeting", &self.meeting),
            ("ratio", &self.ratio),
            ("seats", &self.seats),
        ]
    }
}

/// A plan to be written on.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlanPage {
    /// What it says.
    pub text: PlanText,
    /// Fields in which two people wrote.
    pub rivals: Vec<PlanRival>,
}

/// A field in which two people wrote different things at once.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PlanRival {
    /// Stable name.
    pub field: String,
    /// The same in words.
    pub name: String,
    /// What each wrote, and who: the displayed one first.
    pub said: Vec<String>,
}

#[uniffi::export]
impl Ekin {
    /// The plan of an outing, to be written on.
    ///
    /// # Errors
    /// [`Failure::Refused`] where there is no such outing.
    pub fn plan(&self, space: String, plan: String) -> Result<PlanPage, Failure> {
        self.ask(|asked| Ok(page(asked, space_of(&space)?, &plan)?))
    }

    /// Writes what was changed since `before` was shown, and nothing else: what others wrote meanwhile stays. Gives the plan anew.
    ///
    /// # Errors
    /// [`Failure::Fields`] with every field that is not right; [`Failure::Refused`] with `not-allowed`, `newer-document`.
    pub fn write_plan(
        &self,
        space: String,
        plan: String,
        before: PlanText,
        after: PlanText,
    ) -> Result<PlanPage, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let (before, after) = (before.fields(), after.fields());
            let both = before.iter().zip(after);
            let changed = both.filter(|((_, before), (_, after))| before.trim() != after.trim());
            let now = asked.device.outing(space, Some(&plan))?.plan;
            let view = now.contents.view();
            let fields: Vec<String> = changed
                .map(|(_, (key, value))| assignment(&view, key, value.trim()))
                .collect();
            if !fields.is_empty() {
                let object = now.line.object.to_string();
                asked.device.edit_document(space, &object, &fields, asked.tag())?;
            }
            Ok(page(asked, space, &plan)?)
        })
    }
}

fn page(asked: &Asked, space: SpaceId, plan: &str) -> Result<PlanPage, AppError> {
    let shown = asked.device.outing(space, Some(plan))?;
    let (names, devices) = (asked.device.people()?, asked.device.devices(space)?);
    let name = |person| names.get(&person).cloned();
    let reader = Reader {
        zone: asked.here,
        name: &name,
    };
    let (kind, view) = (shown.plan.contents.kind(), shown.plan.contents.view());
    let texts = view.texts("title");
    let title = words::of_texts(asked, &texts, None).map(|title| title.text);
    let text = |key: &str| view.text(key).unwrap_or_default().to_owned();
    let number = |key: &str| view.int(key).map(|n| n.to_string()).unwrap_or_default();
    let rivals = shown.plan.rivals.iter().map(|rival| {
        let said = rival.values.iter().map(|(value, by)| {
            let leaf = Leaf {
                at: rival.at.clone(),
                path: Path::read(kind, &rival.at).ok(),
                value,
                zone: view.zone(&rival.at),
            };
            let named = by.and_then(|by| devices.name(by));
            let who = says::conflict::who(*by, named, false);
            let says = asked.words.value(&says::document::value(&leaf, reader));
            format!("{says}, {}", asked.words.value(&who))
        });
        PlanRival {
            field: rival.at.clone(),
            name: words::capital(asked.words.value(&says::document::field(
                kind,
                rival.at.split('.').next().unwrap_or(&rival.at),
            ))),
            said: said.collect(),
        }
    });
    Ok(PlanPage {
        text: PlanText {
            title: title.unwrap_or_default(),
            start: typed(asked, &view, "start"),
            end: typed(asked, &view, "end"),
            place: text("place"),
            address: text("address"),
            town: text("town"),
            meeting: text("meeting"),
            ratio: number("ratio"),
            seats: number("seats"),
        },
        rivals: rivals.collect(),
    })
}

/// An instant as a person types it, on the clock of its own zone.
fn typed(asked: &Asked, view: &View<'_>, key: &str) -> String {
    let local = view.instant(key).and_then(|at| at.local(asked.here));
    local.map(|local| local.to_string()).unwrap_or_default()
}

/// A field as it is to be written: an hour stays on the clock on which it was.
fn assignment(view: &View<'_>, key: &str, value: &str) -> String {
    match view.zone(key) {
        Some(zone) if !value.is_empty() => format!("{key}={value} {}", zone.name()),
        _ => format!("{key}={value}"),
    }
}
