//! Where a request comes from.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use sangkien_app::Origin;

use crate::Shared;

/// Header in which a proxy names the client.
const FORWARDED: &str = "x-forwarded-for";

/// Counts the requests of one server.
#[derive(Debug, Default)]
pub struct Requests(AtomicU64);

impl Requests {
    /// Number of a request, as shown on an error page and joined to its audit events: the moment in
    /// microseconds and a running number, in hexadecimal.
    pub fn number(&self, now_micros: i64) -> String {
        format!(
            "{now_micros:x}-{:x}",
            self.0.fetch_add(1, Ordering::Relaxed)
        )
    }
}

/// The client's address. With `trusted` proxies in front, the entry that the outermost trusted
/// proxy wrote counts; whatever the client itself put before it does not.
pub fn client_address(parts: &Parts, trusted: usize) -> String {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map_or_else(|| "unknown".to_owned(), |info| info.0.ip().to_string());
    if trusted == 0 {
        return peer;
    }
    let named: Vec<&str> = parts
        .headers
        .get_all(FORWARDED)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    named
        .len()
        .checked_sub(trusted)
        .and_then(|index| named.get(index))
        .and_then(|text| text.parse::<std::net::IpAddr>().ok())
        .map_or(peer, |address| address.to_string())
}

/// The origin of a request.
pub fn origin(parts: &Parts, shared: &Shared, now_micros: i64) -> Origin {
    Origin {
        address: client_address(parts, shared.trusted_proxies),
        request: shared.requests.number(now_micros),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Request;

    fn parts(forwarded: &[&str]) -> Parts {
        let mut request = Request::builder().uri("/");
        for value in forwarded {
            request = request.header(FORWARDED, *value);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        parts
            .extensions
            .insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4000))));
        parts
    }

    #[test]
    fn a_client_cannot_name_its_own_address() {
        assert_eq!(client_address(&parts(&["203.0.113.9"]), 0), "10.0.0.1");
        assert_eq!(
            client_address(&parts(&["1.2.3.4, 203.0.113.9"]), 1),
            "203.0.113.9"
        );
        assert_eq!(
            client_address(&parts(&["1.2.3.4", "203.0.113.9"]), 1),
            "203.0.113.9"
        );
        assert_eq!(client_address(&parts(&["nonsense"]), 1), "10.0.0.1");
        assert_eq!(client_address(&parts(&[]), 1), "10.0.0.1");
    }
}
