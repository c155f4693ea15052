//! What handlers take: who asks and what was posted.

use std::ops::Deref;
use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::Extensions;
use axum::http::request::Parts;
use sangkien_app::Caller;
use sangkien_http::form::Fields;
use serde::de::DeserializeOwned;

use crate::context::Context;
use crate::problem::Problem;
use crate::state::Web;

/// Largest form, in bytes: several answers at the general limit of the form, as a browser encodes
/// Vietnamese.
const FORM_BYTES: usize = 4 << 20;

/// A page anybody may ask for.
pub(crate) struct Guest(pub(crate) Arc<Context>);

/// A page for somebody signed in; others are asked to sign in first.
pub(crate) struct Signed {
    /// The request.
    pub(crate) context: Arc<Context>,
    /// Who asks.
    pub(crate) caller: Caller,
}

/// A form anybody may post.
pub(crate) struct GuestForm {
    /// The request.
    pub(crate) context: Arc<Context>,
    /// What was posted.
    pub(crate) fields: Fields,
}

/// A form posted by somebody signed in.
pub(crate) struct SignedForm {
    /// The request.
    pub(crate) context: Arc<Context>,
    /// Who posts.
    pub(crate) caller: Caller,
    /// What was posted.
    pub(crate) fields: Fields,
}

/// An identity or other value in the path; one that cannot be read is absent.
pub(crate) struct Id<T>(pub(crate) T);

/// Parameters of the address.
pub(crate) struct Query(pub(crate) Fields);

macro_rules! is_context {
    ($($name:ident)*) => {$(
        impl Deref for $name {
            type Target = Context;

            fn deref(&self) -> &Context {
                &self.context
            }
        }
    )*};
}
is_context!(Signed GuestForm SignedForm);

impl Deref for Guest {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.0
    }
}

/// The context that [`crate::frame`] made.
pub(crate) fn context(extensions: &Extensions) -> Result<Arc<Context>, Problem> {
    extensions
        .get::<Arc<Context>>()
        .cloned()
        .ok_or_else(|| Problem::Broken("a page stands outside the frame".to_owned()))
}

impl FromRequestParts<Web> for Guest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        context(&parts.extensions).map(Self)
    }
}

impl FromRequestParts<Web> for Signed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        let context = context(&parts.extensions)?;
        let caller = context.caller.clone().ok_or(Problem::SignIn)?;
        Ok(Self { context, caller })
    }
}

impl<T: DeserializeOwned + Send> FromRequestParts<Web> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        Path::<T>::from_request_parts(parts, web)
            .await
            .map(|path| Self(path.0))
            .map_err(|_| Problem::Absent)
    }
}

impl FromRequestParts<Web> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Web) -> Result<Self, Problem> {
        Ok(Self(Fields::parse(
            parts.uri.query().unwrap_or_default().as_bytes(),
        )))
    }
}

impl FromRequest<Web> for GuestForm {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let context = context(&parts.extensions)?;
        let body = to_bytes(body, FORM_BYTES)
            .await
            .map_err(|_| Problem::TooLarge)?;
        let fields = Fields::parse(&body);
        context.keep(&fields);
        if context.meant(&fields) {
            Ok(Self { context, fields })
        } else {
            Err(Problem::Forged)
        }
    }
}

impl FromRequest<Web> for SignedForm {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let context = context(&parts.extensions)?;
        let body = to_bytes(body, FORM_BYTES)
            .await
            .map_err(|_| Problem::TooLarge)?;
        let fields = Fields::parse(&body);
        context.keep(&fields);
        // The form is read first, so that an ended session does not lose what was typed.
        let caller = context.caller.clone().ok_or(Problem::Expired)?;
        if !context.meant(&fields) {
            return Err(Problem::Forged);
        }
        Ok(Self {
            context,
            caller,
            fields,
        })
    }
}
