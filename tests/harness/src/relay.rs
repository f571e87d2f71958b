//! A relay as a process on a loopback port.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::HarnessError;

/// Time for a relay to get ready.
const READY: Duration = Duration::from_secs(60);

/// A running relay. Dropping it kills it.
#[derive(Debug)]
pub struct RelayProcess {
    program: PathBuf,
    data: PathBuf,
    options: Vec<String>,
    address: SocketAddr,
    child: Option<Child>,
}

impl RelayProcess {
    /// Starts a relay on a free port of the loopback and waits until it says that it is ready.
    ///
    /// # Errors
    /// [`HarnessError::Io`], [`HarnessError::NotReady`].
    pub fn start(program: &Path, data: &Path, options: &[&str]) -> Result<Self, HarnessError> {
        let options: Vec<String> = options.iter().map(|option| (*option).to_owned()).collect();
        let (child, address) = spawn(program, data, "127.0.0.1:0", &options)?;
        Ok(Self {
            program: program.to_owned(),
            data: data.to_owned(),
            options,
            address,
            child: Some(child),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address for a browser or a device.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Its process.
    pub fn pid(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// Whether it has packed this space (64 hexadecimal digits): its manifest is there.
    pub fn has_pack(&self, space: &str) -> bool {
        let ask = || -> std::io::Result<bool> {
            let mut stream = TcpStream::connect(self.address)?;
            stream.set_read_timeout(Some(Duration::from_secs(5)))?;
            let path = format!("/v1/spaces/{space}/manifest");
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n\r\n"
            )?;
            let mut head = [0; 12];
            stream.read_exact(&mut head)?;
            Ok(head.ends_with(b"200"))
        };
        ask().unwrap_or(false)
    }

    /// Ends it at once, as a power cut would (SIGKILL).
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn kill(&mut self) -> Result<(), HarnessError> {
        if let Some(mut child) = self.child.take() {
            child.kill().map_err(HarnessError::io("killing the relay"))?;
            child.wait().map_err(HarnessError::io("waiting for the relay"))?;
        }
        Ok(())
    }

    /// Tells it to stop (SIGTERM) and waits until it has.
    ///
    /// # Errors
    /// [`HarnessError::Io`].
    pub fn stop(&mut self) -> Result<(), HarnessError> {
        if let Some(mut child) = self.child.take() {
            let told = Command::new("kill")
                .args(["-TERM", &child.id().to_string()])
                .status();
            told.map_err(HarnessError::io("telling the relay to stop"))?;
            child.wait().map_err(HarnessError::io("waiting for the relay"))?;
        }
        Ok(())
    }

    /// Starts it again on the same folder and the same port.
    ///
    /// # Errors
    /// As [`RelayProcess::start`].
    pub fn start_again(&mut self) -> Result<(), HarnessError> {
        self.start_again_with(&[])
    }

    /// The same, this once with more options.
    ///
    /// # Errors
    /// As [`RelayProcess::start`].
    pub fn start_again_with(&mut self, more: &[&str]) -> Result<(), HarnessError> {
        self.kill()?;
        let more = more.iter().map(|option| (*option).to_owned());
        let options: Vec<String> = self.options.iter().cloned().chain(more).collect();
        let (child, address) = spawn(&self.program, &self.data, &self.address.to_string(), &options)?;
        self.child = Some(child);
        self.address = address;
        Ok(())
    }
}

impl Drop for RelayProcess {
    fn drop(&mut self) {
        // Nobody is left to tell.
        let _ = self.kill();
    }
}

fn spawn(
    program: &Path,
    data: &Path,
    listen: &str,
    options: &[String],
) -> Result<(Child, SocketAddr), HarnessError> {
    let mut child = Command::new(program)
        // Its health on a port of its own: there may be several on this machine.
        .args([
            "serve",
            "--listen",
            listen,
            "--admin-listen",
            "127.0.0.1:0",
            "--data",
        ])
        .arg(data)
        .args(options)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(HarnessError::io("starting the relay"))?;
    let (ready, waiting) = mpsc::sync_channel(1);
    let stdout = child.stdout.take();
    // Both pipes are read to their end, so that the relay never waits for a reader.
    std::thread::spawn(move || {
        let mut ready = Some(ready);
        for line in stdout
            .into_iter()
            .flat_map(|out| BufReader::new(out).lines())
            .map_while(Result::ok)
        {
            let address = line
                .strip_prefix("ready listen=")
                .and_then(|rest| rest.split(' ').next());
            if let (Some(Ok(address)), Some(ready)) =
                (address.map(str::parse), ready.take_if(|_| address.is_some()))
            {
                let _ = ready.send(address);
            }
        }
    });
    let stderr = child.stderr.take();
    let said = std::thread::spawn(move || {
        let mut kept = Vec::new();
        let mut buffer = [0; 4096];
        if let Some(mut stderr) = stderr {
            while let Ok(n @ 1..) = stderr.read(&mut buffer) {
                kept.extend_from_slice(buffer.get(..n).unwrap_or_default());
                kept.truncate(64 << 10);
            }
        }
        String::from_utf8_lossy(&kept).into_owned()
    });
    match waiting.recv_timeout(READY) {
        Ok(address) => Ok((child, address)),
        Err(_) => {
            let _ = child.kill();
            let _ = child.wait();
            Err(HarnessError::NotReady {
                said: said.join().unwrap_or_default(),
            })
        }
    }
}
