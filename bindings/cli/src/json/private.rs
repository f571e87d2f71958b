//! Private spaces, their members, their documents.

use ekin_core::app::document;
use ekin_core::app::ids::Role;
use ekin_core::app::says;
use ekin_core::app::space::leaving::KeptSealed;
use ekin_core::app::space::{self, Kind, member};
use ekin_core::app::territory::WaitingChange;
use serde::Serialize;

use super::Waiting;

/// A private space.
#[derive(Serialize)]
pub struct PrivateSpace {
    space: String,
    sort: &'static str,
    name: String,
    relays: Vec<String>,
    founded: bool,
    role: Option<&'static str>,
    /// Whether an invitation is on its way, and why it was refused.
    joining: bool,
    refused: Option<&'static str>,
    /// Whether a recovery code is to open it here.
    recovering: bool,
    members: usize,
    owners: usize,
    protected: bool,
    /// Whether the key that was handed to this device does not fit.
    misfit: bool,
    /// Whether it is locked until its relay is heard.
    locked: bool,
    sealed: u64,
    on_this_device: u64,
    sent: u64,
    refused_envelopes: u64,
    not_counted: u64,
    seq: u64,
    synced_ms: Option<i64>,
    history: History,
}

/// How a space's history stands: `space checkpoint`.
#[derive(Serialize)]
pub struct History {
    /// Place up to which the last checkpoint sums it up.
    upto: Option<u64>,
    made_ms: Option<u64>,
    own: bool,
    attested: usize,
    disputed: usize,
    /// Whether the same was found here.
    same: Option<bool>,
    /// Whether this device waits for the pack.
    begins: bool,
    entries: u64,
}

impl History {
    /// Of what the core says.
    pub fn of(one: &space::checkpoint::History) -> Self {
        Self {
            upto: one.upto,
            made_ms: one.made_ms,
            own: one.own,
            attested: one.attested,
            disputed: one.disputed,
            same: one.same,
            begins: one.begins,
            entries: one.entries,
        }
    }
}

impl PrivateSpace {
    /// Of what the core says.
    pub fn of(one: &space::PrivateSpace) -> Self {
        Self {
            space: one.space.to_string(),
            sort: sort(one.kind),
            name: one.name.clone(),
            relays: one.relays.clone(),
            founded: one.founded,
            role: one.role.map(Role::word),
            joining: one.joining.is_some(),
            refused: one.joining.or(one.recovering).flatten().map(|code| code.word()),
            recovering: one.recovering.is_some(),
            members: one.members,
            owners: one.owners,
            protected: one.protected,
            misfit: one.misfit,
            locked: one.is_locked,
            sealed: one.sealed,
            on_this_device: one.out.pending,
            // A receipt alone is not *received* yet: the log has to come back with it.
            sent: one.out.sent + one.out.received,
            refused_envelopes: one.out.refused,
            not_counted: one.quarantined,
            seq: one.seq,
            synced_ms: one.synced_ms,
            history: History::of(&one.history),
        }
    }
}

fn sort(kind: Kind) -> &'static str {
    match kind {
        Kind::Catalogue => "catalogue",
        Kind::Home => "home",
        Kind::Staff => "staff",
        Kind::Outing => "outing",
        Kind::Personal => "personal",
    }
}

/// `space link`
#[derive(Serialize)]
pub struct SpaceLink {
    /// The invitation.
    pub link: String,
}

/// `member list`
#[derive(Serialize)]
pub struct Members {
    members: Vec<Member>,
    changes: Vec<Waiting>,
}

#[derive(Serialize)]
struct Member {
    number: u32,
    /// What people call it; null where nobody named it.
    name: Option<String>,
    role: Option<&'static str>,
    wanted: Option<&'static str>,
    key: String,
    not_after_ms: Option<u64>,
    recovery: bool,
    has_key: bool,
    me: bool,
}

impl Members {
    /// Of what the core says.
    pub fn of(members: &[member::SpaceMember], waiting: &[WaitingChange]) -> Self {
        let one = |one: &member::SpaceMember| Member {
            number: one.ord,
            name: one.name.clone(),
            role: one.role.map(Role::word),
            wanted: one.wanted.map(Role::word),
            key: one.sign.to_string(),
            not_after_ms: one.not_after,
            recovery: one.recovery,
            has_key: one.has_key,
            me: one.me,
        };
        Self {
            members: members.iter().map(one).collect(),
            changes: waiting.iter().map(Waiting::of).collect(),
        }
    }
}

/// `member add`
#[derive(Serialize)]
pub struct MemberAdded {
    /// Its role.
    pub role: &'static str,
    /// Where the space is, for the device that was added.
    pub link: String,
}

/// `member approve|role|remove|key`
#[derive(Serialize)]
pub struct MemberChange {
    number: Option<u32>,
    role: Option<&'static str>,
}

impl MemberChange {
    /// Whom it is about, and the role from now on; none once removed.
    pub fn new(number: Option<u32>, role: Option<Role>) -> Self {
        Self {
            number,
            role: role.map(Role::word),
        }
    }
}

/// `member name`
#[derive(Serialize)]
pub struct MemberNamed<'a> {
    /// The device.
    pub number: u32,
    /// What it is called from now on; null where its name was taken back.
    pub name: Option<&'a str>,
}

/// `doc new|edit|undo`
#[derive(Serialize)]
pub struct DocumentId {
    /// The document.
    pub id: String,
}

/// A line of `doc list`.
#[derive(Serialize)]
pub struct DocumentLine {
    id: String,
    kind: Option<&'static str>,
    title: String,
    conflict: bool,
    on_this_device: bool,
    /// Number of the device whose change came from a phone and is not at the server yet.
    from_phone: Option<u32>,
}

impl DocumentLine {
    /// Of what the core says.
    pub fn of(line: &document::DocumentLine) -> Self {
        Self {
            id: line.object.to_string(),
            kind: line.kind.map(document::Kind::word),
            title: line.title.clone(),
            conflict: line.conflict,
            on_this_device: line.pending,
            from_phone: line.carried,
        }
    }
}

/// `doc show`
#[derive(Serialize)]
pub struct Document<'a> {
    #[serde(flatten)]
    line: DocumentLine,
    contents: &'a ekin_core::domain::kind::Contents,
    rivals: Vec<Rival>,
    /// Own values that did not come in, by place.
    kept: std::collections::BTreeMap<&'a str, &'a ekin_core::domain::kind::Plain>,
}

#[derive(Serialize)]
struct Rival {
    at: String,
    values: Vec<RivalValue>,
}

#[derive(Serialize)]
struct RivalValue {
    value: String,
    by: Option<u32>,
}

impl<'a> Document<'a> {
    /// Of what the core says.
    pub fn of(shown: &'a document::Shown) -> Self {
        let rival = |field: &document::ShownField| Rival {
            at: field.at.clone(),
            values: field
                .values
                .iter()
                .map(|(value, by)| RivalValue {
                    value: says::document::plain(value),
                    by: *by,
                })
                .collect(),
        };
        Self {
            line: DocumentLine::of(&shown.line),
            contents: &shown.contents,
            rivals: shown.rivals.iter().map(rival).collect(),
            kept: shown.kept.iter().map(|(at, mine)| (at.as_str(), mine)).collect(),
        }
    }
}

/// A document of `doc refused`.
#[derive(Serialize)]
pub struct RefusedDocument<'a> {
    id: String,
    refused: &'static str,
    contents: &'a ekin_core::domain::kind::Contents,
}

impl<'a> RefusedDocument<'a> {
    /// Of what the core says.
    pub fn of(one: &'a document::Refused) -> Self {
        Self {
            id: one.object.to_string(),
            refused: one.code.word(),
            contents: &one.contents,
        }
    }
}

/// A step of `doc history`.
#[derive(Serialize)]
pub struct DocumentStep {
    by: Option<u32>,
    confirmed: bool,
    fields: Vec<String>,
}

impl DocumentStep {
    /// Of what the core says.
    pub fn of(step: &document::FieldHistory) -> Self {
        Self {
            by: step.by,
            confirmed: step.confirmed,
            fields: step.fields.clone(),
        }
    }
}

/// `space leave`
#[derive(Serialize)]
pub struct SpaceLeft {
    left: String,
    /// What stays sealed, in case the relay loses it: entries of its log, and their bytes.
    kept: u64,
    kept_bytes: u64,
}

impl SpaceLeft {
    /// A space was left.
    pub fn of(left: String, kept: KeptSealed) -> Self {
        Self {
            left,
            kept: kept.entries,
            kept_bytes: kept.bytes,
        }
    }
}
