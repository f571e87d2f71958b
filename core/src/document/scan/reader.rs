//! Bytes and LEB128, read strictly from the front.

use super::Inadmissible;

const SHORT: Inadmissible = Inadmissible::Integer("bytes end too soon");
const RANGE: Inadmissible = Inadmissible::Integer("out of range");
const LONG: Inadmissible = Inadmissible::Integer("not minimal");

/// What is left of some bytes.
pub(super) struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn take(&mut self, n: usize) -> Result<&'a [u8], Inadmissible> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(SHORT)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Inadmissible> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(SHORT)?;
        self.0 = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, Inadmissible> {
        let (byte, rest) = self.0.split_first().ok_or(SHORT)?;
        self.0 = rest;
        Ok(*byte)
    }

    pub fn unsigned(&mut self) -> Result<u64, Inadmissible> {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            if shift == 63 && byte > 1 {
                return Err(RANGE);
            }
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return if byte == 0 && shift > 7 {
                    Err(LONG)
                } else {
                    Ok(value)
                };
            }
        }
    }

    pub fn signed(&mut self) -> Result<i64, Inadmissible> {
        let (mut value, mut shift, mut previous) = (0, 0, 0);
        loop {
            let byte = self.byte()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                return Err(RANGE);
            }
            value |= i64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                let negative = previous & 0x40 != 0;
                if shift > 7 && (byte == 0 && !negative || byte == 0x7f && negative) {
                    return Err(LONG);
                }
                if shift < 64 && byte & 0x40 != 0 {
                    value |= -1 << shift;
                }
                return Ok(value);
            }
            previous = byte;
        }
    }

    /// An integer that is at most `max`, else `error`.
    pub fn at_most(&mut self, max: usize, error: Inadmissible) -> Result<usize, Inadmissible> {
        let value = self.unsigned()?;
        usize::try_from(value).ok().filter(|v| *v <= max).ok_or(error)
    }
}
