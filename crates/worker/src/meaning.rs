//! Holding new submissions against others by meaning, one after another, beside everything else.

use std::sync::Arc;
use std::time::Duration;

use sangkien_app::App;
use sangkien_app::failure::Outcome;
use sangkien_app::port::KeptText;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::TICK;

/// After a fault it is tried again this much later: a model that cannot be read stays so for a while.
const PAUSE: Duration = Duration::from_mins(1);

/// Keeps what new submissions say until `stop` turns true; ends at once where no model is used.
pub async fn keep_meanings(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    while app.uses_meaning() && !*stop.borrow() {
        let pause = match keep_next(&app).await {
            Ok(true) => continue,
            Ok(false) => TICK,
            Err(error) => {
                tracing::error!(%error, "submissions could not be compared by meaning");
                PAUSE
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
}

/// Keeps the next text; whether there was one.
async fn keep_next(app: &Arc<App>) -> Outcome<bool> {
    let Some(text) = app.text_without_meaning().await? else {
        return Ok(false);
    };
    let keeping = Arc::clone(app);
    let kept = move |text: KeptText| keeping.keep_meaning(&text);
    let kept = tokio::task::spawn_blocking(move || kept(text)).await;
    match kept {
        Ok(kept) => kept.map(|()| true),
        Err(error) => {
            tracing::error!(%error, "comparing by meaning broke off");
            Ok(false)
        }
    }
}
