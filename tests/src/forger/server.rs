//! A server over plain sockets that answers as it is told, well-formed or not.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// How the body of an answer travels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Whole, with its length.
    #[default]
    Whole,
    /// With a length that promises this many bytes more, and then the end.
    Short(usize),
    /// With a length of this many bytes fewer.
    Long(usize),
    /// The body, then zero bytes for as long as somebody reads.
    Endless,
    /// Up to this place, then nothing more, and the connection stays.
    Stalls(usize),
    /// A byte each second for as long as somebody reads.
    Drips,
}

/// One answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Status.
    pub status: u16,
    /// Headers beside those of the body.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How it travels.
    pub manner: Manner,
}

impl Page {
    /// A page that is there.
    pub fn of(body: Vec<u8>) -> Self {
        Self {
            status: 200,
            body,
            ..Self::default()
        }
    }

    /// An answer without content.
    pub fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::default()
        }
    }
}

/// Says what is answered to a path.
type Answers = Arc<dyn Fn(&str) -> Page + Send + Sync>;

/// A running server; it ends with the process.
#[derive(Clone)]
pub struct Forger {
    address: SocketAddr,
    answers: Arc<Mutex<Answers>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Forger {
    /// Starts it.
    pub fn start(answers: impl Fn(&str) -> Page + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let forger = Self {
            address,
            answers: Arc::new(Mutex::new(Arc::new(answers))),
            asked: Arc::default(),
        };
        let serving = forger.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let serving = serving.clone();
                // A reader that hangs up ends its thread.
                std::thread::spawn(move || serving.serve(stream));
            }
        });
        forger
    }

    /// Answers otherwise from now on.
    pub fn show(&self, answers: impl Fn(&str) -> Page + Send + Sync + 'static) {
        *self.answers.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(answers);
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The paths asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn serve(&self, stream: TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        let mut stream = stream;
        loop {
            let path = request(&mut reader)?;
            self.asked
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(path.clone());
            let answers = self
                .answers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            let keep = send(&mut stream, &answers(&path))?;
            if !keep {
                return None;
            }
        }
    }
}

/// Reads a request's head and gives its path; none at the end of the connection.
fn request(reader: &mut impl BufRead) -> Option<String> {
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.to_owned();
    let mut length = 0u64;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(given) = line.strip_prefix("content-length:") {
            length = given.trim().parse().ok()?;
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink()).ok()?;
    Some(path)
}

/// Sends a page; says whether the connection goes on.
fn send(stream: &mut TcpStream, page: &Page) -> Option<bool> {
    let length = match page.manner {
        Manner::Whole => page.body.len(),
        Manner::Short(more) => page.body.len() + more,
        Manner::Long(fewer) => page.body.len().saturating_sub(fewer),
        Manner::Endless | Manner::Drips => 1 << 40,
        Manner::Stalls(_) => page.body.len(),
    };
    let mut head = format!("HTTP/1.1 {} x\r\ncontent-length: {length}\r\n", page.status);
    for (name, value) in &page.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes()).ok()?;
    match page.manner {
        Manner::Whole => {
            stream.write_all(&page.body).ok()?;
            return Some(true);
        }
        Manner::Short(_) | Manner::Long(_) => stream.write_all(&page.body).ok()?,
        Manner::Endless => {
            stream.write_all(&page.body).ok()?;
            loop {
                stream.write_all(&[0; 16 << 10]).ok()?;
            }
        }
        Manner::Stalls(at) => {
            stream.write_all(page.body.get(..at)?).ok()?;
            // Until the other side has had enough.
            let _ = stream.read(&mut [0; 1]);
        }
        Manner::Drips => loop {
            stream.write_all(&[0]).ok()?;
            stream
                .set_read_timeout(Some(std::time::Duration::from_secs(1)))
                .ok()?;
            if matches!(stream.read(&mut [0; 1]), Ok(0)) {
                return None;
            }
        },
    }
    Some(false)
}

/// Asks a real relay for a page.
pub fn get(address: SocketAddr, path: &str) -> (u16, Vec<u8>) {
    let mut stream = TcpStream::connect(address).unwrap();
    let ask = format!("GET {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let cut = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    let head = String::from_utf8_lossy(answer.get(..cut).unwrap()).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer.split_off(cut + 4))
}
