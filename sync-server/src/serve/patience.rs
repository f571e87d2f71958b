//! A stream that knows when something last moved on it, so that a connection on which nothing does is let go, and that stops where
//! there is no room for what comes.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::halves::Half;

/// Time in which something has to move.
const STILL: Duration = Duration::from_secs(60);

/// A stream that notes what moves on it.
pub(super) struct Patient<T> {
    stream: T,
    moved: Arc<AtomicBool>,
    half: Arc<Half>,
}

/// The other end: waits until nothing moved for a while.
pub(super) struct Patience(Arc<AtomicBool>);

impl<T> Patient<T> {
    /// A stream and its watch.
    pub(super) fn new(stream: T, half: Arc<Half>) -> (Self, Patience) {
        let moved = Arc::new(AtomicBool::new(true));
        let patience = Patience(Arc::clone(&moved));
        (Self { stream, moved, half }, patience)
    }
}

impl Patience {
    /// Returns once nothing moved for a minute.
    pub(super) async fn exhausted(&self) {
        while self.0.swap(false, Ordering::Relaxed) {
            tokio::time::sleep(STILL).await;
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Patient<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.stream).poll_read(cx, buf);
        let came = buf.filled().len() - before;
        if came > 0 {
            self.moved.store(true, Ordering::Relaxed);
        }
        match self.half.came(came) {
            true => polled,
            false => Poll::Ready(Err(std::io::ErrorKind::OutOfMemory.into())),
        }
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Patient<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let polled = Pin::new(&mut self.stream).poll_write(cx, buf);
        if matches!(polled, Poll::Ready(Ok(1..))) {
            self.moved.store(true, Ordering::Relaxed);
        }
        polled
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
