//! Reading uploaded files, one after another, beside everything else.

use std::sync::Arc;

use sangkien_app::App;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::TICK;

/// Reads what waits until `stop` turns true. A file may take minutes, which letters and limits must
/// not wait for.
pub async fn read_files(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match app.read_next_file().await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "uploaded files cannot be read"),
        }
        tokio::select! {
            () = sleep(TICK) => {}
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
}
