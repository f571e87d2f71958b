//! The emergency card: opened with a reason that is written down, closed when the outing is over.

use ekin_core::app::outing::card::Card;
use ekin_core::app::says;
use ekin_core::app::says::document::Reader;
use ekin_core::domain::emergency::{Reason, Service};
use ekin_i18n::{Value, msg};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::house::space_of;
use crate::words;

/// Why a card is opened: one tap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CardReason {
    /// An emergency.
    Emergency,
    /// Care that was planned.
    Care,
    /// Preparing the outing.
    Preparation,
}

impl From<CardReason> for Reason {
    fn from(reason: CardReason) -> Self {
        match reason {
            CardReason::Emergency => Self::Emergency,
            CardReason::Care => Self::Care,
            CardReason::Preparation => Self::Preparation,
        }
    }
}

/// An open card.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EmergencyCard {
    /// The person.
    pub person: String,
    /// Name.
    pub name: String,
    /// What somebody in a hurry needs, in that order.
    pub fields: Vec<CardField>,
    /// Whom to call, by country, 112 first.
    pub numbers: Vec<NumbersOf>,
    /// How old it is, in a sentence; none where nothing is known of that.
    #[uniffi(default = None)]
    pub as_of: Option<String>,
}

/// One line of a card.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CardField {
    /// Stable name, such as `allergies`: a screen knows what is never to be given.
    pub field: String,
    /// The same in words.
    pub name: String,
    /// What stands there; where two people wrote, all that they wrote.
    pub values: Vec<String>,
}

/// Numbers of a country.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct NumbersOf {
    /// Its code, ISO 3166-1.
    pub country: String,
    /// The numbers.
    pub numbers: Vec<EmergencyNumber>,
}

/// A number and what it is for.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EmergencyNumber {
    /// To call, or to write to.
    pub number: String,
    /// What for.
    pub service: ServiceKind,
}

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ServiceKind {
    /// Any emergency.
    Any,
    /// Medical aid.
    Medical,
    /// Fire and rescue.
    Fire,
    /// Police.
    Police,
    /// By text message.
    Text,
    /// Violence against women.
    Violence,
    /// Thoughts of suicide.
    Suicide,
}

#[uniffi::export]
impl Ekin {
    /// Opens the card of a person, and writes down that it was.
    ///
    /// # Errors
    /// [`Failure::Refused`] with `no-card`, `card-closed`, `not-allowed`.
    pub fn open_card(
        &self,
        space: String,
        person: String,
        reason: CardReason,
    ) -> Result<EmergencyCard, Failure> {
        self.ask(|asked| {
            let card = asked
                .device
                .open_card(space_of(&space)?, &person, reason.into())?;
            Ok(self::card(asked, &card))
        })
    }
}

fn card(asked: &Asked, card: &Card) -> EmergencyCard {
    let nobody = |_| None;
    let reader = Reader {
        zone: asked.here,
        name: &nobody,
    };
    let name = card
        .profile
        .contents
        .view()
        .text("name")
        .unwrap_or_default()
        .to_owned();
    let fields = says::outing::card_fields(card, reader)
        .into_iter()
        .map(|field| CardField {
            field: field.root,
            name: words::capital(asked.words.value(&field.name)),
            values: field
                .values
                .iter()
                .map(|value| asked.words.value(value))
                .collect(),
        });
    EmergencyCard {
        person: card.person.to_string(),
        name,
        fields: fields.collect(),
        numbers: card
            .numbers
            .iter()
            .map(|(country, numbers)| NumbersOf {
                country: country.as_str().to_owned(),
                numbers: numbers
                    .iter()
                    .map(|(number, service)| EmergencyNumber {
                        number: (*number).to_owned(),
                        service: (*service).into(),
                    })
                    .collect(),
            })
            .collect(),
        as_of: card
            .as_of
            .map(|(day, time)| asked.say(&msg::card_as_of(Value::Moment(day, time)))),
    }
}

impl From<Service> for ServiceKind {
    fn from(service: Service) -> Self {
        match service {
            Service::Any => Self::Any,
            Service::Medical => Self::Medical,
            Service::Fire => Self::Fire,
            Service::Police => Self::Police,
            Service::Text => Self::Text,
            Service::Violence => Self::Violence,
            Service::Suicide => Self::Suicide,
        }
    }
}
