//! Who may see what of an outing, said by role. All members of the outing's space hold its key, so this is what screens show and
//! what is written down, not what stops a changed program: what nobody on the outing needs is not in the space at all
//! ([`super::roster`]).

use ekin_protocol::membership::Role;

use crate::domain::kind::{FieldSpec, Kind};

/// A part of an outing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// When, where, legs, pick-up points, what to take along.
    Plan,
    /// Names, groups, how to speak with each person, who is there.
    People,
    /// The emergency card, with a reason that is written down.
    Card,
    /// What was signed for whom, who decides with them, and deadlines.
    Authorisations,
}

impl Part {
    /// All of them, in the order in which a screen says them.
    pub const ALL: [Part; 4] = [Part::Plan, Part::People, Part::Card, Part::Authorisations];

    /// The word in `--json`.
    pub fn word(self) -> &'static str {
        match self {
            Part::Plan => "plan",
            Part::People => "people",
            Part::Card => "card",
            Part::Authorisations => "authorisations",
        }
    }
}

/// Whether whoever has this role may see a part.
pub fn sees(role: Role, part: Part) -> bool {
    match part {
        Part::Plan => !matches!(role, Role::Pending | Role::Other(_)),
        Part::People | Part::Card => role.is_staff() || role == Role::Volunteer,
        Part::Authorisations => role.is_staff(),
    }
}

/// The part of an outing to which a field of a person's profile belongs.
pub fn part_of(field: &FieldSpec) -> Part {
    match field.key {
        "authorisations" | "represented" => Part::Authorisations,
        _ if field.care => Part::Card,
        _ => Part::People,
    }
}

/// Whether a field of a profile, by its key, is shown in a list of people, where no reason is asked for.
pub fn in_lists(role: Role, key: &str) -> bool {
    let field = Kind::Profile.fields().iter().find(|field| field.key == key);
    match field.map(part_of) {
        Some(Part::Card) => false,
        Some(part) => sees(role, part),
        // What a newer version wrote: nobody here knows what it is about.
        None => key == "v",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 5] = [
        Role::Owner,
        Role::Educator,
        Role::Volunteer,
        Role::Resident,
        Role::Reader,
    ];

    #[test]
    fn whoever_sees_more_sees_the_plan_too() {
        for role in ROLES {
            assert!(sees(role, Part::Plan));
            let more = Part::ALL.into_iter().filter(|part| sees(role, *part)).count();
            assert_eq!(more > 1, role.is_staff() || role == Role::Volunteer);
        }
        assert!(!Part::ALL.into_iter().any(|part| sees(Role::Pending, part)));
    }

    #[test]
    fn nothing_about_care_stands_in_a_list() {
        for field in Kind::Profile.fields().iter().filter(|field| field.care) {
            assert!(!in_lists(Role::Volunteer, field.key), "{}", field.key);
        }
        assert!(!in_lists(Role::Owner, "treatment"));
        assert!(in_lists(Role::Volunteer, "name"));
        assert!(!in_lists(Role::Reader, "name"));
        assert!(!in_lists(Role::Owner, "of_a_newer_version"));
    }
}
