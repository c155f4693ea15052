//! Doing what limits ask for when their time comes.

use sangkien_app::failure::Outcome;
use tokio::sync::watch;

use crate::Worker;

impl Worker {
    /// Reminds, acts and notes apologies until nothing is due or `stop` turns true; answers whether
    /// there was anything.
    pub(crate) async fn meet_limits(&self, stop: &watch::Receiver<bool>) -> bool {
        match self.try_meet_limits(stop).await {
            Ok(any) => any,
            Err(error) => {
                tracing::warn!(%error, "limits cannot be looked at");
                false
            }
        }
    }

    async fn try_meet_limits(&self, stop: &watch::Receiver<bool>) -> Outcome<bool> {
        let mut any = false;
        while !*stop.borrow() {
            let next = self.app.next_end().await?;
            if next.is_none_or(|at| at > self.app.now()) {
                break;
            }
            let looked = self.app.look_at_limits().await?;
            for (dossier, failure) in &looked.failed {
                tracing::error!(%dossier, %failure, "what a limit asks for could not be done; it is tried again");
            }
            any |= !looked.dossiers.is_empty();
            if looked.limits == 0 {
                break;
            }
        }
        Ok(any)
    }
}
