//! The jobs.

use std::error::Error;
use std::io::BufRead;
use std::path::Path;

use automerge::ReadDoc;
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use samod::storage::TokioFilesystemStorage;
use samod::{AutomergeUrl, BackoffConfig, ConnectionId, DocHandle, Repo, ShareConfig, Transport};
use serde_json::{Value, json};
use url::Url;

use crate::activity::document;
use crate::gauge::Gauge;

type Outcome<T> = Result<T, Box<dyn Error>>;

const INDEX: &str = "index.url";
const PAGE: usize = 20;

/// Serves until it is ended.
pub async fn serve(what: &Value) -> Outcome<()> {
    let repo = Repo::build_tokio()
        .with_storage(TokioFilesystemStorage::new(text(what, "data")?))
        .with_share_policy(ShareConfig::read_write().with_announce(false))
        .load()
        .await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let port = listener.local_addr()?.port();
    let acceptor = repo.make_acceptor(Url::parse(&format!("tcp://127.0.0.1:{port}"))?)?;
    println!("{}", json!({ "ready": { "port": port, "control": 0 } }));
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        acceptor.accept(Transport::from_tokio_io(stream))?;
    }
}

/// A repository with a store, and its connection where there is a network.
struct Client {
    repo: Repo,
    connection: Option<ConnectionId>,
}

impl Client {
    async fn open(what: &Value, online: bool) -> Outcome<Self> {
        let home = Path::new(text(what, "home")?);
        std::fs::create_dir_all(home)?;
        let store = TokioFilesystemStorage::new(home.join("store"));
        let repo = Repo::build_tokio().with_storage(store).load().await;
        let connection = match online {
            false => None,
            true => {
                let at = Url::parse(&format!("tcp://{}", text(what, "at")?))?;
                let dialer = repo.dial_tcp(at, BackoffConfig::default()).map_err(|error| error.to_string())?;
                dialer.established().await.map_err(|_| "no connection")?;
                dialer.connection_id()
            }
        };
        Ok(Self { repo, connection })
    }

    async fn find(&self, url: &str) -> Outcome<DocHandle> {
        let url: AutomergeUrl = url.parse().map_err(|_| "no URL of Automerge")?;
        let found = self.repo.find(url.document_id().clone()).await?;
        found.ok_or_else(|| "a document that nobody has".into())
    }

    /// All documents of a list.
    async fn all(&self, index: &str) -> Outcome<Vec<DocHandle>> {
        let list = self.find(index).await?;
        let urls: Vec<_> = items(&list)?.into_iter().map(|(_, url)| url).collect();
        let mut finding: FuturesUnordered<_> = urls.iter().map(|url| self.find(url)).collect();
        let mut found = vec![list];
        while let Some(one) = finding.next().await {
            found.push(one?);
            progress(found.len());
        }
        Ok(found)
    }
}

/// Makes activities and waits until the server has them.
pub async fn fill(what: &Value) -> Outcome<Value> {
    let gauge = Gauge::start();
    let client = Client::open(what, true).await?;
    let connection = client.connection.ok_or("no connection")?;
    let file = std::io::BufReader::new(std::fs::File::open(text(what, "file")?)?);
    let (mut items, mut all) = (serde_json::Map::new(), Vec::new());
    for (number, line) in file.lines().take(count(what)?).enumerate() {
        let mut activity: Value = serde_json::from_str(&line?)?;
        let start = activity.pointer("/timings/0/start").cloned().unwrap_or_else(|| "9999".into());
        if let Some(fields) = activity.as_object_mut() {
            fields.insert("note".into(), "".into());
        }
        let handle = client.repo.create(document(&activity)?).await?;
        items.insert(format!("{number:07}"), json!({ "url": handle.url().to_string(), "start": start }));
        all.push(handle);
    }
    let list = client.repo.create(document(&json!({ "items": items }))?).await?;
    let index = list.url().to_string();
    std::fs::write(Path::new(text(what, "home")?).join(INDEX), &index)?;
    all.push(list);
    for (number, handle) in all.iter().enumerate() {
        handle.they_have_our_changes(connection).await;
        progress(number);
    }
    let mut reading = gauge.read();
    client.repo.stop().await;
    if let Some(fields) = reading.as_object_mut() {
        fields.insert("index".into(), index.into());
    }
    Ok(reading)
}

/// A new device takes everything; in its store when the repository has stopped.
pub async fn first_sync(what: &Value) -> Outcome<Value> {
    let gauge = Gauge::start();
    let client = Client::open(what, true).await?;
    let found = client.all(text(what, "index")?).await?.len() - 1;
    if found != count(what)? {
        return Err(format!("{found} activities").into());
    }
    client.repo.stop().await;
    std::fs::write(Path::new(text(what, "home")?).join(INDEX), text(what, "index")?)?;
    Ok(gauge.read())
}

/// A device that has everything compares each document with the server's.
pub async fn reconnect(what: &Value) -> Outcome<Value> {
    let gauge = Gauge::start();
    let client = Client::open(what, true).await?;
    let connection = client.connection.ok_or("no connection")?;
    for handle in client.all(&index(what)?).await? {
        handle.we_have_their_changes(connection).await;
    }
    let reading = gauge.read();
    client.repo.stop().await;
    Ok(reading)
}

/// The first page of a store, by the list.
pub async fn open(what: &Value) -> Outcome<Value> {
    let gauge = Gauge::start();
    let client = Client::open(what, false).await?;
    let list = client.find(&index(what)?).await?;
    let mut items = items(&list)?;
    items.sort();
    for (_, url) in items.iter().take(PAGE) {
        client.find(url).await?;
    }
    let reading = gauge.read();
    client.repo.stop().await;
    Ok(reading)
}

/// Start and URL of each document of a list.
fn items(list: &DocHandle) -> Outcome<Vec<(String, String)>> {
    list.with_document(|document| {
        let (_, items) = document.get(automerge::ROOT, "items")?.ok_or("a list without items")?;
        let mut all = Vec::new();
        for key in document.keys(&items) {
            let (_, item) = document.get(&items, &key)?.ok_or("an item that is none")?;
            let of = |field: &str| -> Outcome<String> {
                let (value, _) = document.get(&item, field)?.ok_or("an item without a field")?;
                Ok(value.as_str().ok_or("an item without a text")?.to_owned())
            };
            all.push((of("start")?, of("url")?));
        }
        Ok(all)
    })
}

fn index(what: &Value) -> Outcome<String> {
    Ok(std::fs::read_to_string(Path::new(text(what, "home")?).join(INDEX))?)
}

fn text<'a>(what: &'a Value, name: &str) -> Outcome<&'a str> {
    what.get(name).and_then(Value::as_str).ok_or_else(|| format!("no {name}").into())
}

fn count(what: &Value) -> Outcome<usize> {
    let count = what.get("count").and_then(Value::as_u64).ok_or("no count")?;
    Ok(usize::try_from(count)?)
}

fn progress(count: usize) {
    if count.is_multiple_of(100) {
        println!("{}", json!({ "progress": count }));
    }
}
