//! `council seat`: a member seated on the machine itself.

use sangkien_app::failure::Failure;
use sangkien_app::record::CouncilSeat;
use sangkien_app::{App, Origin};
use sangkien_i18n::{Language, label};
use serde_json::{Value, json};

use crate::cli::SeatArguments;
use crate::trouble::{Done, Trouble};

/// A member who has been seated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seated(CouncilSeat);

impl Seated {
    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        let post = label::post(self.0.post, Language::Vi);
        format!(
            "Đã bổ sung {} vào hội đồng với chức danh {post}.",
            self.0.full_name
        )
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        json!({ "seat": self.0.id, "council": self.0.council, "name": self.0.full_name, "post": self.0.post.code() })
    }
}

/// Seats a person on the council of a round.
pub async fn seat(app: &App, input: &SeatArguments) -> Done<Seated> {
    let origin = Origin::local("council seat");
    let seated = app
        .seat_member(input.round.as_deref(), &input.account, input.post, &origin)
        .await;
    match seated {
        Ok(seat) => Ok(Seated(seat)),
        Err(Failure::Absent) => Err(Trouble::Said(format!(
            "Không có tài khoản “{}” hoặc không có đợt được nêu.",
            input.account
        ))),
        Err(Failure::Refused(_)) => Err(Trouble::Said(format!(
            "Tài khoản “{}” đã là thành viên hội đồng.",
            input.account
        ))),
        Err(other) => Err(other.into()),
    }
}
