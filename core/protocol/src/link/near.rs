//! The code that one phone shows another beside it: where it listens, and a secret that is good once.

use super::WHAT;
use crate::cbor::{self, CborError, Fields, Result, Writer};
use crate::membership::{read_urls, write_urls};
use crate::peer::SECRET;

/// A device that waits for another.
#[derive(Clone, PartialEq, Eq)]
pub struct Near {
    /// Where it listens: `IP:PORT`, best first; never a name, which would be asked of others.
    pub addresses: Vec<String>,
    /// Mixed into the handshake: whoever has not seen the code learns nothing.
    pub secret: [u8; SECRET],
}

impl std::fmt::Debug for Near {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Near")
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

impl Near {
    pub(super) fn write(&self, w: &mut Writer) {
        w.map(3).u64(0).u64(5).u64(2);
        write_urls(w, &self.addresses);
        w.u64(7).bytes(&self.secret);
    }

    pub(super) fn read(f: &mut Fields<'_>) -> Result<Self> {
        let secret = cbor::bytes(f.required(7)?, WHAT)?.try_into();
        Ok(Self {
            addresses: read_urls(f.required(2)?, WHAT)?,
            secret: secret.map_err(|_| CborError::Form { what: WHAT })?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Link;
    use super::*;

    #[test]
    fn a_code_reads_back_and_tells_nobody_its_secret() {
        let near = Near {
            addresses: vec!["192.168.1.20:40123".to_owned()],
            secret: [0xab; SECRET],
        };
        let link = Link::Near(near);
        let text = link.to_string();
        assert!(text.len() < 96, "{} letters fit a small code to scan", text.len());
        assert_eq!(text.parse::<Link>().unwrap(), link);
        assert!(!format!("{link:?}").contains("171"));
    }
}
