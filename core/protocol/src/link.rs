//! Links: `ekin:` + base32 in upper case (which a QR code holds compactly), or `https://RELAY/j#...` with the
//! same payload. No relay key is in it: whoever joins checks genesis -> space id -> `relay` record.

mod invite;
mod near;
mod spaces;

use data_encoding::BASE32_NOPAD;

use crate::cbor::{self, CborError, Fields, Writer};
use crate::hash::h;
use crate::id::{SealKey, SignKey, SpaceId};
use crate::limits;
use crate::membership::{read_urls, write_urls};

pub use invite::{Invitation, invitation_key};
pub use near::Near;
pub use spaces::{SpaceAt, SpacesAt};

const WHAT: &str = "link";
const SCHEME: &str = "ekin:";
/// Longest text that is looked at.
const MAX: usize = 16 << 10;
/// Bytes of the checksum.
const SUM: usize = 4;

/// Why a text is no link that this version can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Neither `ekin:` nor a web address.
    #[error("not an Ekin link")]
    Scheme,
    /// A web address without `/j#`: a page of somebody's, which is never opened.
    #[error("a web address, not an Ekin link")]
    Web,
    /// What there is reads like the beginning of a link: its end is missing.
    #[error("the end of the link is missing")]
    Cut,
    /// Letters that base32 does not have, or others than were written: the link was changed on its way.
    #[error("the link was changed")]
    Damaged,
    /// A link that a newer version made.
    #[error("the link needs a newer version")]
    Newer,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A territory to browse.
    Territory {
        /// Its space.
        space: SpaceId,
        /// Addresses of its relay.
        urls: Vec<String>,
        /// Its name.
        name: String,
        /// Territory code for the inbox.
        code: Option<Vec<u8>>,
    },
    /// An invitation to a private space.
    Invite(Box<Invitation>),
    /// Where private spaces are, for who brings a device back with a recovery code.
    Spaces(SpacesAt),
    /// A device, for `publisher add`.
    Device {
        /// Its signing key.
        sign: SignKey,
        /// Its sealing key.
        seal: SealKey,
        /// What its owner calls it.
        name: String,
    },
    /// The inbox of a private space, for whoever wants to write to its people. That it names the key is why no relay can put
    /// its own in the place: the space's membership is nobody's to see.
    Inbox {
        /// The space.
        space: SpaceId,
        /// Addresses of its relay.
        urls: Vec<String>,
        /// What people call it.
        name: String,
        /// The key to which messages are sealed.
        key: SealKey,
    },
    /// A device that waits for another beside it.
    Near(Near),
}

impl Link {
    fn payload(&self) -> Vec<u8> {
        let mut w = Writer::new();
        match self {
            Self::Territory {
                space,
                urls,
                name,
                code,
            } => {
                w.map(4 + usize::from(code.is_some()))
                    .u64(0)
                    .u64(0)
                    .u64(1)
                    .bytes(&space.0)
                    .u64(2);
                write_urls(&mut w, urls);
                w.u64(3).text(name);
                if let Some(code) = code {
                    w.u64(4).bytes(code);
                }
            }
            Self::Invite(invitation) => invitation.write(&mut w),
            Self::Spaces(spaces) => spaces.write(&mut w),
            Self::Near(near) => near.write(&mut w),
            Self::Device { sign, seal, name } => {
                w.map(4)
                    .u64(0)
                    .u64(2)
                    .u64(3)
                    .text(name)
                    .u64(5)
                    .bytes(&sign.0)
                    .u64(6)
                    .bytes(&seal.0);
            }
            Self::Inbox {
                space,
                urls,
                name,
                key,
            } => {
                w.map(5).u64(0).u64(4).u64(1).bytes(&space.0).u64(2);
                write_urls(&mut w, urls);
                w.u64(3).text(name).u64(14).bytes(&key.0);
            }
        }
        w.finish()
    }

    fn letters(&self) -> String {
        let payload = self.payload();
        BASE32_NOPAD.encode(&[payload.as_slice(), &checksum(&payload)].concat())
    }

    /// The same link as a web address of a relay.
    pub fn to_web(&self, relay: &str) -> String {
        format!("{}/j#{}", relay.trim_end_matches('/'), self.letters())
    }

    fn read(payload: &[u8]) -> cbor::Result<Self> {
        cbor::check(payload)?;
        let mut f = Fields::read(payload, WHAT)?;
        let link_type = cbor::u64(f.required(0)?, WHAT)?;
        let name = match link_type {
            // Who waits is said once both have met.
            5 => String::new(),
            _ => cbor::text(f.required(3)?, WHAT)?.to_owned(),
        };
        if name.len() > limits::LINK_NAME {
            return Err(CborError::TooLarge {
                what: WHAT,
                max: limits::LINK_NAME,
            });
        }
        let link = match link_type {
            0 => Self::Territory {
                space: cbor::fixed(f.required(1)?, WHAT)?,
                urls: read_urls(f.required(2)?, WHAT)?,
                name,
                code: f
                    .optional(4)
                    .map(|code| cbor::bytes(code, WHAT).map(<[u8]>::to_vec))
                    .transpose()?,
            },
            1 => Self::Invite(Box::new(Invitation::read(&mut f, name)?)),
            2 => Self::Device {
                sign: cbor::fixed(f.required(5)?, WHAT)?,
                seal: cbor::fixed(f.required(6)?, WHAT)?,
                name,
            },
            3 => Self::Spaces(SpacesAt::read(&mut f)?),
            4 => Self::Inbox {
                space: cbor::fixed(f.required(1)?, WHAT)?,
                urls: read_urls(f.required(2)?, WHAT)?,
                name,
                key: cbor::fixed(f.required(14)?, WHAT)?,
            },
            5 => Self::Near(Near::read(&mut f)?),
            key => return Err(CborError::Newer { what: WHAT, key }),
        };
        f.end()?;
        Ok(link)
    }
}

impl std::fmt::Display for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{SCHEME}{}", self.letters())
    }
}

impl std::str::FromStr for Link {
    type Err = LinkError;

    /// Reads a link as a person pastes it: spaces and line breaks inside it, and lower case, do no harm.
    fn from_str(text: &str) -> Result<Self, LinkError> {
        if text.len() > MAX {
            return Err(LinkError::Damaged);
        }
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let letters = match text.get(..SCHEME.len()) {
            Some(scheme) if scheme.eq_ignore_ascii_case(SCHEME) => {
                text.get(SCHEME.len()..).unwrap_or_default()
            }
            _ if is_web(&text) => text.split_once("/j#").ok_or(LinkError::Web)?.1,
            _ => return Err(LinkError::Scheme),
        };
        let letters = letters.to_ascii_uppercase();
        let broken = || match is_cut(&letters) {
            true => LinkError::Cut,
            false => LinkError::Damaged,
        };
        let bytes = BASE32_NOPAD.decode(letters.as_bytes()).map_err(|_| broken())?;
        let (payload, sum) = bytes.split_last_chunk::<SUM>().ok_or_else(broken)?;
        if checksum(payload) != *sum {
            return Err(broken());
        }
        Self::read(payload).map_err(|error| match error {
            CborError::Newer { .. } => LinkError::Newer,
            _ => LinkError::Damaged,
        })
    }
}

/// Whether a text is a web address, in whatever letters a drawing has it.
fn is_web(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        let start = text.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// Whether letters are the beginning of a link and no more: the item that they hold ends early, or its checksum is not whole. What
/// is changed *and* cut may pass for either.
fn is_cut(letters: &str) -> bool {
    // Eight letters are five whole bytes; what remains may be half of one.
    let whole = letters.len() / 8 * 8;
    let Some(Ok(bytes)) = letters
        .get(..whole)
        .map(|letters| BASE32_NOPAD.decode(letters.as_bytes()))
    else {
        return false;
    };
    match cbor::walk(&bytes, 0, 0) {
        Ok(end) => letters.len() < ((end + SUM) * 8).div_ceil(5),
        Err(error) => matches!(error, CborError::Truncated { .. }),
    }
}

/// The first four bytes of `H("link", payload)`.
fn checksum(payload: &[u8]) -> [u8; SUM] {
    let [a, b, c, d, ..] = h("link", &[payload]);
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn territory() -> Link {
        Link::Territory {
            space: SpaceId([7; 32]),
            urls: vec!["https://relay.example".into()],
            name: "Euskal Herria".into(),
            code: None,
        }
    }

    #[test]
    fn links_read_back_in_every_form() {
        let device = Link::Device {
            sign: SignKey([1; 32]),
            seal: SealKey([2; 32]),
            name: "Ane".into(),
        };
        let inbox = Link::Inbox {
            space: SpaceId([3; 32]),
            urls: vec!["https://relay.example".into()],
            name: "Etxea".into(),
            key: SealKey([4; 32]),
        };
        for link in [territory(), device, inbox] {
            assert_eq!(link.to_string().parse(), Ok(link.clone()));
            assert_eq!(link.to_string().to_lowercase().parse(), Ok(link.clone()));
            assert_eq!(link.to_web("https://relay.example/").parse(), Ok(link));
        }
    }

    #[test]
    fn a_link_that_was_cut_says_so_wherever_and_one_that_was_changed_is_another_thing() {
        let text = territory().to_string();
        for cut in 5..text.len() {
            assert_eq!(text[..cut].parse::<Link>(), Err(LinkError::Cut), "{cut}");
        }
        let web = territory().to_web("https://relay.example");
        assert_eq!(web[..web.len() - 9].parse::<Link>(), Err(LinkError::Cut));
        let other = |at: usize| if &text[at..=at] == "A" { "B" } else { "A" };
        // A letter of a name, of an address, of the checksum.
        for at in [20, 90, text.len() - 2] {
            let changed = [&text[..at], other(at), &text[at + 1..]].concat();
            assert_eq!(changed.parse::<Link>(), Err(LinkError::Damaged), "{at}");
        }
        assert_eq!(format!("{text}AAAAAAAA").parse::<Link>(), Err(LinkError::Damaged));
    }

    #[test]
    fn a_page_of_the_web_is_told_from_what_is_no_link_at_all() {
        for page in ["https://example.org/page", "HTTP://EXAMPLE.ORG", "http://"] {
            assert_eq!(page.parse::<Link>(), Err(LinkError::Web), "{page}");
        }
        for other in ["bonjour", "", "www.example.org", "tel:+33559000000", "é"] {
            assert_eq!(other.parse::<Link>(), Err(LinkError::Scheme), "{other}");
        }
    }

    #[test]
    fn a_link_of_a_newer_version_says_so() {
        let payload = Writer::new().map(2).u64(0).u64(9).u64(3).text("x").finish();
        let letters = BASE32_NOPAD.encode(&[payload.as_slice(), &checksum(&payload)].concat());
        assert_eq!(format!("ekin:{letters}").parse::<Link>(), Err(LinkError::Newer));
    }
}
