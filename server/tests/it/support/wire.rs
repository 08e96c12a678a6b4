//! A TCP client that sends any bytes, at any speed.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpSocket;
use tokio::net::TcpStream;

/// Longer than any limit of a test, so that only a broken server reaches it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A TCP connection.
pub(crate) struct Wire(TcpStream);

impl Wire {
    pub(crate) async fn to(origin: &str) -> Self {
        Self(TcpStream::connect(origin.strip_prefix("http://").unwrap()).await.unwrap())
    }

    /// Connects from another address of this machine, as a client of another network. Only Linux has all of 127.0.0.0/8.
    #[cfg(target_os = "linux")]
    pub(crate) async fn from(address: [u8; 4], origin: &str) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind((address, 0).into()).unwrap();
        let server = origin.strip_prefix("http://").unwrap().parse().unwrap();
        Self(socket.connect(server).await.unwrap())
    }

    /// Connects with room for a few kilobytes of what comes back.
    pub(crate) async fn narrow(origin: &str) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4096).unwrap();
        let server = origin.strip_prefix("http://").unwrap().parse().unwrap();
        Self(socket.connect(server).await.unwrap())
    }

    /// Sends bytes; `false` if the server has closed the connection.
    pub(crate) async fn say(&mut self, text: &str) -> bool {
        self.0.write_all(text.as_bytes()).await.is_ok()
    }

    /// Reads up to `end`, or to the end of the connection.
    pub(crate) async fn hear_until(&mut self, end: &str) -> String {
        let mut heard = Vec::new();
        let reading = async {
            let mut piece = [0; 4096];
            while !String::from_utf8_lossy(&heard).contains(end) {
                match self.0.read(&mut piece).await {
                    Ok(0) => break,
                    Ok(count) => heard.extend_from_slice(&piece[..count]),
                    Err(error) if error.kind() == ErrorKind::ConnectionReset => break,
                    Err(error) => panic!("{error}"),
                }
            }
        };
        tokio::time::timeout(PATIENCE, reading).await.expect("the server says something in time");
        String::from_utf8_lossy(&heard).into_owned()
    }

    /// Reads to the end of the connection.
    pub(crate) async fn hear_all(&mut self) -> String {
        self.hear_until("\0").await
    }

    /// Sends `text` and returns the status of the response, after the end of the connection.
    pub(crate) async fn status_of(&mut self, text: &str) -> u16 {
        self.say(text).await;
        status(&self.hear_all().await)
    }
}

/// Returns the status in the first line of a response.
pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap_or(0)
}
