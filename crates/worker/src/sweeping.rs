//! Work on the texts kept for comparison, beside everything else: comparing all dossiers with each
//! other, a few at a time, and putting together what was added bit by bit.

use std::sync::Arc;

use sangkien_app::App;
use sangkien_app::failure::Outcome;
use tokio::sync::{oneshot, watch};
use tokio::time::sleep;

use crate::TICK;

/// Carries on with a sweep that somebody began until `stop` turns true; the next start goes on with it.
pub async fn sweep_overlaps(app: Arc<App>, stop: watch::Receiver<bool>) {
    carry_on((app, stop), App::go_on_with_overlap_sweep).await;
}

/// Keeps what is compared in order until `stop` turns true.
pub async fn tidy_overlaps(app: Arc<App>, stop: watch::Receiver<bool>) {
    carry_on((app, stop), App::tidy_overlap).await;
}

/// Does step after step while there is something to do, and looks each second whether there is.
async fn carry_on(
    (app, mut stop): (Arc<App>, watch::Receiver<bool>),
    work: fn(&App) -> Outcome<bool>,
) {
    while !*stop.borrow() {
        let (app, (done, waiting)) = (Arc::clone(&app), oneshot::channel());
        // A thread of its own, because a step may take long and nobody waits for it when the program
        // stops: what a step writes counts when it is whole.
        let begun = std::thread::Builder::new().spawn(move || done.send(work(&app)));
        match (begun, waiting.await) {
            (_, Ok(Ok(true))) => continue,
            (_, Ok(Ok(false))) => {}
            (_, Ok(Err(error))) => {
                tracing::error!(%error, "work on what is compared failed");
            }
            (Err(error), _) => tracing::error!(%error, "no thread to work on what is compared"),
            (Ok(_), Err(_)) => tracing::error!("work on what is compared broke off"),
        }
        tokio::select! {
            () = sleep(TICK) => {}
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
}
