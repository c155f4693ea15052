//! A client for a server in another process.

use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::world::server::Answer;

/// Speaks plain HTTP/1.1 to one address, one connection per request, so that a server that dies
/// half-way shows as an error and never as a reply.
#[derive(Debug, Clone, Copy)]
pub struct Wire(SocketAddr);

impl Wire {
    /// A client of the server at `address`, such as `http://127.0.0.1:8080`.
    pub fn to(address: &str) -> Self {
        let plain = address.strip_prefix("http://").unwrap_or(address);
        Self(plain.parse().expect("an address and port"))
    }

    /// Asks the API at `path` below `/api/v1`.
    pub async fn api(
        &self,
        method: Method,
        path: &str,
        token: &str,
        body: &Value,
    ) -> io::Result<Answer> {
        let mut headers = vec![("accept", "application/json".to_owned())];
        if !token.is_empty() {
            headers.push(("authorization", format!("Bearer {token}")));
        }
        let body = if body.is_null() {
            Vec::new()
        } else {
            headers.push(("content-type", "application/json".to_owned()));
            body.to_string().into_bytes()
        };
        let path = format!("/api/v1/{path}");
        self.send(method, &path, &headers, &body).await
    }

    /// Sends a request; an incomplete reply is an error.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, String)],
        body: &[u8],
    ) -> io::Result<Answer> {
        let mut stream = TcpStream::connect(self.0).await?;
        let mut head = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n",
            self.0,
            body.len()
        );
        for (name, value) in headers {
            // Writing into a string does not fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body).await?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).await?;
        parse(&reply).ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))
    }
}

fn parse(reply: &[u8]) -> Option<Answer> {
    let end = reply.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, rest) = reply.split_at(end);
    let body = rest.get(4..)?;
    let head = std::str::from_utf8(head).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse::<u16>().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.append(
            name.parse::<HeaderName>().ok()?,
            HeaderValue::from_str(value.trim()).ok()?,
        );
    }
    let length = headers.get("content-length").map(|value| {
        value
            .to_str()
            .ok()
            .and_then(|text| text.parse::<usize>().ok())
    });
    let bytes = match length {
        // Cut off: the server died while it wrote.
        Some(length) if body.len() < length? => return None,
        None if headers.contains_key("transfer-encoding") => unchunk(body)?,
        _ => body.to_vec(),
    };
    Some(Answer {
        status: StatusCode::from_u16(status).ok()?,
        headers,
        bytes,
    })
}

fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(body.get(..end)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = end + 2;
        whole.extend_from_slice(body.get(start..start + size)?);
        body = body.get(start + size + 2..)?;
    }
}
