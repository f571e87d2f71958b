//! `ekin-limit JOB JSON`: does one job and prints what it took as JSON.

use std::io::Write;
use std::process::ExitCode;

use ekin_limit::{LimitError, automerge, documents, echo, first_page, first_sync, ingest, merge, take};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody else is told when even this cannot be written.
            let _ = writeln!(std::io::stderr(), "{error:?}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), LimitError> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [job, json] = arguments.as_slice() else {
        return Err(LimitError::Unexpected {
            what: "usage: ekin-limit JOB JSON",
        });
    };
    let reading = match job.as_str() {
        "first-sync" => first_sync::run(&serde_json::from_str(json)?)?,
        "first-page" => first_page::run(&serde_json::from_str(json)?)?,
        "documents" => documents::run(&serde_json::from_str(json)?)?,
        "automerge" => automerge::run(&serde_json::from_str(json)?)?,
        "merge" => merge::run(&serde_json::from_str(json)?)?,
        "take" => take::run(&serde_json::from_str(json)?)?,
        "ingest" => ingest::run(&serde_json::from_str(json)?)?,
        "echo" => return echo::run(&serde_json::from_str(json)?),
        _ => return Err(LimitError::Unexpected { what: "no such job" }),
    };
    Ok(writeln!(
        std::io::stdout(),
        "{}",
        serde_json::to_string(&reading)?
    )?)
}
