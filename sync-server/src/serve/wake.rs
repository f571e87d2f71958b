//! Wakes devices over HTTP (UnifiedPush, and whatever else takes an empty POST). A log only notes that it has grown: who is
//! woken, and how long that takes, no commit waits for.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use ekin_protocol::id::{Ord, SpaceId};
use http::header::{CONTENT_LENGTH, HOST, HeaderName};
use http::{Request, StatusCode};
use http_body_util::Empty;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{Notify, Semaphore};
use tokio::task::block_in_place;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{Shared, drained, now_ms};
use crate::relay::cause;
use crate::storage::{Result, Storage};
use crate::wake::{Endpoint, Wake, Woken};

/// Time between two wakes of one device: what comes meanwhile is told by the next.
const GAP_MS: u64 = 30_000;
/// Time between two looks at who is due.
const LOOK: Duration = Duration::from_secs(1);
/// Time that one wake may take.
const TIME: Duration = Duration::from_secs(10);
/// Wakes that are under way at one time.
const AT_ONCE: usize = 16;
/// Devices that wait to be woken at one time.
const DUE: usize = 65_536;
/// How long a push service keeps a wake for a device that is out of reach, in seconds (RFC 8030).
const TTL: HeaderName = HeaderName::from_static("ttl");

/// The spaces whose devices are to be woken.
#[derive(Debug, Default)]
pub struct Changed {
    spaces: Mutex<HashSet<SpaceId>>,
    some: Notify,
}

impl Changed {
    /// A space has something new.
    pub(super) fn note(&self, space: SpaceId) {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        spaces.insert(space);
        drop(spaces);
        self.some.notify_one();
    }

    fn take(&self) -> HashSet<SpaceId> {
        std::mem::take(&mut *self.spaces.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Who is to be woken, and who was not long ago.
#[derive(Debug, Default)]
struct Due {
    waiting: BTreeMap<(SpaceId, Ord), Endpoint>,
    woken: HashMap<String, u64>,
}

impl Due {
    /// A device is to be woken; when it waits already, once is enough.
    fn add(&mut self, space: SpaceId, ord: Ord, endpoint: Endpoint) {
        if self.waiting.len() < DUE {
            self.waiting.insert((space, ord), endpoint);
        }
    }

    /// Those whose time has come; one address once, for however many spaces.
    fn ready(&mut self, now_ms: u64) -> Vec<(SpaceId, Ord, Endpoint)> {
        self.woken.retain(|_, at| now_ms < at.saturating_add(GAP_MS));
        let mut ready = Vec::new();
        let told: HashSet<String> = self.woken.keys().cloned().collect();
        self.waiting.retain(|(space, ord), endpoint| {
            if told.contains(endpoint.address()) {
                return true;
            }
            if self.woken.insert(endpoint.address().to_owned(), now_ms).is_none() {
                ready.push((*space, *ord, endpoint.clone()));
            }
            false
        });
        ready
    }
}

/// Wakes whoever is due, until the relay stops.
pub(super) async fn run<S: Storage>(shared: Arc<Shared<S>>, changed: Arc<Changed>, by: Arc<dyn Wake>) {
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut drain = shared.drain.subscribe();
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut due = Due::default();
    loop {
        tokio::select! {
            () = changed.some.notified() => {}
            _ = look.tick() => {}
            () = drained(&mut drain) => return,
        }
        for space in changed.take() {
            if let Err(error) = block_in_place(|| find(shared.relay.storage(), space, &mut due, &shared)) {
                tracing::error!(error = %error, cause = cause(&error), "endpoints not read");
            }
        }
        for (space, ord, endpoint) in due.ready(now_ms()) {
            let (shared, by, places) = (Arc::clone(&shared), Arc::clone(&by), Arc::clone(&places));
            tokio::spawn(async move {
                let Ok(_place) = places.acquire_owned().await else {
                    return;
                };
                let woken = timeout(TIME, by.wake(&endpoint)).await.unwrap_or(Woken::Failed);
                shared.metrics.woken(woken == Woken::Taken);
                if woken == Woken::Gone {
                    let forgotten = block_in_place(|| shared.relay.storage().set_endpoint(&space, ord, None));
                    if let Err(error) = forgotten {
                        tracing::error!(error = %error, cause = cause(&error), "endpoint not forgotten");
                    }
                }
            });
        }
    }
}

/// Adds the members of a space who want to be woken; whoever was removed is forgotten.
fn find<S: Storage>(storage: &S, space: SpaceId, due: &mut Due, shared: &Shared<S>) -> Result<()> {
    let Some(snapshot) = storage.snapshot(&space)? else {
        return Ok(());
    };
    for (ord, address) in storage.endpoints(&space)? {
        let member = snapshot
            .members
            .member(ord)
            .is_some_and(|member| member.role().is_some());
        let endpoint = Endpoint::parse(&address, shared.relay.limits().wake_loopback);
        match endpoint.filter(|_| member) {
            Some(endpoint) => due.add(space, ord, endpoint),
            None => drop(storage.set_endpoint(&space, ord, None)?),
        }
    }
    Ok(())
}

/// Wakes by an empty POST.
pub(super) struct HttpWake {
    tls: TlsConnector,
}

impl HttpWake {
    /// Trusts the certificates that browsers trust.
    pub(super) fn new() -> Self {
        let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        let config = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        Self {
            tls: TlsConnector::from(Arc::new(config)),
        }
    }

    async fn post(&self, endpoint: &Endpoint) -> io::Result<StatusCode> {
        let uri = endpoint.uri();
        let secure = uri.scheme_str() == Some("https");
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let mut found = tokio::net::lookup_host((host, port)).await?;
        let refused = || io::Error::from(io::ErrorKind::PermissionDenied);
        let at = found
            .find(|at| endpoint.may_lead_to(at.ip()))
            .ok_or_else(refused)?;
        let stream = TcpStream::connect(at).await?;
        if secure {
            let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
            send(self.tls.connect(name, stream).await?, endpoint).await
        } else {
            send(stream, endpoint).await
        }
    }
}

async fn send(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    endpoint: &Endpoint,
) -> io::Result<StatusCode> {
    let uri = endpoint.uri();
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(io::Error::other)?;
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let host = uri.authority().map_or("", |authority| authority.as_str());
    let request = Request::post(path)
        .header(HOST, host)
        .header(CONTENT_LENGTH, 0)
        .header(TTL, 86_400)
        .body(Empty::<Bytes>::new())
        .map_err(io::Error::other)?;
    // The line lives as long as the answer takes; what else comes on it nobody reads.
    tokio::select! {
        answer = sender.send_request(request) => answer.map(|answer| answer.status()).map_err(io::Error::other),
        ended = connection => Err(ended.err().map_or(io::ErrorKind::UnexpectedEof.into(), io::Error::other)),
    }
}

impl Wake for HttpWake {
    fn wake<'a>(&'a self, endpoint: &'a Endpoint) -> Pin<Box<dyn Future<Output = Woken> + Send + 'a>> {
        Box::pin(async move {
            match self.post(endpoint).await {
                Ok(status) if status.is_success() => Woken::Taken,
                Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => Woken::Gone,
                Ok(_) | Err(_) => Woken::Failed,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_soon_after_is_told_by_one_wake() {
        let mut due = Due::default();
        let endpoint = || Endpoint::parse("https://push.example.org/a", false).unwrap();
        let (one, other) = (SpaceId([1; 32]), SpaceId([2; 32]));
        due.add(one, 0, endpoint());
        due.add(one, 0, endpoint());
        due.add(other, 3, endpoint());
        assert_eq!(due.ready(1_000).len(), 1, "one device, however many spaces");
        due.add(one, 0, endpoint());
        assert!(due.ready(2_000).is_empty(), "not yet");
        assert_eq!(due.ready(1_000 + GAP_MS).len(), 1, "but not never");
        assert!(due.ready(u64::MAX).is_empty());
    }
}
