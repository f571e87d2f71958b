//! Where private spaces are: on the sheet that lies beside a recovery code. It opens nothing: the code does.

use super::WHAT;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::id::SpaceId;
use crate::limits;
use crate::membership::{SpaceKind, read_urls, write_urls};

/// Private spaces of one relay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpacesAt {
    /// Addresses of the relay.
    pub urls: Vec<String>,
    /// The spaces: 1 to [`limits::LINK_SPACES`].
    pub spaces: Vec<SpaceAt>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceAt {
    /// Its id.
    pub space: SpaceId,
    /// Sort of space, never the catalogue.
    pub kind: SpaceKind,
    /// What people call it.
    pub name: String,
}

impl SpacesAt {
    /// Key 3, which every link has, is the name of the first.
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(4).u64(0).u64(3).u64(2);
        write_urls(w, &self.urls);
        let name = self.spaces.first().map_or("", |one| one.name.as_str());
        w.u64(3).text(name).u64(13).array(self.spaces.len());
        for one in &self.spaces {
            w.array(3)
                .bytes(&one.space.0)
                .u64(one.kind.code().into())
                .text(&one.name);
        }
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        let form = || CborError::Form { what: WHAT };
        let urls = read_urls(f.required(2)?, WHAT)?;
        let spaces = cbor::elements(f.required(13)?, WHAT, limits::LINK_SPACES)?
            .into_iter()
            .map(|one| {
                let [space, kind, name] = cbor::tuple(one, WHAT)?;
                let kind = SpaceKind::from_code(cbor::u16(kind, WHAT)?).filter(|kind| !kind.is_public());
                let name = cbor::text(name, WHAT)?;
                if name.len() > limits::LINK_NAME {
                    return Err(form());
                }
                Ok(SpaceAt {
                    space: cbor::fixed(space, WHAT)?,
                    kind: kind.ok_or_else(form)?,
                    name: name.to_owned(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        match spaces.is_empty() {
            true => Err(form()),
            false => Ok(Self { urls, spaces }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Link, LinkError};
    use super::*;

    fn sheet(spaces: usize) -> Link {
        let one = |n: usize| SpaceAt {
            space: SpaceId([u8::try_from(n).unwrap(); 32]),
            kind: SpaceKind::Staff,
            name: "Etxea".to_owned(),
        };
        Link::Spaces(SpacesAt {
            urls: vec!["https://relay.example".to_owned()],
            spaces: (0..spaces).map(one).collect(),
        })
    }

    #[test]
    fn a_sheet_reads_back_whole_and_names_at_least_one_space_and_not_too_many() {
        for spaces in [1, 2, limits::LINK_SPACES] {
            assert_eq!(sheet(spaces).to_string().parse(), Ok(sheet(spaces)));
        }
        for spaces in [0, limits::LINK_SPACES + 1] {
            assert_eq!(
                sheet(spaces).to_string().parse::<Link>(),
                Err(LinkError::Damaged),
                "{spaces}"
            );
        }
    }
}
