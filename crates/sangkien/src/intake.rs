//! Opening a standing intake from the machine itself.

use clap::Args;
use sangkien_app::Origin;
use sangkien_app::intake::OpenIntake;
use sangkien_app::record::Round;
use serde_json::{Value, json};

use crate::instance::Instance;
use crate::trouble::Done;

/// What is opened, and where.
#[derive(Debug, Args)]
pub struct IntakeArguments {
    /// Mã thủ tục có phiên bản đang hiệu lực.
    /// Code of a procedure with a version in force.
    #[arg(value_name = "MÃ THỦ TỤC", verbatim_doc_comment)]
    pub procedure: String,
    /// Mã đơn vị giải quyết.
    /// Code of the unit that carries it out.
    #[arg(long, value_name = "MÃ ĐƠN VỊ", verbatim_doc_comment)]
    pub organiser: String,
    /// Mã đơn vị tiếp nhận; mặc định là đơn vị giải quyết.
    /// Code of the receiving unit; the one that carries it out by default.
    #[arg(long, value_name = "MÃ ĐƠN VỊ", verbatim_doc_comment)]
    pub desk: Option<String>,
    /// Tên hiển thị; mặc định là tên thủ tục.
    /// Name shown; that of the procedure by default.
    #[arg(long, value_name = "TÊN", verbatim_doc_comment)]
    pub name: Option<String>,
}

/// Opens it from now on.
pub(crate) async fn open(instance: &Instance, input: &IntakeArguments) -> Done<Round> {
    let opened = OpenIntake {
        procedure: input.procedure.clone(),
        organiser: input.organiser.clone(),
        desk: input.desk.clone(),
        name: input.name.clone(),
    };
    let origin = Origin::local("intake");
    Ok(instance.app.open_intake(opened, &origin).await?)
}

/// What was opened, in one sentence.
pub(crate) fn words(round: &Round) -> String {
    format!("Đã mở nơi tiếp nhận {}: {}.", round.code, round.name)
}

/// The same for machines.
pub(crate) fn json(round: &Round) -> Value {
    json!({
        "code": round.code,
        "name": round.name,
        "procedure": round.procedure,
        "opens_at": round.window.opens_at.rfc3339(),
    })
}
