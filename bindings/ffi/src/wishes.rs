//! What people who live in a house said of outings, for the team that answers: *I want to go* is read where the team looks, and
//! answered there; the tablet shows the answer.

use ekin_core::app::error::AppError;
use ekin_core::app::ids::SpaceId;
use ekin_core::app::resident::wish::{NewAnswer, WishShown};
use ekin_core::app::says;
use ekin_core::domain::wish::{Says, Standing};
use ekin_i18n::{date_long, msg, time_hm};

use crate::answers::said;
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::words;

/// What somebody said of an outing.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WishLine {
    /// To name it by.
    pub id: String,
    /// Who.
    pub name: String,
    /// What they say, in words.
    pub says: String,
    /// The outing's title.
    pub title: String,
    /// Its day and hour, in words.
    pub when: Option<String>,
    /// What their tablet says now, in words.
    pub seen: String,
    /// Whether nobody of the team has looked at it yet.
    pub waits: bool,
    /// Whether there is something to say yes or no to.
    pub open: bool,
}

#[uniffi::export]
impl Ekin {
    /// What people who live in a house said of outings: what nobody looked at first.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `unknown-space`.
    pub fn wishes(&self, space: String) -> Result<Vec<WishLine>, Failure> {
        self.ask(|asked| Ok(wishes(asked, space_of(&space)?)?))
    }

    /// Answers one: yes, or not this time, or none of both, that the team knows of it. A reason is read by the person.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `not-allowed` unless this device is of the team, `not-wanted` where they do not want to go, `no-object`,
    /// `words`.
    pub fn answer_wish(
        &self,
        space: String,
        id: String,
        accepts: Option<bool>,
        because: String,
    ) -> Result<Vec<WishLine>, Failure> {
        self.ask(|asked| {
            let space = space_of(&space)?;
            let answer = NewAnswer {
                accepts,
                because: said(&because).map(ToOwned::to_owned),
                told_by: None,
            };
            asked.device.answer_wish(space, &id, &answer)?;
            Ok(wishes(asked, space)?)
        })
    }
}

/// Whether nobody of the team has looked at a wish yet, and there is still time to.
pub(crate) fn waits(wish: &WishShown, now_ms: i64) -> bool {
    wish.standing == Standing::Noted && wish.aim.start_ms.is_none_or(|start| start > now_ms)
}

fn wishes(asked: &Asked, space: SpaceId) -> Result<Vec<WishLine>, AppError> {
    let all = asked.device.wishes(space, None)?;
    let now_ms = asked.device.now_ms();
    let line = |wish: &WishShown| {
        let when = wish.aim.when.map(|(day, time)| {
            let day = words::capital(date_long(asked.words.language(), day));
            match time {
                Some(time) => format!("{day}, {}", time_hm(asked.words.language(), time)),
                None => day,
            }
        });
        let title = words::of_texts(asked, &wish.aim.titles, None).map(|title| title.text);
        let seen = says::resident::wish(wish, &all.names);
        let seen: Vec<String> = seen.iter().map(|text| asked.say(text)).collect();
        WishLine {
            id: wish.object.to_string(),
            name: says::moment::name(&wish.person, all.names.get(&wish.person).map(String::as_str)),
            says: asked.say(&says::resident::wish_word(wish.says)),
            title: title.unwrap_or_else(|| asked.say(&msg::wish_unknown())),
            when,
            seen: seen.join(" "),
            waits: waits(wish, now_ms),
            open: wish.says == Says::Yes && wish.standing != Standing::Off,
        }
    };
    let mut lines: Vec<WishLine> = all.wishes.iter().map(line).collect();
    // The rest stays in its order: the last said first.
    lines.sort_by_key(|one| !one.waits);
    Ok(lines)
}
