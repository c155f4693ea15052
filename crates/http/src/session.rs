//! Whose request it is: cookies for pages, bearer tokens for the API.

use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use sangkien_app::Origin;
use sangkien_app::account::Authenticated;
use sangkien_app::failure::Outcome;

use crate::{Shared, origin};

/// Cookie that carries the session's token.
pub const SESSION_COOKIE: &str = "sk_session";
/// Cookie that tells visitors apart before they sign in, for CSRF only.
pub const VISITOR_COOKIE: &str = "sk_visitor";
/// Cookie that carries a signed notice to the next page.
pub const NOTICE_COOKIE: &str = "sk_notice";

/// Somebody, or nobody, behind a request.
#[derive(Debug, Clone)]
pub struct Visit {
    /// Where the request comes from.
    pub origin: Origin,
    /// Who is signed in.
    pub signed_in: Option<Authenticated>,
    /// Value of the visitor cookie, if there is one.
    pub visitor: Option<String>,
}

impl Shared {
    /// Recognises who is behind a page request, by cookie.
    ///
    /// # Errors
    /// Only when storage fails; an unknown token is nobody.
    pub async fn visit(&self, parts: &Parts) -> Outcome<Visit> {
        let origin = origin::origin(parts, self, self.app.now().0);
        let signed_in = match cookie(&parts.headers, SESSION_COOKIE) {
            Some(token) => self.app.authenticate(&token, origin.clone()).await?,
            None => None,
        };
        Ok(Visit {
            origin,
            signed_in,
            visitor: cookie(&parts.headers, VISITOR_COOKIE),
        })
    }

    /// Recognises who is behind an API request, by bearer token. Cookies do not count here, so
    /// that no other site can use them.
    ///
    /// # Errors
    /// Only when storage fails.
    pub async fn visit_by_token(&self, parts: &Parts) -> Outcome<Visit> {
        let origin = origin::origin(parts, self, self.app.now().0);
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let signed_in = match token {
            Some(token) => self.app.authenticate(token.trim(), origin.clone()).await?,
            None => None,
        };
        Ok(Visit {
            origin,
            signed_in,
            visitor: None,
        })
    }

    /// A `Set-Cookie` value: for this site only, out of reach of scripts. `max_age` in seconds;
    /// zero removes the cookie.
    pub fn set_cookie(&self, name: &str, value: &str, max_age: i64) -> Option<HeaderValue> {
        let secure = if self.secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={max_age}{secure}"
        ))
        .ok()
    }
}

/// The value of a cookie, if it has only letters, digits and `.-_~%`.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
        .filter(|value| {
            value.len() <= 4_000
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b".-_~%".contains(&byte))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_among_others_and_nonsense_is_not() {
        let mut headers = HeaderMap::new();
        headers.append(
            COOKIE,
            HeaderValue::from_static("a=1; sk_session=abc123; b=2"),
        );
        assert_eq!(cookie(&headers, SESSION_COOKIE).as_deref(), Some("abc123"));
        assert_eq!(cookie(&headers, VISITOR_COOKIE), None);
        headers.append(COOKIE, HeaderValue::from_static("sk_visitor=a<b"));
        assert_eq!(cookie(&headers, VISITOR_COOKIE), None);
    }
}
