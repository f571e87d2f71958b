//! The relay's process.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use ekin_sync_server::config::{self, Cli, Command, Loaded, LogFormat};
use ekin_sync_server::{operator, serve};
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
        Command::Backup { to, with_key } => {
            let (file, backed) = operator::backup(&loaded.data, &to, with_key, serve::now_ms())?;
            let mut out = io::stdout().lock();
            writeln!(out, "backup: {}", file.display())?;
            for space in backed {
                writeln!(out, "space {} up to place {}", space.space, space.seq)?;
            }
            Ok(())
        }
        Command::Restore { from } => {
            let dir = serve::DataDir::open(&loaded.data)?;
            let restored = operator::restore(&dir, &from, &loaded.serve, serve::now_ms())?;
            let mut out = io::stdout().lock();
            for space in restored.spaces {
                writeln!(out, "space {} up to place {}", space.space, space.seq)?;
            }
            if let Some(aside) = restored.set_aside {
                writeln!(out, "the database that was here: {}", aside.display())?;
            }
            writeln!(
                out,
                "instance {}: members send again what is missing; for 72 hours membership changes wait for that, or until \
                 `heal --finish`",
                restored.instance.ordinal()
            )?;
            Ok(())
        }
        Command::Check { backup } => {
            let checked = match &backup {
                Some(file) => operator::check_backup(file)?,
                None => {
                    let keys = operator::keys(&loaded.data)?;
                    operator::check(&operator::database(&loaded.data)?, Some(&keys.packer_public()))?
                }
            };
            let mut out = io::stdout().lock();
            for space in checked {
                let (id, seq, live, segments) = (space.space, space.seq, space.live, space.segments);
                writeln!(
                    out,
                    "space {id}: {seq} entries, {live} alive, {segments} segments: ok"
                )?;
            }
            writeln!(out, "ok")?;
            Ok(())
        }
        Command::Heal { space, finish } => {
            let (now, mut out) = (serve::now_ms(), io::stdout().lock());
            Ok(operator::heal(&loaded.data, space, finish, now, &mut out)?)
        }
        Command::Space(command) => Ok(operator::space(&loaded.data, &command, &mut io::stdout().lock())?),
        Command::CreationCode => {
            let keys = operator::keys(&loaded.data)?;
            Ok(writeln!(io::stdout(), "{}", keys.creation_code())?)
        }
        Command::PublicKeys => {
            let keys = operator::keys(&loaded.data)?;
            let (relay, packer) = (keys.relay_public(), keys.packer_public());
            Ok(writeln!(io::stdout(), "{relay}{packer}")?)
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
