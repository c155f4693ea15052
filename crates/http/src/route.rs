//! A router that remembers its routes, so that tests can demand an answer for each of them.

use axum::Router;
use axum::handler::Handler;
use axum::routing::MethodRouter;

/// One route: a method and a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// The path as registered, such as `/dossiers/{id}`.
    pub path: &'static str,
    /// The method, such as "GET".
    pub method: &'static str,
}

/// A router under construction with the list of its routes.
pub struct Routes<S> {
    router: Router<S>,
    list: Vec<Route>,
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}

macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident $method:literal;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name<H, T>(self, path: &'static str, handler: H) -> Self
        where
            H: Handler<T, S>,
            T: 'static,
        {
            self.add($method, path, axum::routing::$name(handler))
        }
    )*};
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes yet.
    pub fn new() -> Self {
        Self {
            router: Router::new(),
            list: Vec::new(),
        }
    }

    methods! {
        /// Answers GET, and HEAD without a body.
        get "GET";
        /// Answers POST.
        post "POST";
        /// Answers PUT.
        put "PUT";
        /// Answers DELETE.
        delete "DELETE";
    }

    /// Adds another noun's routes.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        Self {
            router: self.router.merge(other.router),
            list: self.list,
        }
    }

    /// The router, to be wrapped in layers.
    pub fn into_router(self) -> Router<S> {
        self.router
    }

    /// Every route, in order of path.
    pub fn list(&self) -> Vec<Route> {
        let mut list = self.list.clone();
        list.sort_unstable();
        list
    }

    fn add(mut self, method: &'static str, path: &'static str, handler: MethodRouter<S>) -> Self {
        self.list.push(Route { path, method });
        Self {
            router: self.router.route(path, handler),
            list: self.list,
        }
    }
}
