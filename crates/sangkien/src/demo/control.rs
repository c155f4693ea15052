//! Moving a running demo through its story.

use std::path::PathBuf;
use std::sync::Arc;

use async_trait::async_trait;
use sangkien_app::App;
use sangkien_domain::time::Instant;
use sangkien_web::{DemoControl, Moment, NotMoved};
use tokio::sync::Mutex;

use super::player::{Played, Player, Skipped};
use super::state::DemoState;
use crate::trouble::Done;
use crate::wiring::DemoClock;

/// A demo that is being served.
pub struct Demo {
    app: Arc<App>,
    clock: Arc<DemoClock>,
    player: Player,
    file: PathBuf,
    /// One visitor moves the clock at a time.
    state: Mutex<DemoState>,
}

impl Demo {
    /// A demo that has begun; `file` holds where it stands.
    pub fn new(
        app: Arc<App>,
        clock: Arc<DemoClock>,
        player: Player,
        file: PathBuf,
        state: DemoState,
    ) -> Self {
        Self {
            app,
            clock,
            player,
            file,
            state: Mutex::new(state),
        }
    }

    /// Moves the clock forward to `at`, playing what happens until then.
    pub async fn forward(&self, at: Instant) -> Done<Played> {
        let mut state = self.state.lock().await;
        let played = self
            .player
            .play_until(at, &mut state, |state| state.write(&self.file))
            .await;
        // Whatever happened, the visitor's clock goes on.
        self.clock.run_from(self.app.now());
        state.clock = self.app.now().0;
        state.write(&self.file)?;
        played
    }

    /// Writes down what the clock shows, for the next start.
    pub async fn keep_clock(&self) -> Done<()> {
        let mut state = self.state.lock().await;
        state.clock = self.app.now().0;
        state.write(&self.file)
    }
}

#[async_trait]
impl DemoControl for Demo {
    fn moments(&self) -> Vec<Moment> {
        let now = self.app.now();
        let moments = &self.player.plan().moments;
        let current = moments.iter().rposition(|moment| moment.at <= now);
        moments
            .iter()
            .enumerate()
            .map(|(index, moment)| Moment {
                key: moment.key.clone(),
                label: moment.label.clone(),
                current: Some(index) == current,
            })
            .collect()
    }

    async fn move_to(&self, key: &str) -> Result<Vec<String>, NotMoved> {
        let moment = self
            .player
            .plan()
            .moments
            .iter()
            .find(|moment| moment.key == key)
            .ok_or_else(|| NotMoved("Không có thời điểm này trong kế hoạch mẫu.".into()))?;
        if moment.at < self.app.now() {
            return Err(NotMoved(
                "Đồng hồ trình diễn chỉ đi tới, không quay lại. Muốn xem lại từ đầu, chạy lại lệnh demo với thư mục dữ liệu mới.".into(),
            ));
        }
        let played = self.forward(moment.at).await.map_err(|trouble| {
            tracing::error!(%trouble, "the demo cannot be moved");
            NotMoved("Chưa chuyển được đồng hồ trình diễn; xem nhật ký của chương trình.".into())
        })?;
        Ok(played.skipped.iter().map(Skipped::sentence).collect())
    }

    async fn link_of(&self, account: &str) -> Option<String> {
        let state = self.state.lock().await;
        let door = state.doors.iter().find(|door| door.account == account)?;
        Some(door.token.clone())
    }
}
