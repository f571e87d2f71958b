//! What to take along: the plan's list, ticked as it is packed.

use ekin_i18n::{Catalog, Language};
use ekin_protocol::id::{ObjectId, SpaceId};

use super::handover::row;
use super::{edit, plan, plan_row};
use crate::app::command::Command;
use crate::app::device::Device;
use crate::app::document::{Kind, assigned, contents};
use crate::app::error::AppError;
use crate::app::says;
use crate::app::space::one_space;
use crate::domain::kind::Contents;
use crate::domain::language::LanguageTag;
use crate::domain::outing::packing::row_of;
use crate::domain::text::Texts;

/// The field of the plan.
const PACKING: &str = "packing";

/// Something to take along.
#[derive(Clone, Debug, Default)]
pub struct NewThing {
    /// What it is called; the name of a pictogram stands for its word in every language.
    pub name: String,
    /// The name of its pictogram.
    pub pictogram: Option<String>,
    /// How many.
    pub count: Option<u64>,
    /// For whom: a word of the plan.
    pub packed_for: Option<String>,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its row of the plan.
    pub row: String,
    /// What it is called, by language.
    pub name: Texts,
    /// The name of its pictogram.
    pub pictogram: Option<String>,
    /// How many.
    pub count: u64,
    /// For whom: a word of the plan.
    pub packed_for: String,
    /// Whether it is packed.
    pub packed: bool,
}

impl Device {
    /// Puts something on the list. Of a thing with a pictogram of the set, two phones that each put it there make one line.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`AppError::DocumentFields`].
    pub fn add_to_packing(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        new: &NewThing,
        language: LanguageTag,
    ) -> Result<ObjectId, AppError> {
        let name = new.name.trim();
        let word = says::pictogram(name);
        let known = word.is_some().then_some(name);
        let row = match known {
            Some(name) => row_of(name),
            None => {
                let [a, b, c, d] = self.around().random::<4>();
                format!("t{a:02x}{b:02x}{c:02x}{d:02x}")
            }
        };
        let mut fields = match &word {
            Some(word) => Language::ALL
                .map(|language| {
                    (
                        format!("name.{}", language.tag()),
                        Catalog::new(language).format(word),
                    )
                })
                .to_vec(),
            None => vec![("name".to_owned(), name.to_owned())],
        };
        let pictogram = new.pictogram.clone().or(known.map(ToOwned::to_owned));
        fields.extend(pictogram.map(|pictogram| ("pictogram".to_owned(), pictogram)));
        fields.extend(new.count.map(|count| ("count".to_owned(), count.to_string())));
        fields.extend(new.packed_for.clone().map(|who| ("packed_for".to_owned(), who)));
        let fields: Vec<String> = fields
            .into_iter()
            .map(|(column, value)| format!("{PACKING}.{row}.{column}={value}"))
            .collect();
        Ok(self.edit_outing(space, outing, &fields, language)?.0)
    }

    /// Ticks things of the list, each by its row or by a name, or takes the tick back.
    ///
    /// # Errors
    /// [`AppError::NoOuting`], [`super::error::OutingError::NoRow`].
    pub fn set_packed(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        things: &[String],
        packed: bool,
        language: LanguageTag,
    ) -> Result<usize, AppError> {
        let word = if packed { "yes" } else { "no" };
        self.change_packing(space, outing, things, &format!(".packed={word}"), language)
    }

    /// Takes things off the list.
    ///
    /// # Errors
    /// As [`Device::set_packed`].
    pub fn remove_from_packing(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        things: &[String],
        language: LanguageTag,
    ) -> Result<usize, AppError> {
        self.change_packing(space, outing, things, "=", language)
    }

    fn change_packing(
        &self,
        space: SpaceId,
        outing: Option<&str>,
        things: &[String],
        change: &str,
        language: LanguageTag,
    ) -> Result<usize, AppError> {
        self.store().write(|tx| {
            let mut command = Command::begin(self, tx, space)?;
            let here = command.space().clone();
            let plan = plan_row(tx, &here, outing)?;
            let contents = contents(tx, &here, &plan)?;
            let mut fields = Vec::new();
            for thing in things {
                fields.push(format!("{PACKING}.{}{change}", one(&contents, thing)?));
            }
            let edits = assigned(Kind::Outing, &fields, &here, language)?;
            edit(tx, &mut command, &plan, &edits)?;
            command.send()?;
            Ok(things.len())
        })
    }

    /// What to take along.
    ///
    /// # Errors
    /// [`AppError::NoOuting`].
    pub fn packing(&self, space: SpaceId, outing: Option<&str>) -> Result<Vec<Thing>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let (_, contents) = plan(read, &space, outing)?;
            Ok(things(&contents))
        })
    }
}

fn things(plan: &Contents) -> Vec<Thing> {
    let view = plan.view();
    let rows = view.rows(PACKING);
    let thing = |row: &crate::domain::kind::View<'_>| Thing {
        row: row.name().to_owned(),
        name: row.texts("name"),
        pictogram: row.text("pictogram").map(ToOwned::to_owned),
        count: row.int("count").and_then(|n| u64::try_from(n).ok()).unwrap_or(1),
        packed_for: row.text("packed_for").unwrap_or_default().to_owned(),
        packed: row.flag("packed") == Some(true),
    };
    rows.iter().map(thing).collect()
}

/// The row that somebody means: by its name, by a pictogram, or by a word in any language.
fn one(plan: &Contents, wanted: &str) -> Result<String, AppError> {
    let folded = wanted.trim().to_lowercase();
    let says = |thing: &Thing| {
        let mut words = thing.name.iter().map(|text| text.text.to_lowercase());
        // Words of the core set have their article, which nobody types.
        let ends = [format!(" {folded}"), format!("’{folded}")];
        words.any(|word| word == folded || ends.iter().any(|end| word.ends_with(end)))
            || thing.pictogram.as_deref() == Some(&folded)
    };
    match things(plan).into_iter().find(says) {
        Some(thing) => Ok(thing.row),
        None => row(plan, PACKING, wanted),
    }
}

#[cfg(test)]
mod tests;
