//! As much of HTTP/1.1 as the measurement needs: one kept connection, one request at a time.

use std::net::SocketAddr;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;

use crate::Done;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Status code.
    pub(crate) status: u16,
    /// Where a redirect leads.
    pub(crate) location: String,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// A connection that is kept, with the headers every request of it carries.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    headers: String,
    asked: u32,
    number: u32,
    /// Whether answers are asked for as browsers do: compressed.
    pub(crate) compressed: bool,
}

impl Connection {
    /// Connects. `number` tells connections apart; `cookie` may be empty.
    pub(crate) async fn open(address: SocketAddr, number: u32, cookie: &str) -> Done<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let cookie = if cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {cookie}\r\n")
        };
        Ok(Self {
            address,
            stream: BufReader::new(stream),
            headers: format!("Host: {address}\r\nUser-Agent: sangkien-bench\r\n{cookie}"),
            asked: 0,
            number,
            compressed: false,
        })
    }

    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Done<Answer> {
        self.send(&format!("GET {path}"), "").await
    }

    /// Posts a form.
    pub(crate) async fn post(&mut self, path: &str, form: &str) -> Done<Answer> {
        self.send(&format!("POST {path}"), form).await
    }

    async fn send(&mut self, request: &str, form: &str) -> Done<Answer> {
        // The limits of requests count by client; behind a proxy, which this plays, each has its own
        // address. Otherwise the limits would be measured and not the pages.
        self.asked += 1;
        let [_, high, middle, low] = self.asked.to_be_bytes();
        let client = format!(
            "10.{}.{middle}.{low}",
            (self.number * 8 + u32::from(high)) % 256
        );
        let body = if form.is_empty() {
            String::new()
        } else {
            format!(
                "Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
                self.address,
                form.len()
            )
        };
        let encoding = if self.compressed {
            "Accept-Encoding: gzip\r\n"
        } else {
            ""
        };
        let head = format!(
            "{request} HTTP/1.1\r\n{}{encoding}X-Forwarded-For: {client}\r\n{body}\r\n{form}",
            self.headers
        );
        self.stream.get_mut().write_all(head.as_bytes()).await?;
        self.receive().await
    }

    async fn line(&mut self) -> Done<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line).await? == 0 {
            return Err("the program closed the connection".into());
        }
        Ok(line.trim_end().to_owned())
    }

    async fn receive(&mut self) -> Done<Answer> {
        let status = self.line().await?;
        let status: u16 = status
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .ok_or_else(|| format!("no status line: {status}"))?;
        let (mut length, mut chunked, mut location) = (0_usize, false, String::new());
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                break;
            }
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "transfer-encoding" => chunked = value.trim().eq_ignore_ascii_case("chunked"),
                "location" => value.trim().clone_into(&mut location),
                _ => {}
            }
        }
        let body = if chunked {
            self.chunks().await?
        } else {
            let mut body = vec![0; length];
            self.stream.read_exact(&mut body).await?;
            body
        };
        Ok(Answer {
            status,
            location,
            body,
        })
    }

    async fn chunks(&mut self) -> Done<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = usize::from_str_radix(&self.line().await?, 16)?;
            let mut chunk = vec![0; size];
            self.stream.read_exact(&mut chunk).await?;
            self.line().await?;
            if size == 0 {
                return Ok(body);
            }
            body.append(&mut chunk);
        }
    }
}
