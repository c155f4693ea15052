//! Comparing all dossiers with each other, a few at a time, beside everything else.

use std::sync::Arc;

use sangkien_app::App;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::TICK;

/// Carries on with a sweep that somebody began until `stop` turns true; the next start goes on with it.
pub async fn sweep_overlaps(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let sweeping = Arc::clone(&app);
        let some = tokio::task::spawn_blocking(move || sweeping.go_on_with_overlap_sweep());
        match some.await {
            Ok(Ok(true)) => continue,
            Ok(Ok(false)) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "dossiers could not be compared with each other");
            }
            Err(error) => {
                tracing::error!(%error, "comparing dossiers with each other broke off");
            }
        }
        tokio::select! {
            () = sleep(TICK) => {}
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
}
