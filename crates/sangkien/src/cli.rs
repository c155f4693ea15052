//! The command line. Each help text is in Vietnamese, with an English line below.

mod council;
mod document;
mod import;
mod limit;
mod marks;
pub mod model;
mod overlap;
mod pack;
mod procedure;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use sangkien_domain::access::Role;

use crate::config::Given;
pub use crate::intake::IntakeArguments;
pub use council::{CouncilCommand, SeatArguments};
pub use document::{
    DocumentCommand, KeyArguments, RenderArguments, SampleArguments, SignArguments,
    SignListArguments, VerifyArguments,
};
pub use import::{ImportCommand, XlsxArguments};
pub use limit::LimitArguments;
pub use marks::{BallotArguments, BallotCommand, MarksCommand, RubricCommand};
pub use overlap::{
    CheckArguments, IndexArguments, OverlapCommand, QueryArguments, RemoveArguments,
    SweepArguments, TextCommand,
};
pub use pack::{PackArguments, PackCommand};
pub use procedure::{
    CompareArguments, DiagramArguments, ProcedureCommand, ProcedureFile, SimulateArguments,
};

const TEMPLATE: &str = "{about-with-newline}\nCách dùng / Usage: {usage}\n\n{all-args}{after-help}";
const COMMANDS: &str = "Lệnh / Commands";
const OPTIONS: &str = "Tùy chọn / Options";

/// The program.
#[derive(Debug, Parser)]
#[command(
    name = "sangkien",
    version,
    about = "Sáng Kiến: tiếp nhận, xét và công nhận sáng kiến trong cơ quan, đơn vị.\nWorkplace initiatives: filing, review and recognition.",
    help_template = TEMPLATE,
    subcommand_help_heading = COMMANDS,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    propagate_version = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Common {
    /// Tệp cấu hình; mặc định là ./sangkien.toml nếu có.
    /// Configuration file; ./sangkien.toml by default, if it is there.
    #[arg(long, value_name = "TỆP", global = true, verbatim_doc_comment)]
    pub config: Option<PathBuf>,
    /// Thư mục dữ liệu; mặc định ./data, với demo là ./data/demo.
    /// Data folder; ./data by default, ./data/demo for demo.
    #[arg(long, value_name = "THƯ MỤC", global = true, verbatim_doc_comment)]
    pub data: Option<String>,
    /// Cơ sở dữ liệu: postgres://… hoặc sqlite:TỆP; mặc định là tệp SQLite trong thư mục dữ liệu.
    /// Database: postgres://… or sqlite:FILE; by default an SQLite file in the data folder.
    #[arg(long, value_name = "ĐỊA CHỈ", global = true, verbatim_doc_comment)]
    pub database: Option<String>,
    /// In kết quả dạng JSON.
    /// Print the outcome as JSON.
    #[arg(long, global = true, verbatim_doc_comment)]
    pub json: bool,
    /// Xem hướng dẫn này.
    /// Print this help.
    #[arg(short, long, action = clap::ArgAction::Help, global = true, verbatim_doc_comment)]
    pub help: Option<bool>,
    /// Xem phiên bản.
    /// Print the version.
    #[arg(short = 'V', long, action = clap::ArgAction::Version, global = true, verbatim_doc_comment)]
    pub version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chạy bản trình diễn với dữ liệu mẫu, hoặc xóa dữ liệu mẫu.
    /// Serve an instance with sample data, or remove the sample data.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Demo(DemoArguments),
    /// Phục vụ hệ thống thật; lần đầu in đường dẫn thiết lập dùng một lần.
    /// Serve a real instance; prints a one-time set-up link while it is empty.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Serve(ServeArguments),
    /// Quản lý người dùng.
    /// Manage people.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    User {
        /// What to do.
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Hội đồng sáng kiến.
    /// Councils.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Council {
        /// What to do.
        #[command(subcommand)]
        command: CouncilCommand,
    },
    /// Nhật ký kiểm tra.
    /// The audit log.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Audit {
        /// What to do.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Cấu hình.
    /// The configuration.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Config {
        /// What to do.
        #[command(subcommand)]
        command: ConfigCommand,
    },
    /// Gói pháp luật và quy định địa phương.
    /// Packs of law and local rules.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Pack {
        /// What to do.
        #[command(subcommand)]
        command: PackCommand,
    },
    /// Tệp quy trình.
    /// Files of procedures.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Procedure {
        /// What to do.
        #[command(subcommand)]
        command: ProcedureCommand,
    },
    /// Mở nơi tiếp nhận thường xuyên của một thủ tục.
    /// Open a standing intake of a procedure.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Intake(IntakeArguments),
    /// Tính ngày hết hạn theo lịch kèm theo và in từng bước tính với điều khoản.
    /// Count when a limit ends by the built-in calendar, with each step and its article.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Limit(LimitArguments),
    /// Marks and votes from files.
    #[command(flatten)]
    Marks(MarksCommand),
    /// Văn bản hành chính: lập từ dữ liệu theo thể thức, ký số, kiểm tra chữ ký.
    /// Official documents: made from data in their prescribed form, signed, verified.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Document {
        /// What to do.
        #[command(subcommand)]
        command: DocumentCommand,
    },
    /// Nội dung của tệp văn bản, cả theo bảng mã cũ.
    /// Content of text files, also in old encodings.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Text {
        /// What to do.
        #[command(subcommand)]
        command: TextCommand,
    },
    /// Chỉ mục để tìm nội dung trùng.
    /// Indexes that find overlapping content.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Overlap {
        /// What to do.
        #[command(subcommand)]
        command: OverlapCommand,
    },
    /// Đối chiếu các tệp với một chỉ mục và cho biết đoạn nào có trong văn bản trước.
    /// Compare files with an index and tell which passages earlier texts have.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Check(CheckArguments),
    /// Mô hình để tìm đoạn gần nghĩa, chạy trên máy này.
    /// The model that finds what says the same, run on this machine.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Model {
        /// What to do.
        #[command(subcommand)]
        command: model::ModelCommand,
    },
    /// Nhận dữ liệu từ bảng tính.
    /// Take data in from tables.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Import {
        /// What to do.
        #[command(subcommand)]
        command: ImportCommand,
    },
    /// Xuất dữ liệu.
    /// Export data.
    #[command(verbatim_doc_comment, help_template = TEMPLATE, subcommand_help_heading = COMMANDS, disable_help_subcommand = true)]
    Export {
        /// What to do.
        #[command(subcommand)]
        command: ExportCommand,
    },
}

/// Where an instance is reached.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct Reach {
    /// Địa chỉ và cổng phục vụ; mặc định 127.0.0.1:8080.
    /// Address to listen on; 127.0.0.1:8080 by default.
    #[arg(long, value_name = "ĐỊA CHỈ:CỔNG", verbatim_doc_comment)]
    pub listen: Option<String>,
    /// Địa chỉ người dùng truy cập, ghi trong mã QR và thư.
    /// Address people reach the instance under, for QR codes and mail.
    #[arg(long, value_name = "URL", verbatim_doc_comment)]
    pub base_url: Option<String>,
    /// Mở trang /ui trình bày các thành phần giao diện.
    /// Serve /ui with samples of every component.
    #[arg(long, verbatim_doc_comment)]
    pub ui: bool,
}

/// What `demo` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct DemoArguments {
    /// Where it is reached.
    #[command(flatten)]
    pub reach: Reach,
    /// Thời điểm bắt đầu, ví dụ 2024-04-09T21:30+07:00, hoặc khóa a … f của kế hoạch mẫu.
    /// Moment to start at, such as 2024-04-09T21:30+07:00, or a key a … f of the sample plan.
    #[arg(long, value_name = "THỜI ĐIỂM", verbatim_doc_comment)]
    pub at: Option<String>,
    /// Xóa toàn bộ dữ liệu mẫu trong một bước rồi dừng.
    /// Remove all sample data in one step and stop.
    #[arg(long, conflicts_with = "at", verbatim_doc_comment)]
    pub remove: bool,
}

/// What `serve` takes.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Where it is reached.
    #[command(flatten)]
    pub reach: Reach,
}

/// What can be done with people.
#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Tạo tài khoản và in đường dẫn đặt mật khẩu dùng một lần.
    /// Make an account and print the one-time link to set its password.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Invite(InviteArguments),
}

/// What `user invite` takes.
#[derive(Debug, Args)]
#[command(next_help_heading = OPTIONS)]
pub struct InviteArguments {
    /// Tên tài khoản: 3 đến 60 chữ không dấu, số, dấu . - _ @.
    /// Account name: 3 to 60 ASCII letters, digits and . - _ @.
    #[arg(long, value_name = "TÀI KHOẢN", verbatim_doc_comment)]
    pub account: String,
    /// Họ và tên.
    /// Full name.
    #[arg(long, value_name = "HỌ TÊN", verbatim_doc_comment)]
    pub name: String,
    /// Mã đơn vị.
    /// Code of the unit.
    #[arg(long, value_name = "MÃ", verbatim_doc_comment)]
    pub unit: String,
    /// Vai trò trong đơn vị đó; dùng nhiều lần được: author, head-of-unit, clerk, leader,
    /// records-clerk, awards-officer, auditor, administrator.
    /// Role in that unit; may be given several times.
    #[arg(long, value_name = "VAI TRÒ", value_parser = role, verbatim_doc_comment)]
    pub role: Vec<Role>,
    /// Địa chỉ thư điện tử.
    /// E-mail address.
    #[arg(long, value_name = "THƯ", verbatim_doc_comment)]
    pub email: Option<String>,
    /// Chức vụ, ghi trên văn bản do người này ký.
    /// State post, printed above their signature.
    #[arg(long, value_name = "CHỨC VỤ", verbatim_doc_comment)]
    pub post: Option<String>,
    /// Tài khoản quản trị đứng tên việc này; mặc định là quản trị gần nhất.
    /// Administrator on whose authority this is done; the nearest one by default.
    #[arg(long = "as", value_name = "TÀI KHOẢN", verbatim_doc_comment)]
    pub authority: Option<String>,
    /// Địa chỉ người dùng truy cập, ghi trong đường dẫn.
    /// Address people reach the instance under, for the link.
    #[arg(long, value_name = "URL", verbatim_doc_comment)]
    pub base_url: Option<String>,
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| {
        let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("chỉ nhận một trong / one of: {}", codes.join(", "))
    })
}

/// What can be done with the audit log.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum AuditCommand {
    /// Đọc toàn bộ nhật ký, đối chiếu chuỗi băm và các điểm kiểm tra đã ký; mã thoát 1 nếu có sai.
    /// Read the whole log and check its hash chain and signed checkpoints; exit code 1 if broken.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Verify,
}

/// What can be done with the configuration.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Kiểm tra cấu hình; khóa lạ là lỗi.
    /// Check the configuration; an unknown key is an error.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Check,
    /// In cấu hình đang có hiệu lực, giá trị bí mật được che.
    /// Print the configuration in force, with secrets masked.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Dump,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// Xuất danh mục sáng kiến được công nhận thành bảng tính XLSX, hoặc JSON với --json.
    /// Export the registry of recognised initiatives as XLSX, or as JSON with --json.
    #[command(verbatim_doc_comment, help_template = TEMPLATE)]
    Registry {
        /// Tệp ghi ra; mặc định là đầu ra chuẩn.
        /// File to write; standard output by default.
        #[arg(long, value_name = "TỆP", help_heading = OPTIONS, verbatim_doc_comment)]
        output: Option<PathBuf>,
    },
}

impl Cli {
    /// Values of the configuration given on the command line.
    pub fn given(&self) -> Given {
        let reach = match &self.command {
            Command::Demo(arguments) => Some(&arguments.reach),
            Command::Serve(arguments) => Some(&arguments.reach),
            _ => None,
        };
        let invite = match &self.command {
            Command::User {
                command: UserCommand::Invite(arguments),
            } => arguments.base_url.as_ref(),
            _ => None,
        };
        let base_url = reach.and_then(|reach| reach.base_url.as_ref()).or(invite);
        [
            ("data", self.common.data.as_ref()),
            ("database", self.common.database.as_ref()),
            ("listen", reach.and_then(|reach| reach.listen.as_ref())),
            ("base_url", base_url),
        ]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?.clone())))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// Every command with its path, such as "sangkien audit verify".
    fn commands(command: &clap::Command, path: &str, found: &mut Vec<(String, clap::Command)>) {
        let path = format!("{path} {}", command.get_name()).trim().to_owned();
        found.push((path.clone(), command.clone()));
        for below in command.get_subcommands() {
            commands(below, &path, found);
        }
    }

    fn is_vietnamese(line: &str) -> bool {
        line.chars()
            .any(|letter| letter.is_alphabetic() && !letter.is_ascii())
    }

    #[test]
    fn every_command_and_option_is_explained_in_vietnamese_and_english() {
        let mut program = Cli::command();
        program.build();
        let mut found = Vec::new();
        commands(&program, "", &mut found);
        assert!(found.len() >= 11, "{}", found.len());
        let explained = |text: Option<&clap::builder::StyledStr>, what: &str| {
            let text = text.map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = text.lines().collect();
            assert!(lines.len() >= 2, "{what}: {text}");
            assert!(is_vietnamese(lines[0]), "{what}: {text}");
            assert!(
                !is_vietnamese(lines[lines.len() - 1].split('…').next().unwrap()),
                "{what}: {text}"
            );
        };
        for (path, command) in &found {
            explained(command.get_about(), path);
            for argument in command.get_arguments() {
                explained(
                    argument.get_help(),
                    &format!("{path} {}", argument.get_id()),
                );
            }
        }
    }

    #[test]
    fn the_command_line_has_no_contradictions() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_of_the_line_become_keys_of_the_configuration() {
        let cli = Cli::parse_from([
            "sangkien",
            "serve",
            "--data",
            "x",
            "--listen",
            "127.0.0.1:0",
        ]);
        assert_eq!(
            cli.given(),
            [
                ("data", "x".to_owned()),
                ("listen", "127.0.0.1:0".to_owned())
            ]
        );
    }
}
