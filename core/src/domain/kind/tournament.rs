//! A tournament: teams, rounds, matches. Scores are records, so that nobody rewrites another's.

use super::check::{Found, below};
use super::choices;
use super::plain::Plain;
use super::problem::Problem;
use super::schema::{FieldSpec, Given, Keys, Scalar, map, one, shared, table, texts};
use super::view::View;
use crate::domain::field;
use crate::domain::text::limit;

const POINTS: Scalar = Scalar::Number { min: 0, max: 100 };

/// Who plays together.
pub const TEAMS: &[FieldSpec] = &[
    one("name", Scalar::Line(limit::TAG)).required(),
    one("house", Scalar::Line(limit::LINE)),
    one("captain", Scalar::Person),
    one("pictogram", Scalar::Pictogram),
];

/// Rounds, in their order.
pub const ROUNDS: &[FieldSpec] = &[
    texts("name", Scalar::Line(limit::TAG)),
    one("order", Scalar::Number { min: 1, max: 200 }).required(),
    one("on", Scalar::Day),
];

/// Who meets whom.
pub const MATCHES: &[FieldSpec] = &[
    one("round", Scalar::Row("rounds")).required(),
    one("team_a", Scalar::Row("teams")).required(),
    one("team_b", Scalar::Row("teams")).required(),
    one("at", Scalar::Instant),
    one("place", Scalar::Line(limit::LINE)),
    one("referee", Scalar::Person),
];

/// The fields.
pub const FIELDS: &[FieldSpec] = &[
    texts("title", Scalar::Line(limit::TITLE)).required(),
    texts("summary", Scalar::Prose(limit::SUMMARY)),
    one("game", Scalar::Line(limit::TAG)).required(),
    one("start", Scalar::Instant).required(),
    one("end", Scalar::Instant),
    one("place", Scalar::Line(limit::LINE)),
    map("accessibility", Keys::Words(choices::ACCESS), Scalar::YesNo),
    one("format", Scalar::Choice(choices::FORMAT)).or(Given::Word("round_robin")),
    table("teams", TEAMS),
    // Who plays, each with the team.
    map("players", Keys::Person, Scalar::Row("teams")),
    one("team_size", Scalar::Number { min: 1, max: 100 }),
    table("rounds", ROUNDS),
    table("matches", MATCHES),
    one("points_win", POINTS).or(Given::Int(3)),
    one("points_draw", POINTS).or(Given::Int(1)),
    one("points_loss", POINTS).or(Given::Int(0)),
    texts("rules", Scalar::Prose(limit::BODY)),
    shared("notes"),
    one("listing", Scalar::Object),
];

/// Rules between fields.
pub(super) fn rules(tournament: &View<'_>, found: &mut Found) {
    found.not_before("", tournament, "end", "start");
    // Whoever wins is never worse off than who draws, nor who draws than who loses.
    found.not_above(tournament, "points_draw", "points_win");
    found.not_above(tournament, "points_loss", "points_draw");
    for row in tournament.rows("matches") {
        if row.text("team_a").is_some() && row.text("team_a") == row.text("team_b") {
            found.push(
                below("matches", &row, "team_b"),
                Problem::Same { other: "team_a" },
            );
        }
        if let (Some(at), Some(start)) = (row.int("at"), tournament.int("start"))
            && at < start
        {
            found.push(below("matches", &row, "at"), Problem::Before { other: "start" });
        }
    }
    let Some(size) = tournament.int("team_size") else {
        return;
    };
    for team in tournament.rows("teams") {
        let of_team = |(_, value): &(&str, &Plain)| **value == Plain::from(team.name());
        let players = tournament
            .entries("players")
            .iter()
            .filter(|entry| of_team(entry))
            .count();
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        if players > size {
            let problem = field::Problem::TooMany {
                max: size,
                len: players,
            };
            found.push(format!("teams.{}", team.name()), problem);
        }
    }
}
