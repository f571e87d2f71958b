//! Every size limit of the protocol, in bytes unless said otherwise.

/// Nesting of CBOR containers.
pub const CBOR_DEPTH: u8 = 8;
/// Items of one envelope.
pub const ITEMS: usize = 64;
/// Payload of one item.
pub const PAYLOAD: usize = 64 << 10;
/// Payload of one record of a public space.
pub const PUBLIC_PAYLOAD: usize = 16 << 10;
/// Replaced items that one record may name.
pub const SUPERSEDES: usize = 256;
/// Body of a frame as it travels.
pub const FRAME_BODY: usize = 192 << 10;
/// A whole frame as it travels.
pub const FRAME: usize = FRAME_BODY + 1024;
/// Decompressed body of a frame.
pub const FRAME_RAW: usize = 4 << 20;
/// Window of any zstd frame.
pub const ZSTD_WINDOW: u64 = 1 << 20;
/// One segment as it travels.
pub const SEGMENT: usize = 512 << 10;
/// Decompressed items, or decompressed proofs, of one segment.
pub const SEGMENT_RAW: usize = 8 << 20;
/// Envelopes of one segment.
pub const SEGMENT_PROOFS: usize = 65_536;
/// Segments of one manifest.
pub const MANIFEST_SEGMENTS: usize = 16_384;
/// A manifest as it travels.
pub const MANIFEST: usize = 2 << 20;
/// Entries of one log block.
pub const BLOCK_ENTRIES: usize = 256;
/// Size at which a log block ends; the entry that reaches it is its last.
pub const BLOCK: usize = 512 << 10;
/// A log block as it travels: its bound and its last entry.
pub const BLOCK_MAX: usize = BLOCK + FRAME + 4096;
/// One chunk of a blob before it is sealed.
pub const BLOB_CHUNK: usize = 256 << 10;
/// Chunks of one blob.
pub const BLOB_CHUNKS: usize = 1024;
/// One blob before it is sealed.
pub const BLOB: u64 = (BLOB_CHUNK * BLOB_CHUNKS) as u64;
/// One membership record with its signature.
pub const MEMBER_RECORD: usize = 64 << 10;
/// Members that one record grants a key.
pub const GRANTS: usize = 700;
/// A key sealed to a member: HPKE's encapsulated key, 32 bytes, a tag.
pub const GRANT: usize = 32 + 32 + 16;
/// A key sealed under another: a nonce, 32 bytes, a tag.
pub const SEALED_KEY: usize = 24 + 32 + 16;
/// Units, objects, and blobs, each, that one record erases.
pub const ERASED: usize = 512;
/// Documents of which one checkpoint begins a new generation.
pub const BEGINS: usize = 128;
/// One part of a checkpoint's pack, decompressed.
pub const PACK_PART: usize = 1 << 20;
/// Log time in ms after which an undisputed checkpoint ends the log before it, though nobody else looked: 30 days
/// (protocol 8).
pub const UNDISPUTED_MS: u64 = 30 * 24 * 60 * 60 * 1_000;
/// Entries of a log since its last checkpoint at which the next is due (protocol 8).
pub const CHECKPOINT_ENTRIES: u64 = 20_000;
/// Slots that one page of them gives.
pub const SLOTS: usize = 1024;
/// One chunk of a blob as it travels: sealed, with a tag.
pub const SEALED_CHUNK: usize = BLOB_CHUNK + 16;
/// Addresses of a relay that a record or a link may name.
pub const URLS: usize = 8;
/// One such address, in bytes of UTF-8.
pub const URL: usize = 512;
/// Name in a link, in bytes of UTF-8.
pub const LINK_NAME: usize = 200;
/// Private spaces that one link may name.
pub const LINK_SPACES: usize = 32;
/// One WebSocket message.
pub const MESSAGE: usize = 256 << 10;
/// Spaces of one hello.
pub const HELLO_SPACES: usize = 256;
/// Tags of spaces in one phone's hello to another.
pub const PEER_SPACES: usize = 256;
/// Chains that one phone names of a space to another.
pub const PEER_CHAINS: usize = 4096;
/// Places of a lost log in one message.
pub const LINKS: usize = 4096;
/// Places of a lost log that one proof goes over.
pub const LOST: usize = 65_536;
/// Membership records in one message from phone to phone.
pub const PEER_RECORDS: usize = 256;
/// Envelopes that one phone takes from another in one meeting.
pub const PEER_ENVELOPES: usize = 4096;
/// Bytes that one phone takes from another in one meeting.
pub const PEER_BYTES: u64 = 32 << 20;
/// Days of log time for which a tombstone stays live.
pub const TOMBSTONE_DAYS: u64 = 400;

/// New lives of a device's chain within [`LIVES_WITHIN_MS`] at which its owner is told (protocol 5).
pub const MANY_LIVES: usize = 3;
/// The day in which they are counted, in ms.
pub const LIVES_WITHIN_MS: i64 = 24 * 60 * 60 * 1_000;

/// Time in ms for which a relay that was restored takes no new membership record (protocol 10): 72 hours.
pub const HEALING_MS: u64 = 72 * 60 * 60 * 1_000;

/// Log time in ms after which an epoch is to be followed by another: 90 days (protocol 7).
pub const EPOCH_MS: u64 = 90 * 24 * 60 * 60 * 1_000;
