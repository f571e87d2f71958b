//! Swift on a machine that has none: Debian 13 with its own package `swiftlang`, in a folder of the workspace. Nothing is asked but the
//! mirror that this machine's apt is set up for, and nothing is written outside the folder.

use crate::step::{self, Failure, openly, say};
use crate::tree;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Where it lies, from the root.
pub const FOLDER: &str = "target/swift/root";
/// The release of Debian that it is.
const RELEASE: &str = "trixie";
/// The version of its packages that is held to.
const VERSION: &str = "6.0.3-2";
/// What `swiftlang` lacks: it depends on gcc alone, and not on the headers of C.
const PACKAGES: &str = "swiftlang=6.0.3-2,libswiftlang=6.0.3-2,libc6-dev";
/// What is left out of each package.
const LEFT_OUT: [&str; 3] = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*"];
/// Says in the folder that it is whole, and which version.
const READY: &str = ".ready";

/// Mounts what a program needs, in a namespace that ends with it, and runs it inside: `ROOT`, then folders in `SEEN`, one a line.
const INSIDE: &str = r#"
mount -t proc proc "$ROOT/proc"
mount --rbind /dev "$ROOT/dev"
while IFS= read -r folder; do
  mkdir -p "$ROOT$folder"
  mount --bind "$folder" "$ROOT$folder"
done <<<"$SEEN"
exec chroot "$ROOT" "$@""#;

/// The folder with the toolchain in it.
#[derive(Debug, Clone)]
pub struct Toolchain {
    root: PathBuf,
}

impl Toolchain {
    /// The toolchain, where it is installed already and can be run.
    pub fn ready() -> Option<Self> {
        let root = tree::root().join(FOLDER);
        let whole = std::fs::read_to_string(root.join(READY)).is_ok_and(|there| there.trim() == VERSION);
        (whole && (is_root() || is_there("proot"))).then_some(Self { root })
    }

    /// The toolchain, installed when it is not there yet.
    pub fn install() -> Result<Self, Failure> {
        if let Some(ready) = Self::ready() {
            return Ok(ready);
        }
        let root = tree::root().join(FOLDER);
        if let Some(why) = hindrance(is_root(), is_there("apt-get"), root.join(READY).exists()) {
            return Err(Failure::Form {
                what: "this machine".into(),
                why,
            });
        }
        let started = Instant::now();
        if !is_there("mmdebstrap") {
            say("Installing mmdebstrap, which makes the folder.");
            openly(Command::new("apt-get").args(["update", "-qq"]))?;
            let mut install = Command::new("apt-get");
            install.args(["install", "-y", "-qq", "--no-install-recommends", "mmdebstrap"]);
            openly(install.stdout(Stdio::null()))?;
        }
        say(&format!(
            "Installing Swift {VERSION} into {FOLDER}: about 573 MB to download, 2.5 GB on the disk, one to three minutes."
        ));
        let part = root.with_extension("part");
        for old in [&root, &part] {
            remove(old)?;
        }
        if let Some(parent) = root.parent() {
            std::fs::create_dir_all(parent).map_err(|source| unread(parent, source))?;
        }
        let mut make = Command::new("mmdebstrap");
        make.args(["--quiet", "--variant=apt"])
            .arg(format!("--include={PACKAGES}"));
        for path in LEFT_OUT {
            make.arg(format!("--dpkgopt=path-exclude={path}"));
        }
        openly(make.arg(RELEASE).arg(&part).arg(mirror()?))?;
        std::fs::write(part.join(READY), VERSION).map_err(|source| unread(&part, source))?;
        std::fs::rename(&part, &root).map_err(|source| unread(&root, source))?;
        say(&format!(
            "Swift is there: {} on the disk, after {:.0} s. `rm -r {FOLDER}` takes it away.",
            size(&root)?,
            started.elapsed().as_secs_f64()
        ));
        Ok(Self { root })
    }

    /// A call of a program inside, in the workspace's root. Of this machine it sees the workspace and `folders`, each at its own path.
    pub fn command(
        &self,
        program: &str,
        folders: &[&Path],
        variables: &[(&str, &Path)],
    ) -> Result<Command, Failure> {
        let here = tree::root();
        // Caches of SwiftPM and of clang: inside, so that they go with the folder.
        let home = Path::new("/tmp/home");
        let inside = self.root.join("tmp/home");
        std::fs::create_dir_all(&inside).map_err(|source| unread(&inside, source))?;
        let mut seen: Vec<&Path> = vec![&here];
        seen.extend(folders.iter().filter(|folder| !folder.starts_with(&here)));

        let mut command = match is_root() {
            true => {
                let mut command = Command::new("unshare");
                command
                    .args([
                        "--mount",
                        "--propagation",
                        "private",
                        "--",
                        "bash",
                        "-ec",
                        INSIDE,
                        "swift",
                    ])
                    .env("ROOT", &self.root)
                    .env("SEEN", lines(&seen));
                command
            }
            // At about half the speed.
            false => {
                let mut command = Command::new("proot");
                command
                    .arg("-r")
                    .arg(&self.root)
                    .args(["-b", "/dev", "-b", "/proc"]);
                for folder in seen {
                    command.arg("-b").arg(folder);
                }
                command.arg("-w").arg(&here);
                command
            }
        };
        command
            .args(["/usr/bin/env", "-i"])
            .arg(format!("--chdir={}", here.display()))
            .arg(format!("HOME={}", home.display()))
            .args([
                "LANG=C.UTF-8",
                "TMPDIR=/tmp",
                "PATH=/usr/libexec/swift/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            ]);
        for (name, value) in variables {
            command.arg(format!("{name}={}", value.display()));
        }
        command.arg(program);
        Ok(command)
    }
}

/// Why it cannot be installed here, and what would help.
fn hindrance(root: bool, debian: bool, there: bool) -> Option<String> {
    let why = match (root, debian, there) {
        (true, true, _) => return None,
        (_, false, _) => "Swift is installed from Debian's packages, and there is no apt-get here",
        (false, _, true) => {
            "Swift is there, but this is not root: install proot (`apt-get install proot`) to run it, at about half the speed"
        }
        (false, _, false) => {
            "making the folder with Swift takes root: run `cargo xtask swift --install` as root once; with proot it then runs without"
        }
    };
    Some(why.to_owned())
}

/// Whether this process is root's.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// Whether there is such a program. Its answer is not looked at: some have no `--version`.
fn is_there(program: &str) -> bool {
    let mut ask = Command::new(program);
    ask.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().is_ok()
}

/// The mirror that apt uses for the machine's own release.
fn mirror() -> Result<String, Failure> {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let own = release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .unwrap_or_default();
    let mut ask = Command::new("apt-get");
    ask.args(["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])
        .arg(format!("Codename: {own}"));
    let answer = String::from_utf8_lossy(&step::answer(&mut ask)?).into_owned();
    let first = answer.lines().next().map(str::to_owned);
    first.ok_or_else(|| Failure::Form {
        what: "apt's configuration".into(),
        why: format!("it names no mirror for {own}"),
    })
}

/// How much room a folder takes, in words.
fn size(folder: &Path) -> Result<String, Failure> {
    let answer = step::answer(Command::new("du").args(["-sh", "--one-file-system"]).arg(folder))?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    Ok(answer.split_whitespace().next().unwrap_or("?").to_owned())
}

fn lines(folders: &[&Path]) -> String {
    let names = folders.iter().map(|folder| folder.display().to_string());
    names.collect::<Vec<_>>().join("\n")
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match std::fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => Err(unread(folder, source)),
        _ => Ok(()),
    }
}

fn unread(path: &Path, source: std::io::Error) -> Failure {
    Failure::Read {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_may_not_install_is_told_what_helps() {
        assert_eq!(hindrance(true, true, false), None);
        let told = |root, debian, there| hindrance(root, debian, there).unwrap();
        assert!(told(false, true, false).contains("as root once"));
        assert!(told(false, true, true).contains("proot"));
        assert!(told(true, false, false).contains("apt-get"));
    }

    #[test]
    fn a_call_sees_the_workspace_and_what_it_is_given() {
        let root = tempfile::tempdir().unwrap();
        let toolchain = Toolchain {
            root: root.path().to_owned(),
        };
        let own = tree::root().join("target");
        let elsewhere = Path::new("/somewhere/else");
        let command = toolchain
            .command("swift", &[&own, elsewhere], &[("EKIN_BIN", elsewhere)])
            .unwrap();
        let mut said: Vec<String> = command
            .get_args()
            .chain(command.get_envs().filter_map(|(_, value)| value))
            .map(|word| word.to_string_lossy().into_owned())
            .collect();
        said.extend(
            said.clone()
                .iter()
                .flat_map(|word| word.lines().map(str::to_owned)),
        );
        let says = |word: &str| said.iter().any(|said| said == word);
        assert!(says("/somewhere/else") && says(&tree::root().display().to_string()));
        // What lies in the workspace is seen with it.
        assert!(!says(&own.display().to_string()));
        assert!(says("EKIN_BIN=/somewhere/else") && says("swift"));
    }
}
