//! The process: data folder, listeners, writer, packer, signals.

mod accept;
mod admin;
mod backup;
mod bodies;
mod chores;
mod clock;
mod data;
mod follow;
mod halves;
mod limit;
mod metrics;
mod origin;
mod patience;
mod socket;
mod tls;
mod upgrade;
mod wake;
mod writer;

pub use clock::{now_ms, random};
pub use data::{Boot, DataDir, DataError, read_seed, write_seed};
pub use tls::{Tls, TlsError};

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::task::block_in_place;

use crate::config::ServeConfig;
use crate::packer::Schedule;
use crate::relay::{Relay, cause, new_instance};
use crate::storage::sqlite::SqliteStorage;
use crate::storage::{Storage, StorageError};
use bodies::Bodies;
use follow::Followers;
use halves::Halves;
use limit::Limiter;
use metrics::Metrics;
use writer::{Told, WriteQueue};

/// Why the relay did not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The database.
    #[error("relay.db cannot be used")]
    Storage(#[from] StorageError),
    /// An address.
    #[error("cannot listen on {address}: is another program there, or is a port below 1024 not allowed?")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A certificate.
    #[error("TLS cannot start")]
    Tls(#[from] TlsError),
    /// The system.
    #[error("the system refused what the relay needs")]
    System(#[from] io::Error),
}

/// What every connection shares.
pub(crate) struct Shared<S> {
    relay: Arc<Relay<S>>,
    queue: WriteQueue,
    followers: Arc<Followers>,
    limiter: Limiter,
    messages: Limiter,
    bodies: Bodies,
    halves: Arc<Halves>,
    metrics: Arc<Metrics>,
    config: ServeConfig,
    drain: watch::Sender<bool>,
}

/// Opens the relay of a data folder: keys, database, and a new instance where the database is older than what
/// this folder had seen. Says whether the folder is new.
pub fn open(dir: &DataDir, config: &ServeConfig) -> Result<(Relay<SqliteStorage>, Boot, bool), ServeError> {
    let (keys, first) = dir.keys(config.new_key, random)?;
    let mut fresh = [0; 12];
    random(&mut fresh);
    let storage = SqliteStorage::open(&dir.database(), new_instance(1, fresh), config.quota)?;
    let relay = Relay::new(storage, keys, Box::new(random)).with_limits(config.limits);
    let mut boot = dir.boot()?;
    let (instance, entries) = (relay.instance()?, relay.storage().entries_total()?);
    if boot.is_ahead(&instance, entries) {
        let seen = boot.seen().map_or(0, |(seen, _)| seen.ordinal());
        let instance = relay.start_instance_after(seen, now_ms())?;
        tracing::warn!(
            instance = instance.ordinal(),
            "the database is older than this folder's boot file: a new instance starts, members send again"
        );
    }
    boot.note(relay.instance()?, relay.storage().entries_total()?)?;
    Ok((relay, boot, first))
}

/// Runs the relay until it is told to stop.
pub fn run(dir: &DataDir, config: ServeConfig) -> Result<(), ServeError> {
    let (relay, boot, first) = open(dir, &config)?;
    announce(dir, &relay, first)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (relay, told) = (Arc::new(relay), told(boot, &config));
    let (queue, thread) = writer::start(Arc::clone(&relay), Arc::clone(&told))?;
    let ended = runtime.block_on(serve(dir, config, relay, told, queue));
    // Ends the sessions that are left, and with them the last ends of the queue: what waited is written.
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    if ended.is_ok() && thread.join().is_err() {
        tracing::error!("the writer stopped in the middle of a write");
    }
    ended
}

fn told(boot: Boot, config: &ServeConfig) -> Arc<Told> {
    Arc::new(Told {
        followers: Arc::new(Followers::default()),
        schedule: Arc::new(Mutex::new(Schedule::new(config.pack_after_ms))),
        boot: Mutex::new(boot),
        changed: Arc::default(),
    })
}

async fn serve(
    dir: &DataDir,
    config: ServeConfig,
    relay: Arc<Relay<SqliteStorage>>,
    told: Arc<Told>,
    queue: WriteQueue,
) -> Result<(), ServeError> {
    let tls = config
        .tls
        .clone()
        .map(|(cert, key)| Tls::load(cert, key))
        .transpose()?;
    let listener = bind(config.listen).await?;
    let admin = match config.admin_listen {
        Some(address) => Some(bind(address).await?),
        None => None,
    };
    let posts = queue.clone();
    relay.set_queue(Box::new(move |write| {
        posts.push(write).ok()?.blocking_recv().ok()
    }));
    let shared = Arc::new(Shared {
        relay,
        queue,
        followers: Arc::clone(&told.followers),
        limiter: Limiter::new(config.request_burst, config.requests_per_second),
        messages: Limiter::of_messages(),
        bodies: Bodies::default(),
        halves: Arc::default(),
        metrics: Arc::new(Metrics::default()),
        config,
        drain: watch::channel(false).0,
    });
    for space in block_in_place(|| shared.relay.storage().spaces())? {
        writer::tell(&shared.relay, &told, space.space, now_ms());
    }
    let (mut stop, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    ready(&listener, admin.as_ref())?;
    let folder = dir.path().to_owned();
    let changed = Arc::clone(&told.changed);
    let chores = [
        tokio::spawn(chores::pack(Arc::clone(&shared), told)),
        tokio::spawn(chores::sweep(Arc::clone(&shared))),
        tokio::spawn(backup::run(Arc::clone(&shared))),
        tokio::spawn(chores::disk(Arc::clone(&shared), folder)),
        tokio::spawn(wake::run(
            Arc::clone(&shared),
            changed,
            Arc::new(wake::HttpWake::new()),
        )),
        tokio::spawn(certificates(Arc::clone(&shared), tls.clone())),
    ];
    if let Some(admin) = admin {
        tokio::spawn(admin::serve(Arc::clone(&shared), admin));
    }
    let accepting = tokio::spawn(accept::accept(Arc::clone(&shared), listener, tls));
    tokio::select! {
        _ = stop.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping: open connections finish first");
    shared.drain.send_replace(true);
    let _ = accepting.await;
    for chore in chores {
        let _ = chore.await;
    }
    shared.relay.close_queue();
    Ok(())
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address)
        .await
        .map_err(|source| ServeError::Listen { address, source })
}

/// Reads the certificate again at SIGHUP, or when its files changed.
async fn certificates<S: Storage>(shared: Arc<Shared<S>>, tls: Option<Tls>) {
    let Ok(mut hup) = signal(SignalKind::hangup()) else {
        return;
    };
    let mut look = tokio::time::interval(std::time::Duration::from_secs(60));
    let mut drain = shared.drain.subscribe();
    let mut seen = tls.as_ref().and_then(Tls::changed);
    loop {
        let asked = tokio::select! {
            _ = hup.recv() => true,
            _ = look.tick() => false,
            () = drained(&mut drain) => return,
        };
        let Some(tls) = &tls else { continue };
        let changed = tls.changed();
        if !asked && changed == seen {
            continue;
        }
        seen = changed;
        match tls.reload() {
            Ok(()) => tracing::info!("certificate read again"),
            Err(error) => {
                tracing::error!(error = %error, cause = cause(&error), "new certificate not used, the old one stays");
            }
        }
    }
}

/// Says where things are, and at the first start what to do with them.
fn announce<S: Storage>(dir: &DataDir, relay: &Relay<S>, first: bool) -> io::Result<()> {
    let mut out = io::stderr().lock();
    writeln!(out, "data: {}", dir.path().display())?;
    writeln!(out, "key: {}", dir.key_file().display())?;
    if first {
        writeln!(
            out,
            "first start: copy the key file to a safe place; a backup does not hold it, and without it members \
             will not trust this relay again"
        )?;
        writeln!(
            out,
            "creation code (for making a space from another machine; shown again by `creation-code`): {}",
            relay.keys().creation_code()
        )?;
    }
    Ok(())
}

/// The line for whoever started the process: it listens now.
fn ready(listener: &TcpListener, admin: Option<&TcpListener>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    write!(out, "ready listen={}", listener.local_addr()?)?;
    if let Some(admin) = admin {
        write!(out, " admin={}", admin.local_addr()?)?;
    }
    writeln!(out)?;
    out.flush()
}

/// Waits until the relay stops.
async fn drained(drain: &mut watch::Receiver<bool>) {
    // An error means that the sender is gone, which it is only when the relay has stopped.
    let _ = drain.wait_for(|draining| *draining).await;
}
