//! The relay's process.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use ekin_sync_server::config::{self, Cli, Command, Loaded, LogFormat};
use ekin_sync_server::serve;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let mut out = io::stderr().lock();
            let _ = write!(out, "ekin-sync-server: {error}");
            let mut source = error.source();
            while let Some(below) = source {
                let _ = write!(out, ": {below}");
                source = below.source();
            }
            let _ = writeln!(out);
            ExitCode::FAILURE
        }
    }
}

fn run(cli: &Cli) -> Result<(), Box<dyn std::error::Error>> {
    let loaded = config::load(cli)?;
    log(&loaded);
    match cli.command.clone().unwrap_or(Command::Serve) {
        Command::Serve => {
            let dir = serve::DataDir::open(&loaded.data)?;
            Ok(serve::run(&dir, loaded.serve)?)
        }
        Command::CreationCode => {
            let dir = serve::DataDir::open(&loaded.data)?;
            let (keys, _) = dir.keys(false, serve::random)?;
            Ok(writeln!(io::stdout(), "{}", keys.creation_code())?)
        }
    }
}

fn log(loaded: &Loaded) {
    let filter = EnvFilter::try_new(&loaded.log_level).unwrap_or_else(|_| EnvFilter::new("info"));
    let to_stderr = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_target(false);
    match loaded.log_format {
        LogFormat::Text => to_stderr.with_ansi(false).init(),
        LogFormat::Json => to_stderr.json().flatten_event(true).init(),
    }
}
