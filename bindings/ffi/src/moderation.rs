//! *À relire*: ads that wait for a moderator, as readers will see them, with what to look at first.

use ekin_core::app::exchange::Draft;
use ekin_core::app::ids::MessageKind;
use ekin_core::app::inbox::{Contents, Handled, MessageView};
use ekin_core::app::query::day_at;
use ekin_core::app::says;
use ekin_core::domain::refusal::Reason;
use ekin_core::domain::verdict::Verdict;

use crate::answers::CannedReply;
use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::state::{ListingType, Wording};
use crate::words;

/// A message that a moderator looks at.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ToRead {
    /// Its territory.
    pub space: String,
    /// To name it by.
    pub id: String,
    /// What it is, in words.
    pub sort: String,
    /// Sort of listing, of an ad.
    pub listing_type: Option<ListingType>,
    /// Title of an ad.
    pub title: Option<Wording>,
    /// What else an ad says, or the words of a message.
    pub lines: Vec<String>,
    /// Words that name a diagnosis or somebody's care: to be looked at first.
    pub care: Option<String>,
    /// When the relay took it, in words.
    pub at: Option<String>,
    /// Where it stands, in words.
    pub stands: String,
    /// Whether it waits.
    pub waits: bool,
    /// Moderators who do not agree, in words.
    pub contested: Vec<String>,
    /// Whether a question may be asked.
    pub can_reply: bool,
    /// Whether it is an ad: it can be published and refused.
    pub ad: bool,
}

/// Why an ad is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum RefusalReason {
    /// It is there already.
    Duplicate,
    /// About somewhere else.
    Elsewhere,
    /// A date, a place or a way to answer lacks.
    Incomplete,
    /// Its date has passed.
    Past,
    /// It advertises.
    Commercial,
    /// It says things about a person that are not for everybody.
    Personal,
    /// Who read it did not understand it.
    Unclear,
    /// It could do harm.
    Harmful,
}

impl From<RefusalReason> for Reason {
    fn from(reason: RefusalReason) -> Self {
        match reason {
            RefusalReason::Duplicate => Self::Duplicate,
            RefusalReason::Elsewhere => Self::Elsewhere,
            RefusalReason::Incomplete => Self::Incomplete,
            RefusalReason::Past => Self::Past,
            RefusalReason::Commercial => Self::Commercial,
            RefusalReason::Personal => Self::Personal,
            RefusalReason::Unclear => Self::Unclear,
            RefusalReason::Harmful => Self::Harmful,
        }
    }
}

#[uniffi::export]
impl Ekin {
    /// What came for the moderators of this device's territories: what is contested first, then what waits, the oldest first. Empty
    /// on the device of who moderates none.
    ///
    /// # Errors
    /// Those of the store.
    pub fn to_read(&self) -> Result<Vec<ToRead>, Failure> {
        self.ask(|asked| {
            let mut all = Vec::new();
            for territory in asked.device.territories()? {
                for message in asked.device.inbox(Some(territory.space))? {
                    all.push((
                        message.at_ms,
                        to_read(asked, territory.space.to_string(), &message),
                    ));
                }
            }
            all.sort_by_key(|(at_ms, one)| (one.contested.is_empty(), !one.waits, *at_ms));
            Ok(all.into_iter().map(|(_, one)| one).collect())
        })
    }

    /// Publishes an ad; gives the listing.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `published`, `not-an-ad`, `not-allowed`.
    pub fn publish(&self, space: String, id: String) -> Result<String, Failure> {
        self.ask(|asked| {
            let object = asked.device.publish_message(Some(space_of(&space)?), &id)?;
            Ok(object.to_string())
        })
    }

    /// Refuses an ad, with a reason that whoever wrote it reads in their own language.
    ///
    /// # Errors
    /// As [`Ekin::publish`].
    pub fn refuse(&self, space: String, id: String, reason: RefusalReason) -> Result<(), Failure> {
        self.ask(|asked| {
            let space = Some(space_of(&space)?);
            Ok(asked.device.refuse_message(space, &id, reason.into(), None)?)
        })
    }

    /// Asks whoever wrote a question, or puts a message aside with a reply or none.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-mailbox`, `not-allowed`, `words`.
    pub fn write_back(
        &self,
        space: String,
        id: String,
        reply: Option<CannedReply>,
        words: String,
    ) -> Result<(), Failure> {
        self.ask(|asked| {
            let canned = reply.map(CannedReply::canned);
            let words = crate::answers::said(&words);
            Ok(asked
                .device
                .close_message(Some(space_of(&space)?), &id, canned, words)?)
        })
    }
}

fn to_read(asked: &Asked, space: String, message: &MessageView) -> ToRead {
    let today = day_at(asked.device.now_ms(), asked.here);
    let (draft, lines) = match &message.contents {
        Contents::Ad(draft) => (Some(&**draft), ad(asked, draft)),
        Contents::Words(_, texts) => {
            let about = message.reported.as_ref();
            let about = about.map(|one| asked.say(&says::report::about(one, Some(asked.tag()))));
            let words = words::of_texts(asked, texts, None).map(|words| words.text);
            (None, about.into_iter().chain(words).collect())
        }
        Contents::Answer(response) => {
            let lines = says::ad::response(response);
            (None, lines.iter().map(|line| asked.say(line)).collect())
        }
        Contents::Sealed | Contents::Newer => (None, Vec::new()),
    };
    let contested = match message.verdict {
        Verdict::Contested { .. } => says::verdict(&message.verdict, &message.me),
        _ => Vec::new(),
    };
    let report = matches!(message.contents, Contents::Words(MessageKind::Report, _));
    ToRead {
        space,
        id: message.id.to_string(),
        sort: words::capital(asked.say(&says::message_kind(&message.contents))),
        listing_type: draft.map(|draft| draft.listing_type.into()),
        title: draft.and_then(|draft| words::of_map(asked, &draft.title, draft.original.as_deref())),
        lines,
        care: (!message.care.is_empty()).then(|| asked.say(&says::ad::care(&message.care))),
        at: words::day_and_hour(asked, today, message.at),
        stands: words::capital(asked.say(&says::handled(&message.handled))),
        waits: message.handled == Handled::Waiting,
        contested: contested.iter().map(|line| asked.say(line)).collect(),
        can_reply: message.can_reply && !report,
        ad: draft.is_some(),
    }
}

/// What an ad says beside its title, as readers will see it.
fn ad(asked: &Asked, draft: &Draft) -> Vec<String> {
    let text = |map| words::of_map(asked, map, draft.original.as_deref()).map(|words| words.text);
    let times = draft.timings.iter().filter_map(|timing| {
        let (day, hour) = words::local(&timing.start)?;
        let day = ekin_i18n::relative_day(asked.words.language(), asked.device.today(None).ok()?, day);
        let hour = hour.map(|hour| ekin_i18n::time_hm(asked.words.language(), hour));
        let parts = [Some(words::capital(day)), hour].into_iter().flatten();
        Some(parts.collect::<Vec<_>>().join(", "))
    });
    let mut lines: Vec<String> = times.collect();
    lines.extend(text(&draft.hours));
    lines.extend(draft.place.as_ref().and_then(words::place));
    lines.extend(text(&draft.summary));
    lines.extend(text(&draft.body));
    lines
}
