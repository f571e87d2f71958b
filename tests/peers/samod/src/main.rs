//! `ekin-peer-samod JOB JSON`: samod, the Rust repository of Automerge documents, at the jobs of `tests/peers/src/jobs.js`
//! and in the same words: `ready`, `progress`, `done`, a JSON object a line. One Automerge document an activity, and one
//! that lists them.
//!
//! What differs: it talks over bare TCP with lengths before its messages (its WebSocket would bring a second TLS), which
//! is less than a WebSocket. Its store is `FilesystemStorage`: a file a change or save, without fsync.

mod activity;
mod gauge;
mod jobs;

use serde_json::Value;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [job, json] = arguments.as_slice() else {
        return Err("usage: ekin-peer-samod JOB JSON".into());
    };
    let what: Value = serde_json::from_str(json)?;
    let reading = match job.as_str() {
        "serve" => return jobs::serve(&what).await,
        "fill" => jobs::fill(&what).await?,
        "first-sync" => jobs::first_sync(&what).await?,
        "reconnect" => jobs::reconnect(&what).await?,
        "open" => jobs::open(&what).await?,
        other => return Err(format!("samod is not driven at {other}").into()),
    };
    println!("{}", serde_json::json!({ "done": reading }));
    Ok(())
}
