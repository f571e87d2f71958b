//! What this device wrote in documents and the log refused: kept here, to be handed over to somebody who may write.

use std::collections::BTreeMap;

use ekin_protocol::code::Code;
use ekin_protocol::envelope::Items;
use ekin_protocol::id::{ObjectId, SpaceId};
use ekin_protocol::item::ItemType;

use crate::app::device::Device;
use crate::app::error::AppError;
use crate::app::space::one_space;
use crate::document::{Actor, Document};
use crate::domain::kind::{Contents, Kind};
use crate::storage::{OutState, StoreError};

/// A document as this device wrote it in what was refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The document.
    pub object: ObjectId,
    /// Its contents with the refused changes.
    pub contents: Contents,
    /// Why they were refused.
    pub code: Code,
}

/// The refused changes of one document.
struct Changes {
    kind: Kind,
    me: Actor,
    code: Code,
    changes: Vec<Vec<u8>>,
}

impl Device {
    /// What was refused of the documents of a space, in the order in which it was written first.
    ///
    /// # Errors
    /// [`AppError::UnknownSpace`].
    pub fn refused_documents(&self, space: SpaceId) -> Result<Vec<Refused>, AppError> {
        self.store().read(|read| {
            let space = one_space(read, space)?;
            let mut order = Vec::new();
            let mut of: BTreeMap<ObjectId, Changes> = BTreeMap::new();
            for own in read.refused_own(space.sp)? {
                let OutState::Refused(code) = own.state else {
                    continue;
                };
                let items = Items::read(own.items).map_err(|_| StoreError::Row { table: "entry" })?;
                for item in items.iter() {
                    let item = item.map_err(StoreError::from)?;
                    let Some(kind) =
                        Kind::from_number(item.meta.kind).filter(|_| item.item_type == ItemType::Change)
                    else {
                        continue;
                    };
                    let generation = item.meta.generation;
                    let me = Actor::of(&space.id, &item.object, generation, own.ord, &own.incarnation);
                    let changes = of.entry(item.object).or_insert_with(|| {
                        order.push(item.object);
                        Changes {
                            kind,
                            me,
                            code,
                            changes: Vec::new(),
                        }
                    });
                    changes.code = code;
                    changes.changes.push(item.content().unwrap_or_default().to_vec());
                }
            }
            let mut all = Vec::new();
            for object in order {
                let Some(Changes {
                    kind,
                    me,
                    code,
                    changes,
                }) = of.remove(&object)
                else {
                    continue;
                };
                let save = read.document_save(space.sp, &object)?;
                let save = save.unwrap_or_else(|| Document::new(me).save());
                let changes: Vec<&[u8]> = changes.iter().map(Vec::as_slice).collect();
                // One that cannot be opened any more does not hide the others.
                let values = Document::open(me, &save, &changes).map(|document| document.content().values);
                all.push(Refused {
                    object,
                    contents: Contents::new(kind, values.unwrap_or_default()),
                    code,
                });
            }
            Ok(all)
        })
    }
}
