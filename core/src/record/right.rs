//! Who may replace whose record, as the membership has it (protocol 1): the same question before a command is written and
//! when the log has it.

use ekin_protocol::id::{Ord, OrgId};
use ekin_protocol::membership::{Membership, Role};
use ekin_protocol::validity;

/// Whether a member may replace a record that the member `of` wrote at place `seq` of the log.
pub fn replaces(members: &Membership, by: (Ord, Role, OrgId), of: Ord, seq: u64) -> bool {
    let (_, _, org) = by;
    let of_org = members
        .member(of)
        .and_then(|member| member.standing_at(seq.saturating_add(1)))
        .map_or(org, |standing| standing.org);
    validity::may_replace(by, (of, of_org))
}
