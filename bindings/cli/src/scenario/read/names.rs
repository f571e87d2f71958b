//! What a story knows by name at a place in it: devices, lists of people, what was kept before.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::One;
use crate::scenario::fault::{Fault, Misread};
use crate::scenario::path::Path;
use crate::scenario::story::{Each, Player, Who};
use crate::scenario::template::Template;

/// Names that the play gives: the relay's address, the folder of the story's files, and, where a step is done for each
/// name of a list, that name and a made-up person id.
pub const GIVEN: [&str; 4] = ["relay", "files", "name", "person"];

/// What is known so far.
pub struct Names<'s> {
    devices: &'s [Player],
    people: &'s BTreeMap<String, Vec<String>>,
    kept: BTreeSet<String>,
    lost: BTreeSet<Who>,
}

impl<'s> Names<'s> {
    /// At the beginning.
    pub fn new(devices: &'s [Player], people: &'s BTreeMap<String, Vec<String>>) -> Self {
        Self {
            devices,
            people,
            kept: ["relay", "files"].map(str::to_owned).into(),
            lost: BTreeSet::new(),
        }
    }

    /// Something is kept under these names from now on.
    pub fn keep_all<'a>(&mut self, names: impl IntoIterator<Item = &'a String>) {
        self.kept.extend(names.into_iter().cloned());
    }

    /// The device of a name.
    pub fn who(&self, one: &One<'_, '_>) -> Result<Who, Misread> {
        let name = one.text()?;
        let found = self.devices.iter().position(|device| device.name == name);
        found.ok_or_else(|| {
            let known = self.devices.iter().map(|device| device.name.clone()).collect();
            one.wrong(Fault::NoDevice(name.to_owned(), known))
        })
    }

    /// The devices of a list; `"all"` is all.
    pub fn several(&self, one: &One<'_, '_>) -> Result<Vec<Who>, Misread> {
        match one.as_text() {
            Some("all") => Ok((0..self.devices.len()).collect()),
            Some(_) => Ok(vec![self.who(one)?]),
            None => one.list()?.map(|one| self.who(&one)).collect(),
        }
    }

    /// How steps call a device.
    pub fn device(&self, who: Who) -> &str {
        self.devices.get(who).map_or("", |device| device.name.as_str())
    }

    /// It is lost: nothing more is done on it.
    pub fn lose(&mut self, who: Who) {
        self.lost.insert(who);
    }

    /// Whether it is.
    pub fn is_lost(&self, who: Who) -> bool {
        self.lost.contains(&who)
    }

    /// `residents` or `residents[1..30]`, the first and the last of them, from 1.
    pub fn each(&self, one: &One<'_, '_>) -> Result<Each, Misread> {
        let text = one.text()?;
        let part = || {
            let (list, part) = match text.split_once('[') {
                Some((list, part)) => (list, Some(part.strip_suffix(']')?)),
                None => (text, None),
            };
            let len = self.people.get(list)?.len();
            let (from, to) = match part {
                None => (1, len),
                Some(part) => match part.split_once("..") {
                    Some((from, to)) => (from.parse().ok()?, to.parse().ok()?),
                    None => (part.parse().ok()?, part.parse().ok()?),
                },
            };
            (1 <= from && from <= to && to <= len).then(|| Each {
                list: list.to_owned(),
                from: from - 1,
                to,
            })
        };
        part().ok_or_else(|| one.wrong(Fault::NoList(text.to_owned())))
    }

    /// A text whose names are all known.
    pub fn template(&self, one: &One<'_, '_>, in_each: bool) -> Result<Template, Misread> {
        let text = one.text()?;
        let template = Template::parse(text).ok_or_else(|| one.wrong(Fault::NotKept(String::new())))?;
        self.known(one, template.names(), in_each)?;
        Ok(template)
    }

    /// A path whose names are all known.
    pub fn path(&self, one: &One<'_, '_>) -> Result<Path, Misread> {
        let text = one.text()?;
        let path = Path::parse(text).ok_or_else(|| one.wrong(Fault::Path(text.to_owned())))?;
        self.known(one, path.names(), false)?;
        Ok(path)
    }

    fn known<'a>(
        &self,
        one: &One<'_, '_>,
        mut names: impl Iterator<Item = &'a str>,
        in_each: bool,
    ) -> Result<(), Misread> {
        let given = |name: &str| in_each && matches!(name, "name" | "person");
        match names.find(|name| !self.kept.contains(*name) && !given(name)) {
            Some(name) => Err(one.wrong(Fault::NotKept(name.to_owned()))),
            None => Ok(()),
        }
    }
}
