//! A person takes along what is kept of them (GDPR, articles 15 and 20): a zip of JSON that programs read, their photos, and a paper
//! that people read, in the person's language.
//!
//! Photos that show others too are named and left out: the right to a copy shall not harm others (article 15, 4). Where a
//! text of somebody else names the person, the place is given and not the text.

use std::collections::BTreeMap;
use std::io::{Seek, Write};

use ekin_i18n::{Catalog, Language, msg};
use ekin_protocol::id::ObjectId;
use ekin_protocol::item::kind;
use ekin_protocol::membership::Role;
use serde_json::{Value, json};
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::erase::All;
use super::held::{Fact, Held, Kept};
use super::{Named, erase};
use crate::app::blob::Held as BlobHeld;
use crate::app::device::Device;
use crate::app::document::Kind;
use crate::app::error::AppError;
use crate::app::outing::people::Names;
use crate::app::query::moment;
use crate::app::says;
use crate::app::says::document::Reader;
use crate::app::territory::role_here;
use crate::domain::fact::plain::plain;
use crate::domain::kind::{Contents, Plain};
use crate::domain::person::PersonId;
use crate::print::{Block, Paper};
use crate::storage::{DEFAULT_ZONE, Unshared};

/// What went into an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: Option<String>,
    /// The language of the paper.
    pub language: Language,
    /// Documents.
    pub documents: usize,
    /// Facts, photos not counted.
    pub facts: usize,
    /// Photos, scans, sounds that are in it.
    pub photos: usize,
    /// Those that are not on this device.
    pub photos_away: usize,
    /// Those that show others too, and are left out.
    pub photos_shared: usize,
    /// Spaces in which this device may not hand out anything.
    pub closed: Vec<String>,
    /// Places in which others' texts name them.
    pub named: Vec<Named>,
}

/// A file of the zip.
struct File {
    name: String,
    bytes: Vec<u8>,
}

impl Device {
    /// Writes everything that this device holds of a person.
    ///
    /// # Errors
    /// [`AppError::NoPerson`], [`AppError::Ambiguous`]; [`AppError::NotAllowed`] when it belongs to no staff of theirs;
    /// [`AppError::Write`].
    pub fn export_person(
        &self,
        person: &str,
        usual: Language,
        to: impl Write + Seek,
    ) -> Result<Exported, AppError> {
        let (person, name, names, spaces, kept, named, closed) = self.store().read(|read| {
            let (person, name, called) = erase::who(read, person)?;
            let All {
                spaces: held,
                kept,
                named,
            } = erase::all(read, person, &called)?;
            let (mut spaces, mut closed) = (Vec::new(), Vec::new());
            for held in held.into_iter().filter(|held| !held.is_empty()) {
                match role_here(read, held.space.sp)?.is_some_and(Role::is_staff) {
                    true => spaces.push(held),
                    false => closed.push(held.space.name.clone()),
                }
            }
            let names = super::names(read)?;
            Ok::<_, AppError>((person, name, names, spaces, kept, named, closed))
        })?;
        if spaces.is_empty() && (kept.is_empty() || !closed.is_empty()) {
            return Err(AppError::NotAllowed);
        }
        let language = spoken(&spaces).unwrap_or(usual);
        let mut exported = Exported {
            person,
            name,
            language,
            documents: spaces.iter().map(|held| held.documents.len()).sum(),
            facts: 0,
            photos: 0,
            photos_away: 0,
            photos_shared: 0,
            closed,
            named,
        };
        let mut files = Vec::new();
        let mut paper = Paper::new(language.tag());
        let words = Catalog::new(language);
        let heading = exported.name.clone().unwrap_or_else(|| person.to_string());
        paper
            .blocks
            .push(Block::Title(words.format(&msg::export_title(heading))));
        paper.blocks.push(Block::Text(words.format(&msg::export_why())));
        for held in &spaces {
            self.space(held, &names, words, &mut exported, (&mut files, &mut paper))?;
        }
        waiting(&kept, &names, words, &mut exported, (&mut files, &mut paper))?;
        self.rest(&exported, words, &mut paper)?;
        files.insert(0, json_file("person.json", &about(&exported))?);
        files.push(File {
            name: "person.pdf".to_owned(),
            bytes: paper.pdf()?,
        });
        pack(files, to)?;
        Ok(exported)
    }

    /// What one space holds: files, and what the paper says of it.
    fn space(
        &self,
        held: &Held,
        names: &Names,
        words: Catalog,
        exported: &mut Exported,
        (files, paper): (&mut Vec<File>, &mut Paper),
    ) -> Result<(), AppError> {
        let folder = held.space.id.to_string().chars().take(8).collect::<String>();
        let name = |person: PersonId| names.get(&person).cloned();
        let reader = Reader {
            zone: held.space.zone,
            name: &name,
        };
        paper.blocks.push(Block::Heading(held.space.name.clone()));
        for own in &held.documents {
            let Some(contents) = &own.contents else { continue };
            files.push(json_file(
                &format!("{folder}/{}-{}.json", contents.kind().word(), short(&own.row.object)),
                &json!({
                    "space": held.space.name, "id": own.row.object.to_string(), "kind": contents.kind().word(),
                    "changed_ms": own.row.at_ms, "fields": contents.values(),
                }),
            )?);
            let title = [
                words.format(&says::document::kind(contents.kind())),
                own.row.title.clone(),
            ];
            paper.blocks.push(Block::Heading(title.join(" · ")));
            paper.blocks.push(Block::Text(told(contents, words, reader)));
        }
        let mut lines = Vec::new();
        let devices = self.devices(held.space.id)?;
        for (object, fact) in &held.facts {
            if fact.kind == kind::MEDIA {
                self.photo(held, object, fact, &folder, exported, files)?;
                continue;
            }
            exported.facts += 1;
            let said: Vec<Value> = fact.says.iter().map(|(says, head, at_ms)| {
                json!({ "device": head.ord, "at_ms": at_ms, "fields": plain(says) })
            }).collect();
            files.push(json_file(
                &format!("{folder}/fact-{}-{}.json", fact.kind, short(object)),
                &json!({ "space": held.space.name, "id": object.to_string(), "kind": fact.kind, "says": said }),
            )?);
            for (says, head, at_ms) in &fact.says {
                let when = i64::try_from(*at_ms)
                    .ok()
                    .and_then(|ms| moment(ms, held.space.zone));
                let fields = plain(says);
                let said = says::fact::fact(fact.kind, &fields, reader);
                let who = says::conflict::who(Some(head.ord), devices.name(head.ord), false);
                let sort = says::fact::sort(fact.kind, &fields);
                lines.push(words.format(&says::rights::fact_line(sort, when, who, said)));
            }
        }
        facts_on(paper, words, &lines);
        for (one, shared) in &held.unshared {
            self.unshared(held, one, *shared, &folder, exported, files)?;
        }
        Ok(())
    }

    /// A photo or a sound that is on this device alone.
    fn unshared(
        &self,
        held: &Held,
        one: &Unshared,
        shared: bool,
        folder: &str,
        exported: &mut Exported,
        files: &mut Vec<File>,
    ) -> Result<(), AppError> {
        if shared {
            exported.photos_shared += 1;
            return Ok(());
        }
        let id = one.object.to_string();
        let line = self.moment(held.space.id, &id)?;
        let mut bytes = Vec::new();
        self.write_moment(held.space.id, &id, &mut bytes)?;
        exported.photos += 1;
        files.push(File {
            name: format!(
                "{folder}/photo-{}.{}",
                short(&one.object),
                ending(&line.media_type)
            ),
            bytes,
        });
        Ok(())
    }

    fn photo(
        &self,
        held: &Held,
        object: &ObjectId,
        fact: &Fact,
        folder: &str,
        exported: &mut Exported,
        files: &mut Vec<File>,
    ) -> Result<(), AppError> {
        if fact.shared {
            exported.photos_shared += 1;
            return Ok(());
        }
        let id = object.to_string();
        let line = self.blob(held.space.id, &id)?;
        if line.held != BlobHeld::Whole {
            exported.photos_away += 1;
            return Ok(());
        }
        let mut bytes = Vec::new();
        self.write_blob(held.space.id, &id, false, &mut bytes)?;
        exported.photos += 1;
        files.push(File {
            name: format!(
                "{folder}/photo-{}.{}",
                short(object),
                ending(line.media_type.as_deref().unwrap_or_default())
            ),
            bytes,
        });
        Ok(())
    }

    /// What the paper says at its end: what is not in the zip, and where others name the person.
    fn rest(&self, exported: &Exported, words: Catalog, paper: &mut Paper) -> Result<(), AppError> {
        let mut lines = Vec::new();
        if exported.photos_shared > 0 {
            lines.push(words.format(&msg::export_shared(exported.photos_shared as u64)));
        }
        if exported.photos_away > 0 {
            lines.push(words.format(&msg::export_away(exported.photos_away as u64)));
        }
        if !exported.closed.is_empty() {
            let closed = exported.closed.iter().map(|name| name.as_str().into());
            lines.push(words.format(&msg::export_closed(closed.collect::<Vec<ekin_i18n::Value>>())));
        }
        if !exported.named.is_empty() {
            lines.push(words.format(&msg::export_named()));
            let named = exported.named.iter();
            lines.extend(named.map(|one| words.format(&says::rights::named(one))));
        }
        if paper.lacking()? > 0 {
            lines.push(words.format(&msg::export_letters()));
        }
        if !lines.is_empty() {
            paper
                .blocks
                .push(Block::Heading(words.format(&msg::export_rest())));
            paper.blocks.push(Block::Text(lines.join("\n")));
        }
        Ok(())
    }
}

/// Incidents about the person that wait on this device for a space of a staff.
fn waiting(
    kept: &[Kept],
    names: &Names,
    words: Catalog,
    exported: &mut Exported,
    (files, paper): (&mut Vec<File>, &mut Paper),
) -> Result<(), AppError> {
    let name = |person: PersonId| names.get(&person).cloned();
    let reader = Reader {
        zone: DEFAULT_ZONE,
        name: &name,
    };
    let mut lines = Vec::new();
    for one in kept {
        exported.facts += 1;
        let fields = plain(&one.body);
        let when = fields.get("when_ms").and_then(|when| match when {
            Plain::Int(ms) => moment(*ms, DEFAULT_ZONE),
            _ => None,
        });
        files.push(json_file(
            &format!("device/fact-{}-{}.json", kind::INCIDENT, one.number),
            &json!({ "space": null, "kind": kind::INCIDENT, "says": [{ "fields": &fields }] }),
        )?);
        let said = says::fact::fact(kind::INCIDENT, &fields, reader);
        let who = says::conflict::who(None, None, true);
        let sort = says::rights::record_kind(kind::INCIDENT);
        lines.push(words.format(&says::rights::fact_line(sort, when, who, said)));
    }
    facts_on(paper, words, &lines);
    Ok(())
}

/// A part of the paper with facts, each a line; none where there are none.
fn facts_on(paper: &mut Paper, words: Catalog, lines: &[String]) {
    if !lines.is_empty() {
        let heading = words.format(&msg::export_facts());
        paper.blocks.push(Block::Heading(heading));
        paper.blocks.push(Block::Text(lines.join("\n")));
    }
}

/// What a document says, a line for each field.
fn told(contents: &Contents, words: Catalog, reader: Reader<'_>) -> String {
    let leaves = contents.leaves();
    let lines = leaves
        .iter()
        .map(|leaf| words.format(&says::document::shown(leaf, reader)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The first of the person's languages that Ekin speaks.
fn spoken(spaces: &[Held]) -> Option<Language> {
    let documents = spaces.iter().flat_map(|held| &held.documents);
    let profiles = documents.filter_map(|own| own.contents.as_ref());
    let mut profiles = profiles.filter(|contents| contents.kind() == Kind::Profile);
    profiles.find_map(|contents| {
        let tags = contents.view().lines("languages");
        tags.iter().find_map(|tag| Language::parse(tag))
    })
}

fn about(exported: &Exported) -> Value {
    let named = exported
        .named
        .iter()
        .map(|one| json!({ "space": one.space_name, "id": one.id, "title": one.title, "field": one.at }));
    json!({
        "person": exported.person.to_string(),
        "name": exported.name,
        "regulation": "EU 2016/679, articles 15 and 20",
        "counts": BTreeMap::from([
            ("documents", exported.documents),
            ("facts", exported.facts),
            ("photos", exported.photos),
            ("photos_not_on_this_device", exported.photos_away),
            ("photos_that_show_others_left_out", exported.photos_shared),
        ]),
        "spaces_not_open_to_this_device": exported.closed,
        "named_in_texts_of_others": named.collect::<Vec<_>>(),
    })
}

fn short(object: &ObjectId) -> String {
    object.to_string().chars().take(8).collect()
}

fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "application/pdf" => "pdf",
        "audio/wav" | "audio/x-wav" => "wav",
        "audio/ogg" => "ogg",
        "audio/mp4" => "m4a",
        _ => "bin",
    }
}

fn json_file(name: &str, value: &Value) -> Result<File, AppError> {
    let bytes = serde_json::to_vec_pretty(value).map_err(|source| AppError::Write(source.into()))?;
    Ok(File {
        name: name.to_owned(),
        bytes,
    })
}

fn pack(files: Vec<File>, to: impl Write + Seek) -> Result<(), AppError> {
    let failed = |source: zip::result::ZipError| AppError::Write(source.into());
    let mut zip = ZipWriter::new(to);
    // Photos are compressed as they are, and texts are small.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for file in files {
        zip.start_file(file.name, stored).map_err(failed)?;
        zip.write_all(&file.bytes).map_err(AppError::Write)?;
    }
    zip.finish().map_err(failed)?.flush().map_err(AppError::Write)
}
