//! How to answer: an address, a number, a mailbox. Checked, because a screen makes a button of it.

use super::field::{Form, Problem};
use super::text::limit;

/// A web address with `https` or `http`: nothing else may become a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebAddress(Box<str>);

impl WebAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Problem::Form`] without the scheme or a host, or with spaces or characters that no screen should show.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let bad = || Problem::form(Form::WebAddress, text);
        let rest = strip_scheme(text).ok_or_else(bad)?;
        if text.len() > limit::ADDRESS {
            return Err(Problem::TooLong {
                max: limit::ADDRESS,
                len: text.chars().count(),
            });
        }
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        // What stands before an `@` looks like a host and is none.
        if host.is_empty() || host.starts_with([':', '.']) || host.contains('@') {
            return Err(bad());
        }
        if text
            .bytes()
            .any(|b| b <= b' ' || b == 0x7f || b"\"<>\\^`{|}".contains(&b))
        {
            return Err(bad());
        }
        if !text.is_ascii() && !super::text::showable(text, super::text::Lines::One) {
            return Err(bad());
        }
        Ok(Self(text.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn strip_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"]
        .into_iter()
        .find(|scheme| {
            text.get(..scheme.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
        .and_then(|scheme| text.get(scheme.len()..))
}

/// A telephone number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(Box<str>);

impl Phone {
    /// Reads a number: 3 to 20 digits among the signs that people put between them.
    ///
    /// # Errors
    /// [`Problem::Form`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let fits = text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '.' | '-' | '/' | ' ' | '\u{a0}' | '#' | '*')
        });
        if fits && (3..=20).contains(&digits) && text.len() <= 40 {
            Ok(Self(text.into()))
        } else {
            Err(Problem::form(Form::Phone, text))
        }
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(Box<str>);

impl Email {
    /// Reads an address: one `@` with something before and a dotted host behind.
    ///
    /// # Errors
    /// [`Problem::Form`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let fits = text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.starts_with('.')
                && !host.ends_with('.')
                && !host.contains('@')
        });
        let plain = text
            .chars()
            .all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"?&%".contains(c))
            && super::text::showable(text, super::text::Lines::One);
        if fits && plain && text.len() <= 254 {
            Ok(Self(text.into()))
        } else {
            Err(Problem::form(Form::Email, text))
        }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One way to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Url(WebAddress),
    /// A telephone.
    Phone(Phone),
    /// A mailbox.
    Email(Email),
    /// A way that this version does not know, as its CBOR came.
    Other(Box<[u8]>),
}

/// Most ways to answer in one listing.
pub const MAX_ANSWERS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        for good in [
            "https://ekin.eus",
            "http://a.b/c?d=e#f",
            "HTTPS://été.fr/à",
            "http://localhost:8080/x",
        ] {
            assert_eq!(WebAddress::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "ekin.eus",
            "javascript:alert(1)",
            "https://",
            "https:///x",
            "https://a b",
            "https://bank.eus@evil.example/",
            "data:text/html,x",
            "https://a\u{202e}b",
            "https://a/\"onclick=",
        ] {
            assert!(WebAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn numbers_and_mailboxes() {
        assert_eq!(
            Phone::parse(" +33 (0)5 59 00 00 00 ").unwrap().as_str(),
            "+33 (0)5 59 00 00 00"
        );
        for bad in [
            "",
            "12",
            "call me",
            "05 59 00 00 00 poste 3",
            "123456789012345678901",
        ] {
            assert!(Phone::parse(bad).is_err(), "{bad}");
        }
        assert!(Email::parse("ane@etxea.eus").is_ok());
        for bad in [
            "",
            "ane",
            "ane@etxea",
            "@etxea.eus",
            "a@b@c.eus",
            "a b@c.eus",
            "a@c.eus?subject=x",
            "<a@c.eus>",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }
}
