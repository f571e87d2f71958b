//! What a link leads to, in words, before anybody follows it.

use ekin_core::app::link::Leads;
use ekin_core::app::query::moment;
use ekin_core::app::says;
use ekin_i18n::{Value, msg};

use crate::failure::Failure;
use crate::handle::{Asked, Ekin};
use crate::words;

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum LinkKind {
    /// To the listings of a territory: [`Ekin::join`].
    Territory,
    /// Into a house, or an outing: [`Ekin::accept_invitation`].
    House,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LinkIs {
    /// Where.
    pub kind: LinkKind,
    /// What people call it.
    pub name: String,
    /// What whoever follows it should know before, in words: of what, as what, until when, who sees what.
    pub says: Vec<String>,
    /// Whether a person is asked first. A device with no territory simply has its first one.
    pub asks: bool,
}

#[uniffi::export]
impl Ekin {
    /// What a link leads to. Nothing is joined, and nobody hears of it.
    ///
    /// # Errors
    /// [`Failure::Link`]: `link` for what is none, `link-web` for a page of the web, `link-cut`, `link-damaged`, `link-newer`,
    /// `link-elsewhere` for one by which nobody enters.
    pub fn look_at_link(&self, link: String) -> Result<LinkIs, Failure> {
        self.ask(|asked| Ok(shown(asked, asked.device.look_at_link(link.trim())?)))
    }
}

fn shown(asked: &Asked, leads: Leads) -> LinkIs {
    let (kind, name, says, asks) = match leads {
        Leads::Territory {
            name,
            beside,
            is_here,
        } => {
            let says = match (is_here, beside.is_empty()) {
                (true, _) => msg::link_territory_here(&name),
                (false, true) => msg::link_territory(&name),
                (false, false) => msg::link_territory_beside(&name, beside.clone()),
            };
            (
                LinkKind::Territory,
                name,
                vec![says],
                !is_here && !beside.is_empty(),
            )
        }
        Leads::Invitation {
            name,
            role,
            until_ms,
            is_over,
        } => {
            let today = asked.device.today(None).ok();
            let when = words::day_and_hour(asked, today, moment(until_ms, asked.here)).unwrap_or_default();
            let until = match is_over {
                true => msg::link_over(when),
                false => msg::link_until(when),
            };
            let says = vec![msg::link_role(says::role(role)), until, msg::link_seen()];
            (LinkKind::House, name, says, true)
        }
        Leads::Sheet { names } => {
            let listed: Vec<Value> = names.iter().map(|name| name.as_str().into()).collect();
            let name = names.into_iter().next().unwrap_or_default();
            (
                LinkKind::House,
                name,
                vec![msg::link_sheet(listed), msg::link_seen()],
                true,
            )
        }
    };
    LinkIs {
        kind,
        name,
        says: says.iter().map(|text| asked.say(text)).collect(),
        asks,
    }
}
