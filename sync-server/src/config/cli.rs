//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use config::Value;
use ekin_protocol::id::SpaceId;

use super::LogFormat;

/// Ekin's relay: stores, orders and forwards; starts with no configuration.
#[derive(Debug, Parser)]
#[command(name = "ekin-sync-server", version, about, max_term_width = 100)]
pub struct Cli {
    /// What to do; serve, when nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Settings in TOML; each may also be given as EKIN_RELAY_NAME, or as a flag.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Data folder: relay.db, relay.key, boot.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Address to listen on; port 0 lets the system choose.
    #[arg(long, global = true, value_name = "ADDR")]
    listen: Option<String>,
    /// Address of /healthz, /readyz and /metrics, or `off`.
    #[arg(long, global = true, value_name = "ADDR")]
    admin_listen: Option<String>,
    /// Certificate chain in PEM; read again at SIGHUP and when it changes.
    #[arg(long, global = true, value_name = "FILE")]
    tls_cert: Option<PathBuf>,
    /// Key of the certificate in PEM.
    #[arg(long, global = true, value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// Time in milliseconds after a change when a pack is made.
    #[arg(long, global = true, value_name = "MS")]
    pack_after_ms: Option<u64>,
    /// Bytes that a new space may use.
    #[arg(long, global = true, value_name = "BYTES")]
    quota_bytes: Option<u64>,
    /// Requests that one neighbourhood of the network may make at once.
    #[arg(long, global = true, value_name = "N")]
    request_burst: Option<u64>,
    /// Requests a second that it may make after that.
    #[arg(long, global = true, value_name = "N")]
    requests_per_second: Option<u64>,
    /// Addresses, with commas between, of proxies whose X-Forwarded-For is believed.
    #[arg(long, global = true, value_name = "IP,IP")]
    trusted_proxies: Option<String>,
    /// Bytes that the blobs of a space may use.
    #[arg(long, global = true, value_name = "BYTES")]
    blob_quota_bytes: Option<u64>,
    /// Bytes that the messages in each lane of an inbox may use.
    #[arg(long, global = true, value_name = "BYTES")]
    inbox_lane_bytes: Option<u64>,
    /// Bytes that all mailboxes together may use.
    #[arg(long, global = true, value_name = "BYTES")]
    mailbox_bytes: Option<u64>,
    /// Zero bits that whoever drops a message works for: one more doubles the work.
    #[arg(long, global = true, value_name = "BITS")]
    inbox_work_bits: Option<u64>,
    /// Folder into which the running relay puts backups; none without it.
    #[arg(long, global = true, value_name = "DIR")]
    backup_folder: Option<PathBuf>,
    /// Minutes between two of them.
    #[arg(long, global = true, value_name = "MINUTES")]
    backup_every_minutes: Option<u64>,
    /// How many of them are kept; none for longer than 30 days.
    #[arg(long, global = true, value_name = "N")]
    backup_keep: Option<u64>,
    /// How the log is written.
    #[arg(long, global = true, value_enum)]
    log_format: Option<LogFormat>,
    /// How much is logged: error, warn, info, debug.
    #[arg(long, global = true, value_name = "LEVEL")]
    log_level: Option<String>,
    /// Make a new key although there is a database: the old key is lost.
    #[arg(long, global = true)]
    pub new_key: bool,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Run the relay.
    Serve,
    /// Copy the database while the relay runs, check the copy, and sign how far it goes.
    Backup {
        /// A file that is not there yet, or a folder.
        to: PathBuf,
        /// Put the key beside it: whoever has the backup can then pose as this relay.
        #[arg(long)]
        with_key: bool,
    },
    /// Put a backup in the place of the database. A new instance starts; members send again what it lacks.
    Restore {
        /// The backup.
        from: PathBuf,
    },
    /// Check the database, every log's running hash, what lives, and the packs.
    Check {
        /// A backup to check in place of the database.
        backup: Option<PathBuf>,
    },
    /// Show which spaces wait for what a restore lost: membership changes wait so long.
    Heal {
        /// One space; all without it.
        space: Option<SpaceId>,
        /// Wait no longer: everybody who could bring something has been here.
        #[arg(long)]
        finish: bool,
    },
    /// Look after the spaces.
    #[command(subcommand)]
    Space(SpaceCommand),
    /// Show the code with which a space can be made from another machine.
    CreationCode,
    /// Show the public keys of this relay, for owners who are to name them after the old ones were lost.
    PublicKeys,
}

/// What to do with spaces.
#[derive(Clone, Debug, Subcommand)]
pub enum SpaceCommand {
    /// List them with their sizes.
    List,
    /// Set the bytes that a space may use.
    Quota {
        /// The space.
        space: SpaceId,
        /// The bytes.
        bytes: u64,
    },
    /// Take no more writes for a space; it can still be read.
    Freeze {
        /// The space.
        space: SpaceId,
    },
    /// Take writes again.
    Unfreeze {
        /// The space.
        space: SpaceId,
    },
    /// Delete a space and all that it holds. Members keep their own copies.
    Delete {
        /// The space.
        space: SpaceId,
        /// Really.
        #[arg(long)]
        yes: bool,
    },
}

impl Cli {
    /// The settings that were given as flags.
    pub(super) fn settings(&self) -> Vec<(&'static str, Value)> {
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| Value::from(path.display().to_string()));
        let text = |text: &Option<String>| text.clone().map(Value::from);
        let format = self.log_format.map(|format| match format {
            LogFormat::Text => Value::from("text"),
            LogFormat::Json => Value::from("json"),
        });
        [
            ("data", path(&self.data)),
            ("listen", text(&self.listen)),
            ("admin_listen", text(&self.admin_listen)),
            ("tls_cert", path(&self.tls_cert)),
            ("tls_key", path(&self.tls_key)),
            ("pack_after_ms", self.pack_after_ms.map(Value::from)),
            ("quota_bytes", self.quota_bytes.map(Value::from)),
            ("request_burst", self.request_burst.map(Value::from)),
            ("requests_per_second", self.requests_per_second.map(Value::from)),
            ("trusted_proxies", text(&self.trusted_proxies)),
            ("blob_quota_bytes", self.blob_quota_bytes.map(Value::from)),
            ("inbox_lane_bytes", self.inbox_lane_bytes.map(Value::from)),
            ("mailbox_bytes", self.mailbox_bytes.map(Value::from)),
            ("inbox_work_bits", self.inbox_work_bits.map(Value::from)),
            ("backup_folder", path(&self.backup_folder)),
            ("backup_every_minutes", self.backup_every_minutes.map(Value::from)),
            ("backup_keep", self.backup_keep.map(Value::from)),
            ("log_format", format),
            ("log_level", text(&self.log_level)),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
    }
}
