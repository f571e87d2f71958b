//! The app as a process: a JVM with the real library, the real presenters and screens, drawn without a display
//! (`android/desktop/src/test/kotlin/eus/ekin/desktop/figures`).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

use ekin_limit::gauge::{Reading, cpu_ms_of, memory_kib};

use crate::error::{BenchError, Result};
use crate::world::{World, pause};

/// The program's class.
const PROGRAM: &str = "eus.ekin.desktop.figures.FiguresKt";
/// How long it may take to say a word, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(600);
/// How long it may take to go.
const PARTING: Duration = Duration::from_secs(30);
/// What it says once something is drawn.
const DRAWN: &str = "drawn";

/// How the app is started.
#[derive(Debug)]
pub struct Shell {
    class_path: String,
    library: PathBuf,
    log: PathBuf,
}

impl Shell {
    /// What was built for it beside this program and by Maven.
    ///
    /// # Errors
    /// What lacks, in words.
    pub fn find(world: &World) -> Result<Self, String> {
        let java = Command::new("java").arg("-version").output();
        if !java.is_ok_and(|said| said.status.success()) {
            return Err("no JDK is on this machine".to_owned());
        }
        let library = world.built().to_owned();
        let name = format!(
            "{}ekin_ffi{}",
            std::env::consts::DLL_PREFIX,
            std::env::consts::DLL_SUFFIX
        );
        if !library.join(name).is_file() {
            return Err("the library is not built (`cargo xtask bench` builds it)".to_owned());
        }
        let desktop = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../android/desktop/target");
        // Maven writes it last.
        let needed = std::fs::read_to_string(desktop.join("classpath"))
            .map_err(|_| "Maven has not built the app (`cargo xtask bench` has it do so)".to_owned())?;
        let own = ["test-classes", "classes"].map(|folder| desktop.join(folder).display().to_string());
        Ok(Self {
            class_path: format!("{}:{}", own.join(":"), needed.trim()),
            library,
            log: world.path("app.log"),
        })
    }

    /// What it took from the start of a process to the first thing drawn, and what it holds then (`resident_kib`): `empty`
    /// draws nothing of Ekin's, `first HOME` the first page.
    ///
    /// # Errors
    /// When the process does not get there.
    pub fn drawn(&self, what: &[&str]) -> Result<Reading> {
        let mut app = self.start(what)?;
        app.drawn()
    }

    /// The same, and what it counted of a use of the app: `use HOME WORDS CHANGES`.
    ///
    /// # Errors
    /// When the process does not get there.
    pub fn used(&self, what: &[&str]) -> Result<Reading> {
        let mut app = self.start(what)?;
        let mut reading = app.drawn()?;
        let counted: BTreeMap<String, f64> = serde_json::from_str(&app.hear()?)?;
        reading.more.extend(counted);
        Ok(reading)
    }

    fn start(&self, what: &[&str]) -> Result<App> {
        let log = File::create(&self.log).map_err(BenchError::io("making a log"))?;
        let started = Instant::now();
        let mut child = Command::new("java")
            .arg("-Djava.awt.headless=true")
            .arg(format!("-Djna.library.path={}", self.library.display()))
            .args(["-cp", self.class_path.as_str(), PROGRAM])
            .args(what)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(BenchError::io("starting the app"))?;
        let out = child.stdout.take();
        let (say, said) = sync_channel(2);
        std::thread::spawn(move || {
            let lines = out.into_iter().flat_map(|out| BufReader::new(out).lines());
            for line in lines.map_while(std::io::Result::ok) {
                // Who hears no more has ended the process.
                let _ = say.send(line);
            }
        });
        Ok(App {
            child,
            said,
            started,
            job: what.first().copied().unwrap_or_default().to_owned(),
            log: self.log.clone(),
        })
    }
}

/// The app as it runs. Dropping it ends it.
struct App {
    child: Child,
    said: Receiver<String>,
    started: Instant,
    job: String,
    log: PathBuf,
}

impl App {
    fn drawn(&mut self) -> Result<Reading> {
        let said = self.hear()?;
        let wall_ms = self.started.elapsed().as_secs_f64() * 1e3;
        if said != DRAWN {
            return Err(BenchError::unexpected(format!("the app said {said}")));
        }
        let pid = self.child.id();
        let memory = |line| memory_kib(&pid.to_string(), line);
        Ok(Reading {
            wall_ms,
            cpu_ms: cpu_ms_of(pid),
            peak_kib: memory("VmHWM"),
            more: BTreeMap::from([("resident_kib".to_owned(), memory("VmRSS"))]),
        })
    }

    /// The next line that it says.
    fn hear(&mut self) -> Result<String> {
        self.said.recv_timeout(PATIENCE).map_err(|_| {
            // Who was ended from outside leaves no other word.
            let ended = self.child.try_wait().ok().flatten();
            let how = ended.map_or_else(|| "it says nothing".to_owned(), |status| status.to_string());
            let log = std::fs::read_to_string(&self.log).unwrap_or_default();
            BenchError::Child {
                job: self.job.clone(),
                said: format!("{how} {log}").trim().to_owned(),
            }
        })
    }
}

impl Drop for App {
    fn drop(&mut self) {
        // Without its input it goes by itself, and lets its home go as it should.
        drop(self.child.stdin.take());
        let until = Instant::now() + PARTING;
        while Instant::now() < until {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            pause();
        }
        // It may have ended since.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
