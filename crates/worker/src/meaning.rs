//! Holding new submissions against others by meaning, one after another, beside everything else.

use std::sync::Arc;
use std::time::Duration;

use sangkien_app::App;
use sangkien_app::failure::Outcome;
use sangkien_app::port::{KeptText, TextVersion};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::TICK;

/// Longest time between texts when one after another fails: a model that cannot be read stays so for
/// a while.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// What became of a look for work.
enum Round {
    /// A text was kept.
    Kept,
    /// Nothing is left that is due.
    Idle,
    /// A text was put off.
    PutOff,
}

/// Keeps what new submissions say until `stop` turns true; ends at once where no model is used. A text
/// that fails is put off, and the others go on.
pub async fn keep_meanings(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut failing = TICK;
    while app.uses_meaning() && !*stop.borrow() {
        let pause = match keep_next(&app).await {
            Ok(Round::Kept) => {
                failing = TICK;
                continue;
            }
            Ok(Round::Idle) => TICK,
            Ok(Round::PutOff) => {
                let pause = failing;
                failing = (failing * 2).min(LONGEST_PAUSE);
                pause
            }
            Err(error) => {
                tracing::error!(%error, "submissions could not be compared by meaning");
                LONGEST_PAUSE
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            changed = stop.changed() => if changed.is_err() { break },
        }
    }
}

/// Keeps the next text.
async fn keep_next(app: &Arc<App>) -> Outcome<Round> {
    let Some(text) = app.text_without_meaning().await? else {
        return Ok(Round::Idle);
    };
    let version = TextVersion {
        dossier: text.dossier,
        submission: text.submission,
        edition: text.edition,
    };
    let keeping = Arc::clone(app);
    let keep = move |text: KeptText| keeping.keep_meaning(&text);
    let fault = match tokio::task::spawn_blocking(move || keep(text)).await {
        Ok(Ok(())) => return Ok(Round::Kept),
        Ok(Err(error)) => error.to_string(),
        Err(broken) => broken.to_string(),
    };
    let dossier = version.dossier;
    if app.put_off_meaning(version) {
        tracing::error!(%dossier, fault, "a text could not be compared by meaning; it is tried again later");
    } else {
        tracing::debug!(%dossier, fault, "a text was put off again");
    }
    Ok(Round::PutOff)
}
