//! What the operator may set: by flags, by environment (`EKIN_RELAY_*`), by a TOML file, in this order; nothing
//! has to be set.

mod cli;

pub use cli::{Cli, Command, SpaceCommand};

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use config::{Config, ConfigError, Environment, File, FileFormat};
use serde::Deserialize;

use crate::operator::EXPIRES_MS;
use crate::relay::Limits;

/// Where the relay listens when nothing is said.
const LISTEN: &str = "127.0.0.1:8440";
/// Where its health is asked for when nothing is said.
const ADMIN: &str = "127.0.0.1:8441";

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A file or a variable cannot be read.
    #[error("a setting cannot be read")]
    Read(#[from] ConfigError),
    /// An address is none.
    #[error("{name} = {value}: is no address like 127.0.0.1:8440")]
    Address {
        /// The setting.
        name: &'static str,
        /// What it was set to.
        value: String,
    },
    /// A proxy's address is none.
    #[error("trusted_proxies: {value} is no address like 127.0.0.1 or ::1")]
    Proxy {
        /// What was given.
        value: String,
    },
    /// One of two files is missing.
    #[error("tls_cert and tls_key belong together: set both, or none")]
    HalfTls,
    /// A number is beyond its range.
    #[error("{name}: may be {most} at most: backups are kept for 30 days and not longer")]
    TooLarge {
        /// The setting.
        name: &'static str,
        /// The largest value.
        most: u64,
    },
    /// A number is out of its range.
    #[error("{name}: has to be at least {least}")]
    TooSmall {
        /// The setting.
        name: &'static str,
        /// The smallest value.
        least: u64,
    },
}

/// The settings as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    data: PathBuf,
    listen: String,
    admin_listen: Option<String>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    pack_after_ms: u64,
    quota_bytes: u64,
    blob_quota_bytes: u64,
    inbox_lane_bytes: u64,
    mailbox_bytes: u64,
    inbox_work_bits: u64,
    wake_loopback: bool,
    max_connections: u64,
    max_connections_per_prefix: u64,
    request_burst: u64,
    requests_per_second: u64,
    trusted_proxies: String,
    backup_folder: Option<PathBuf>,
    backup_every_minutes: u64,
    backup_keep: u64,
    log_format: LogFormat,
    log_level: String,
}

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// What the process runs with.
#[derive(Clone, Debug)]
pub struct ServeConfig {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where it is asked for its health; none where it is not.
    pub admin_listen: Option<SocketAddr>,
    /// Certificate chain and key.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Time in ms after a change when a pack is made.
    pub pack_after_ms: u64,
    /// Bytes that a new space may use.
    pub quota: u64,
    /// What it keeps beside logs.
    pub limits: Limits,
    /// Connections at one time.
    pub max_connections: usize,
    /// Connections at one time from one neighbourhood of the network.
    pub max_connections_per_prefix: usize,
    /// Requests that one neighbourhood of the network may make at once.
    pub request_burst: u32,
    /// Requests a second that it may make after that.
    pub requests_per_second: u32,
    /// Proxies whose word on where a request comes from is taken.
    pub trusted_proxies: Vec<IpAddr>,
    /// Backups that the running relay makes; none where it makes none.
    pub backups: Option<Backups>,
    /// Whether a new key may be made beside an old database.
    pub new_key: bool,
}

/// Backups that the running relay makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    /// Folder into which they are put.
    pub folder: PathBuf,
    /// Time in ms between two of them.
    pub every_ms: u64,
    /// How many are kept.
    pub keep: usize,
}

/// All that was set.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The data folder.
    pub data: PathBuf,
    /// How the process runs.
    pub serve: ServeConfig,
    /// How the log is written.
    pub log_format: LogFormat,
    /// How much is logged: `error`, `warn`, `info`, `debug`, or directives of `tracing`.
    pub log_level: String,
}

/// Reads the settings.
pub fn load(cli: &Cli) -> Result<Loaded, SettingsError> {
    let mut builder = Config::builder()
        .set_default("data", default_data().display().to_string())?
        .set_default("listen", LISTEN)?
        .set_default("pack_after_ms", 60_000)?
        .set_default("quota_bytes", 4_i64 << 30)?
        .set_default("blob_quota_bytes", 4_i64 << 30)?
        .set_default("inbox_lane_bytes", 16_i64 << 20)?
        .set_default("mailbox_bytes", 256_i64 << 20)?
        .set_default("inbox_work_bits", 20)?
        .set_default("wake_loopback", false)?
        .set_default("max_connections", 20_000)?
        .set_default("max_connections_per_prefix", 512)?
        .set_default("request_burst", 600)?
        .set_default("requests_per_second", 60)?
        .set_default("trusted_proxies", "")?
        .set_default("backup_every_minutes", 1_440)?
        .set_default("backup_keep", 14)?
        .set_default("log_format", "text")?
        .set_default("log_level", "info")?;
    if let Some(path) = &cli.config {
        builder = builder.add_source(File::from(path.as_path()).format(FileFormat::Toml));
    }
    builder = builder.add_source(Environment::with_prefix("EKIN_RELAY").try_parsing(true));
    for (name, value) in cli.settings() {
        builder = builder.set_override(name, value)?;
    }
    let settings: Settings = builder.build()?.try_deserialize()?;
    check(settings, cli.new_key)
}

fn check(settings: Settings, new_key: bool) -> Result<Loaded, SettingsError> {
    let address = |name, value: &str| {
        value.parse::<SocketAddr>().map_err(|_| SettingsError::Address {
            name,
            value: value.to_owned(),
        })
    };
    let count = |name, value: u64| match usize::try_from(value) {
        Ok(value) if value > 0 => Ok(value),
        _ => Err(SettingsError::TooSmall { name, least: 1 }),
    };
    let requests = |name, value: u64| match u32::try_from(value) {
        Ok(0) => Err(SettingsError::TooSmall { name, least: 1 }),
        Ok(value) => Ok(value),
        // As good as no limit.
        Err(_) => Ok(u32::MAX),
    };
    let proxy = |value: &str| {
        let value = value.trim();
        value.parse().map_err(|_| SettingsError::Proxy {
            value: value.to_owned(),
        })
    };
    let backups = match settings.backup_folder {
        None => None,
        Some(folder) => {
            let (name, most) = ("backup_every_minutes", EXPIRES_MS / 60_000);
            let every = count(name, settings.backup_every_minutes)? as u64;
            if every > most {
                return Err(SettingsError::TooLarge { name, most });
            }
            Some(Backups {
                folder,
                every_ms: every * 60_000,
                keep: count("backup_keep", settings.backup_keep)?,
            })
        }
    };
    let listen = address("listen", &settings.listen)?;
    let admin_listen = match settings.admin_listen.as_deref() {
        Some("off") => None,
        Some(value) => Some(address("admin_listen", value)?),
        // A relay on a port that the system chose is one of several: its health has a port of its own too.
        None if listen.port() == 0 => Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        None => Some(address("admin_listen", ADMIN)?),
    };
    Ok(Loaded {
        data: settings.data,
        log_format: settings.log_format,
        log_level: settings.log_level,
        serve: ServeConfig {
            listen,
            admin_listen,
            tls: match (settings.tls_cert, settings.tls_key) {
                (Some(cert), Some(key)) => Some((cert, key)),
                (None, None) => None,
                _ => return Err(SettingsError::HalfTls),
            },
            pack_after_ms: settings.pack_after_ms,
            quota: settings.quota_bytes,
            limits: Limits {
                blob_bytes: settings.blob_quota_bytes,
                inbox_bytes: settings.inbox_lane_bytes,
                mailbox_bytes: settings.mailbox_bytes,
                work_bits: u8::try_from(settings.inbox_work_bits).unwrap_or(u8::MAX),
                wake_loopback: settings.wake_loopback,
            },
            max_connections: count("max_connections", settings.max_connections)?,
            max_connections_per_prefix: count(
                "max_connections_per_prefix",
                settings.max_connections_per_prefix,
            )?,
            request_burst: requests("request_burst", settings.request_burst)?,
            requests_per_second: requests("requests_per_second", settings.requests_per_second)?,
            trusted_proxies: match settings.trusted_proxies.trim() {
                "" => Vec::new(),
                listed => listed.split(',').map(proxy).collect::<Result<_, _>>()?,
            },
            backups,
            new_key,
        },
    })
}

/// The folder where a user's programs keep their state; beside the program's start where there is none.
fn default_data() -> PathBuf {
    let set = |name| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    set("STATE_DIRECTORY")
        .or_else(|| Some(set("XDG_STATE_HOME")?.join("ekin-relay")))
        .or_else(|| Some(set("HOME")?.join(".local/state/ekin-relay")))
        .unwrap_or_else(|| Path::new("ekin-relay").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[test]
    fn flags_win_over_a_file_and_mistakes_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("relay.toml");
        std::fs::write(
            &file,
            "listen = \"127.0.0.1:9000\"\npack_after_ms = 5\nadmin_listen = \"off\"\n",
        )
        .unwrap();
        let config = format!("--config={}", file.display());
        let loaded = load(&Cli::parse_from(["relay", &config])).unwrap();
        assert_eq!(loaded.serve.listen.port(), 9000);
        assert_eq!((loaded.serve.pack_after_ms, loaded.serve.admin_listen), (5, None));
        let loaded = load(&Cli::parse_from(["relay", &config, "--listen", "127.0.0.1:0"])).unwrap();
        assert_eq!(loaded.serve.listen.port(), 0);
        std::fs::write(&file, "lisen = \"127.0.0.1:9000\"\n").unwrap();
        let error = load(&Cli::parse_from(["relay", &config])).unwrap_err();
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.contains("lisen"), "{cause}");
        let error = load(&Cli::parse_from(["relay", "--listen", "nowhere"])).unwrap_err();
        assert!(matches!(error, SettingsError::Address { name: "listen", .. }));
        let error = load(&Cli::parse_from(["relay", "--tls-cert", "a.pem"])).unwrap_err();
        assert!(matches!(error, SettingsError::HalfTls));
        let error = load(&Cli::parse_from([
            "relay",
            "--trusted-proxies",
            "10.0.0.1, caddy",
        ]))
        .unwrap_err();
        assert!(error.to_string().contains("caddy"), "{error}");
        let loaded = load(&Cli::parse_from(["relay", "--trusted-proxies", "10.0.0.1, ::1"])).unwrap();
        assert_eq!(loaded.serve.trusted_proxies.len(), 2);
        let error = load(&Cli::parse_from(["relay", "--requests-per-second", "0"])).unwrap_err();
        assert!(matches!(error, SettingsError::TooSmall { .. }));
    }
}
