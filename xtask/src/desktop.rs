//! The app in a window, on a sample territory and a sample house: a relay, a publisher and the app's own home are made anew in a
//! folder, and everything ends with the window.

use crate::bindings;
use crate::cargo::Programs;
use crate::jvm;
use crate::step::{Failure, openly, quietly, say};
use crate::tree;
use ekin_harness::{DeviceProcess, RelayProcess};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where it all lies, from the root.
const FOLDER: &str = "target/desktop";
/// Who lives in the sample house.
const PEOPLE: [&str; 6] = [
    "Amaia L.",
    "Bixente D.",
    "Colette M.",
    "Joseph E.",
    "Maialen O.",
    "Peio A.",
];

/// What `cargo xtask desktop` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Open no window, and draw its first screen into this file: for machines without a screen.
    #[arg(long)]
    picture: Option<PathBuf>,
}

/// Opens it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(lacking) = jvm::lacking() {
        return Err(Failure::Form {
            what: "this machine".into(),
            why: format!("{lacking} is not here; {}", jvm::HOW),
        });
    }
    let programs = Programs::build(false)?;
    let made = bindings::make()?;
    say("Maven builds the window.");
    let mut package = jvm::maven(&made);
    quietly(package.args(["package", "-DskipTests", "--projects", "desktop", "--also-make"]))?;

    let folder = tree::root().join(FOLDER);
    let failed = |source| Failure::Read {
        path: FOLDER.into(),
        source,
    };
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(failed)?;
    }
    std::fs::create_dir_all(&folder).map_err(failed)?;
    let relay = RelayProcess::start(
        &programs.relay,
        &folder.join("relay"),
        &["--pack-after-ms", "200"],
    )?;
    say(&format!(
        "A relay runs on {}, for as long as the window is open.",
        relay.url()
    ));
    let link = territory(&programs, &folder, &relay)?;
    house(&programs, &folder, &relay, &link)?;

    let mut java = Command::new("java");
    if arguments.picture.is_some() {
        java.arg("-Djava.awt.headless=true");
    }
    java.arg(format!("-Djna.library.path={}", made.library.display()))
        .arg("-cp")
        .arg(class_path()?)
        .arg("eus.ekin.desktop.MainKt")
        .args(["--territory", &link, "--home"])
        .arg(folder.join("app"));
    if let Some(picture) = &arguments.picture {
        java.arg("--picture").arg(picture);
    }
    say("The app opens. What you write there is gone at the next `cargo xtask desktop`.");
    openly(&mut java)
}

fn territory(programs: &Programs, folder: &Path, relay: &RelayProcess) -> Result<String, Failure> {
    let owner = DeviceProcess::new(&programs.device, &folder.join("publisher"), "fr");
    let made = does(
        &owner,
        &["territory", "create", "Euskal Herria", "--relay", &relay.url()],
    )?;
    does(&owner, &["sync"])?;
    does(&owner, &["import", "--sample"])?;
    does(&owner, &["sync"])?;
    text(&made, "link").ok_or_else(|| Failure::Form {
        what: "the answer of `ekin territory create`".into(),
        why: "it has no link".into(),
    })
}

/// The app's own device: in the territory, and with a house that has an outing today.
fn house(programs: &Programs, folder: &Path, relay: &RelayProcess, link: &str) -> Result<(), Failure> {
    let app = DeviceProcess::new(&programs.device, &folder.join("app"), "fr");
    does(&app, &["join", link])?;
    does(&app, &["sync"])?;
    does(
        &app,
        &[
            "space",
            "create",
            "house",
            "--name",
            "Etxe Alaia",
            "--relay",
            &relay.url(),
        ],
    )?;
    let spaces = does(&app, &["space", "list"])?;
    let mut all = spaces.as_array().into_iter().flatten();
    let home = all.find(|space| text(space, "sort").as_deref() == Some("home"));
    let space = home
        .and_then(|space| text(space, "space"))
        .ok_or_else(|| Failure::Form {
            what: "the answer of `ekin space list`".into(),
            why: "it has no home".into(),
        })?;
    let mut plan = vec![
        "title.fr=Le Musée basque".to_owned(),
        "title.eu=Euskal Museoa".to_owned(),
        "title.es=El Museo Vasco".to_owned(),
        "place=Bayonne".to_owned(),
        "legs.a.what=departure".to_owned(),
        "legs.b.what=return".to_owned(),
    ];
    let day = today();
    plan.push(format!("start={day}T14:00"));
    plan.push(format!("end={day}T17:00"));
    plan.push(format!("legs.a.at={day}T14:00"));
    plan.push(format!("legs.b.at={day}T16:30"));
    for (n, name) in PEOPLE.iter().enumerate() {
        let person = format!("{:02x}", n + 1).repeat(16);
        let fields = [format!("person={person}"), format!("name={name}")];
        document(&app, &space, "profile", &fields)?;
        plan.push(format!("roster.{person}=-"));
    }
    document(&app, &space, "outing", &plan)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the sample is of today, and this is the edge"
)]
fn today() -> String {
    chrono::Local::now().format("%Y-%m-%d").to_string()
}

fn document(app: &DeviceProcess, space: &str, kind: &str, fields: &[String]) -> Result<(), Failure> {
    let mut arguments = vec!["doc", "new", kind, "--space", space];
    for field in fields {
        arguments.extend(["--field", field]);
    }
    does(app, &arguments).map(drop)
}

fn does(device: &DeviceProcess, arguments: &[&str]) -> Result<Value, Failure> {
    Ok(device.json(arguments)?)
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned)
}

/// The jar of the window and all that it needs, as Maven wrote it down.
fn class_path() -> Result<String, Failure> {
    let needed = tree::read("android/desktop/target/classpath")?;
    let jar: PathBuf = tree::root().join("android/desktop/target/desktop-0.1.0.jar");
    Ok(format!("{}:{}", jar.display(), needed.trim()))
}
