//! Serving an instance until it is told to stop.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::serve::ListenerExt as _;
use sangkien_http::csrf::CsrfKey;
use sangkien_http::limit::{Limits, Quotas};
use sangkien_http::{Shared, headers};
use sangkien_web::{Options, Web};
use sangkien_worker::{
    Checkpointer, Worker, keep_meanings, read_files, sweep_overlaps, tidy_overlaps,
};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::background::{Letters, Shelf};
use crate::config::Config;
use crate::data::read_checkpoints;
use crate::instance::Instance;
use crate::journal;
use crate::trouble::{Done, Trouble};

/// Longest time a request may take, uploads over slow lines included.
const REQUEST_PATIENCE: Duration = Duration::from_mins(2);
/// Longest wait for requests under way once the program is told to stop.
const STOP_PATIENCE: Duration = Duration::from_secs(10);
/// How often quiet addresses are forgotten.
const TIDY_EVERY: Duration = Duration::from_mins(1);

/// A listening socket with the address under which it is reached.
pub struct Listening {
    listener: TcpListener,
    stop: StopSignals,
    /// The address listened on; its port is known even when any was asked for.
    pub address: SocketAddr,
    /// The address of the instance in links.
    pub base_url: String,
}

/// Listens on the address of `config`.
pub async fn listen(config: &Config) -> Done<Listening> {
    let failed = |source| Trouble::Listen {
        address: config.listen,
        source,
    };
    let listener = TcpListener::bind(config.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok(Listening {
        // Heard from here on, so that whoever asks to stop is heard also while the start is under
        // way.
        stop: StopSignals::hear().map_err(failed)?,
        base_url: base_url(config, address),
        listener,
        address,
    })
}

/// The address people reach the instance under: the one given, or the one listened on.
pub fn base_url(config: &Config, address: SocketAddr) -> String {
    config.base_url.clone().unwrap_or_else(|| {
        if address.ip().is_unspecified() {
            format!("http://127.0.0.1:{}", address.port())
        } else {
            format!("http://{address}")
        }
    })
}

/// Pages and API in one router, with what every reply shares.
pub fn router(shared: Shared, options: Options) -> Router {
    let secure = shared.secure;
    let api = sangkien_api::router(shared.clone());
    let pages = sangkien_web::router(Web::new(shared, options));
    let router = Router::new()
        .merge(pages)
        .merge(api)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            REQUEST_PATIENCE,
        ))
        .layer(from_fn(headers::secure))
        .layer(from_fn(journal::note))
        .layer(compression());
    if secure {
        router.layer(from_fn(headers::strict_transport))
    } else {
        router
    }
}

/// Text is compressed, quickly rather than small; documents are compressed already.
fn compression() -> CompressionLayer<impl Predicate> {
    let worth_it = DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."))
        .and(NotForContentType::const_new("application/octet-stream"))
        .and(NotForContentType::const_new("font/"));
    CompressionLayer::new()
        .gzip(true)
        .quality(CompressionLevel::Fastest)
        .compress_when(worth_it)
}

/// What handlers share in an instance reached under `base_url`.
pub fn shared(instance: &Instance, config: &Config, base_url: &str) -> Done<Shared> {
    Ok(Shared {
        app: Arc::clone(&instance.app),
        csrf: CsrfKey::derive(&instance.folder.secret()?),
        limits: Arc::new(Limits::new(Quotas::default())),
        requests: Arc::default(),
        trusted_proxies: config.trusted_proxies,
        secure: base_url.starts_with("https://"),
    })
}

/// Starts the background work; it ends after `stop` turns true.
fn start_worker(
    instance: &Instance,
    config: &Config,
    stop: watch::Receiver<bool>,
) -> Done<JoinHandle<()>> {
    let path = instance.folder.checkpoints();
    let last = read_checkpoints(&path)?.read.pop();
    let checkpointer = Checkpointer::new(
        instance.store(),
        Arc::clone(&instance.clock),
        instance.folder.checkpoint_key()?,
        Arc::new(Shelf::open(&path)?),
        last.as_ref(),
    );
    let letters = Arc::new(Letters::new(&config.mail)?);
    let worker = Worker::new(Arc::clone(&instance.app), letters, checkpointer);
    Ok(tokio::spawn(worker.run(stop)))
}

/// Serves until SIGTERM or SIGINT, then finishes what is under way and closes the instance.
pub async fn run(
    instance: Instance,
    config: &Config,
    mut listening: Listening,
    options: Options,
) -> Done<()> {
    let shared = shared(&instance, config, &listening.base_url)?;
    let limits = Arc::clone(&shared.limits);
    let (tell_stop, stop) = watch::channel(false);
    let worker = start_worker(&instance, config, stop.clone())?;
    let reading = tokio::spawn(read_files(Arc::clone(&instance.app), stop.clone()));
    let sweeping = tokio::spawn(sweep_overlaps(Arc::clone(&instance.app), stop.clone()));
    let ordering = tokio::spawn(tidy_overlaps(Arc::clone(&instance.app), stop.clone()));
    let meaning = tokio::spawn(keep_meanings(Arc::clone(&instance.app), stop.clone()));
    let tidying = tokio::spawn(async move {
        loop {
            tokio::time::sleep(TIDY_EVERY).await;
            limits.tidy();
        }
    });
    let service = router(shared, options).into_make_service_with_connect_info::<SocketAddr>();
    let mut heard = stop.clone();
    // A reply written in two parts must not wait for the client to acknowledge the first.
    let listener = listening.listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let serving = axum::serve(listener, service)
        .with_graceful_shutdown(async move {
            let _ = heard.wait_for(|stopped| *stopped).await;
        })
        .into_future();
    let mut serving = tokio::spawn(serving);
    let early = tokio::select! {
        () = listening.stop.come() => None,
        ended = &mut serving => Some(ended),
    };
    tracing::info!("stopping");
    let _ = tell_stop.send(true);
    tidying.abort();
    ordering.abort();
    let ended = match early {
        Some(ended) => Some(ended),
        // A connection that never ends must not keep the program from stopping.
        None => tokio::time::timeout(STOP_PATIENCE, serving).await.ok(),
    };
    let _ = worker.await;
    // A file that takes long is read anew by the next start; its reader ends by its own limits.
    let _ = tokio::time::timeout(STOP_PATIENCE, reading).await;
    let _ = tokio::time::timeout(STOP_PATIENCE, sweeping).await;
    let _ = tokio::time::timeout(STOP_PATIENCE, meaning).await;
    instance.close().await;
    match ended {
        Some(Ok(Err(source))) => Err(Trouble::Listen {
            address: listening.address,
            source,
        }),
        _ => Ok(()),
    }
}

/// What tells the program to stop.
struct StopSignals {
    terminated: Signal,
    interrupted: Signal,
}

impl StopSignals {
    /// Hears SIGTERM and SIGINT from now on.
    fn hear() -> std::io::Result<Self> {
        Ok(Self {
            terminated: signal(SignalKind::terminate())?,
            interrupted: signal(SignalKind::interrupt())?,
        })
    }

    /// Waits for one of them.
    async fn come(&mut self) {
        tokio::select! {
            _ = self.terminated.recv() => {}
            _ = self.interrupted.recv() => {}
        }
    }
}
