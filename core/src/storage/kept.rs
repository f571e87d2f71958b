//! Own values of documents for which another person's value stayed, to be shown (protocol 5).

use ekin_protocol::id::ObjectId;

use super::error::Result;
use super::store::{Read, Sp, Tx};
use crate::domain::kind::Plain;

impl Read<'_> {
    /// What this device wrote in a document and that is not in it, by place.
    pub fn kept(&self, sp: Sp, object: &ObjectId) -> Result<Vec<(String, Plain)>> {
        let mut find = self
            .db
            .prepare_cached("SELECT place, mine FROM kept WHERE sp = ? AND object = ? ORDER BY place")?;
        let mut rows = find.query((sp.0, object.0))?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            let mine: String = row.get(1)?;
            // What cannot be read is shown as it stands.
            let plain = serde_json::from_str(&mine).map(plain).unwrap_or(Plain::Str(mine));
            kept.push((row.get(0)?, plain));
        }
        Ok(kept)
    }
}

impl Tx<'_> {
    /// Keeps what this device wrote at a place.
    pub fn keep(&self, sp: Sp, object: &ObjectId, place: &str, mine: &Plain) -> Result<()> {
        let mine = serde_json::to_string(mine).unwrap_or_default();
        self.db
            .prepare_cached("INSERT OR REPLACE INTO kept VALUES(?, ?, ?, ?)")?
            .execute((sp.0, object.0, place, mine))?;
        Ok(())
    }

    /// Somebody wrote under this key of the root: nothing of it waits to be looked at any more.
    pub fn forget_kept(&self, sp: Sp, object: &ObjectId, root: &str) -> Result<()> {
        self.db
            .prepare_cached(
                "DELETE FROM kept WHERE sp = ?1 AND object = ?2 AND (place = ?3 OR substr(place, 1, length(?3) + 1) = ?3 || '.')",
            )?
            .execute((sp.0, object.0, root))?;
        Ok(())
    }
}

/// A value out of JSON: as it is shown, for ids and prose are texts there.
fn plain(json: serde_json::Value) -> Plain {
    match json {
        serde_json::Value::Null => Plain::Null,
        serde_json::Value::Bool(yes) => Plain::Bool(yes),
        serde_json::Value::Number(n) => n.as_i64().map_or_else(|| Plain::Str(n.to_string()), Plain::Int),
        serde_json::Value::String(text) => Plain::Str(text),
        serde_json::Value::Array(items) => Plain::List(items.into_iter().map(plain).collect()),
        serde_json::Value::Object(entries) => Plain::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
        ),
    }
}
