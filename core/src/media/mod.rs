//! Pictures, sounds and papers before they become blobs: bytes in, clean bytes out, no I/O. What a file is, its content says.
//! A picture is decoded under hard limits, turned upright and encoded again, so nothing survives but what it shows; a
//! sound keeps its sound and loses its tags; a PDF stays as it is, and says so.
//!
//! No function takes more than 64 MiB besides its input and its output, whatever the bytes are.

mod pdf;
pub mod picture;
mod sniff;
mod sound;

use picture::{Picture, PictureSize};

/// Largest picture that is read, in bytes.
pub const MAX_PICTURE: usize = 32 << 20;
/// Largest sound, in bytes: some 17 minutes of a voice memo.
pub const MAX_SOUND: usize = 16 << 20;
/// Largest PDF, in bytes.
pub const MAX_PDF: usize = 16 << 20;

/// What a file that is taken is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture, which becomes a JPEG.
    Png,
    /// Opus or Vorbis in Ogg.
    Ogg,
    /// MPEG layer III.
    Mp3,
    /// AAC or other sound in MP4.
    M4a,
    /// AAC in ADTS frames.
    Aac,
    /// RIFF WAVE.
    Wav,
    /// A PDF.
    Pdf,
}

impl Format {
    /// Media type of what is stored (RFC 6838).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg | Self::Png => "image/jpeg",
            Self::Ogg => "audio/ogg",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Aac => "audio/aac",
            Self::Wav => "audio/wav",
            Self::Pdf => "application/pdf",
        }
    }

    /// Largest file of the format, in bytes.
    pub fn max(self) -> usize {
        match self {
            Self::Jpeg | Self::Png => MAX_PICTURE,
            Self::Ogg | Self::Mp3 | Self::M4a | Self::Aac | Self::Wav => MAX_SOUND,
            Self::Pdf => MAX_PDF,
        }
    }

    /// Its short name, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Ogg => "Ogg",
            Self::Mp3 => "MP3",
            Self::M4a => "M4A",
            Self::Aac => "AAC",
            Self::Wav => "WAV",
            Self::Pdf => "PDF",
        }
    }
}

/// Why a file is not taken.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// No picture, sound or PDF that is known.
    #[error("the file is no picture, sound or PDF")]
    Unknown,
    /// A picture or sound of a format that is not taken, by its name.
    #[error("{format} is not taken")]
    Foreign {
        /// Its short name: `HEIC`, `WebP`.
        format: &'static str,
    },
    /// A film.
    #[error("the file holds a film")]
    Film,
    /// The file is too large.
    #[error("a file of {bytes} bytes is over the {max} of its kind")]
    TooLarge {
        /// Its length.
        bytes: usize,
        /// The greatest length.
        max: usize,
    },
    /// The picture has too many pixels, or a side that is too long.
    #[error("a picture of {width} x {height} pixels is too large")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// The picture is built so (progressive, interlaced) that decoding it takes too much memory.
    #[error("decoding the picture takes {bytes} bytes")]
    TooHeavy {
        /// Memory that it would take.
        bytes: u64,
    },
    /// The file is locked with a password, or holds what only some may do with it.
    #[error("the PDF is encrypted")]
    Locked,
    /// The file begins like its format, but is cut short or broken.
    #[error("the {} is damaged", format.name())]
    Damaged {
        /// What it begins like.
        format: Format,
        /// What the decoder says, where one did.
        #[source]
        source: Option<picture::DecodeError>,
    },
    /// Areas to cover that are none, too many, or outside the picture.
    #[error("nothing of the picture would be covered")]
    NothingCovered,
    /// The clean picture was not written.
    #[error("the picture was not encoded")]
    Encode(#[source] image::ImageError),
}

impl MediaError {
    fn damaged(format: Format) -> Self {
        Self::Damaged { format, source: None }
    }
}

/// What a person should know of a file that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaNotice {
    /// A PDF keeps what its author put in: names, dates, places, earlier words.
    KeepsWhatItsAuthorPutIn,
}

/// A file that may become a blob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// What came in.
    pub format: Format,
    /// The clean bytes.
    pub bytes: Vec<u8>,
    /// Of a picture, its size and thumbnail.
    pub picture: Option<Preview>,
    /// What to say.
    pub notices: Vec<MediaNotice>,
}

/// What a screen needs before it has the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Width of the clean picture, in pixels.
    pub width: u32,
    /// Height of the clean picture, in pixels.
    pub height: u32,
    /// A JPEG of at most 320 pixels a side and [`picture::MAX_THUMBNAIL`] bytes.
    pub thumbnail: Vec<u8>,
}

/// Makes a file fit to be a blob.
///
/// # Errors
/// [`MediaError`], each with something that the person can do.
pub fn clean(bytes: &[u8], size: PictureSize) -> Result<Media, MediaError> {
    let format = sniff::format(bytes)?;
    if bytes.len() > format.max() {
        return Err(MediaError::TooLarge {
            bytes: bytes.len(),
            max: format.max(),
        });
    }
    let plain = |bytes| Media {
        format,
        bytes,
        picture: None,
        notices: Vec::new(),
    };
    Ok(match format {
        Format::Jpeg | Format::Png => {
            let Picture {
                width,
                height,
                bytes,
                thumbnail,
            } = picture::clean(bytes, format, size)?;
            Media {
                picture: Some(Preview {
                    width,
                    height,
                    thumbnail,
                }),
                ..plain(bytes)
            }
        }
        Format::Ogg => plain(sound::ogg::clean(bytes)?),
        Format::Mp3 => plain(sound::frames::clean_mp3(bytes)?),
        Format::Aac => plain(sound::frames::clean_adts(bytes)?),
        Format::M4a => plain(sound::mp4::clean(bytes)?),
        Format::Wav => plain(sound::wav::clean(bytes)?),
        Format::Pdf => Media {
            notices: vec![MediaNotice::KeepsWhatItsAuthorPutIn],
            ..plain(pdf::clean(bytes)?)
        },
    })
}

/// Whether a file is a paper: nobody is seen or heard on it.
pub fn is_paper(bytes: &[u8]) -> bool {
    sniff::format(bytes).is_ok_and(|format| format == Format::Pdf)
}

/// A clean file as it is, with the small picture of it made anew.
///
/// # Errors
/// Those of a file that is not clean.
pub fn reread(clean: Vec<u8>) -> Result<Media, MediaError> {
    let format = sniff::format(&clean)?;
    let picture = match format {
        Format::Jpeg => Some(picture::preview(&clean)?),
        _ => None,
    };
    Ok(Media {
        format,
        bytes: clean,
        picture,
        notices: Vec::new(),
    })
}

/// Covers areas of a clean picture, for good: it is filled there and encoded anew, and so is its thumbnail.
///
/// # Errors
/// [`MediaError::NothingCovered`] when an area lies outside, or there is none; those of a picture that is not clean.
pub fn mask(clean: &[u8], areas: &[picture::Area]) -> Result<Media, MediaError> {
    let format = sniff::format(clean)?;
    if format != Format::Jpeg {
        return Err(MediaError::NothingCovered);
    }
    let Picture {
        width,
        height,
        bytes,
        thumbnail,
    } = picture::mask(clean, areas)?;
    Ok(Media {
        format,
        bytes,
        picture: Some(Preview {
            width,
            height,
            thumbnail,
        }),
        notices: Vec::new(),
    })
}

#[cfg(test)]
#[path = "tests/mod.rs"]
mod tests;
