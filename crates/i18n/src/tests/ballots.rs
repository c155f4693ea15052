//! What is wrong with a secret vote, in words.

use sangkien_ballot::BallotFault;

use super::assert_vietnamese;
use crate::{Language, ballot};

#[test]
fn every_fault_of_a_secret_vote_is_told_with_its_facts() {
    let text = |text: &str| text.to_owned();
    let (papers, ballots) = (5, 4);
    let faults = [
        (BallotFault::Version { stated: 9 }, "9"),
        (BallotFault::Key, "Khóa"),
        (
            BallotFault::Forged {
                serial: text("ab12"),
            },
            "ab12",
        ),
        (
            BallotFault::Twice {
                serial: text("ab12"),
            },
            "hai lần",
        ),
        (BallotFault::Order, "thứ tự"),
        (
            BallotFault::NotOnRoll {
                member: text("Ủy viên mẫu 09"),
            },
            "Ủy viên mẫu 09",
        ),
        (
            BallotFault::TooMany {
                papers: ballots,
                ballots: papers,
            },
            "thêm vào",
        ),
        (BallotFault::TooFew { papers, ballots }, "bị bỏ ra"),
        (BallotFault::Seal, "Niêm phong"),
        (BallotFault::OtherSeal, "khi đóng bỏ phiếu"),
        (
            BallotFault::Receipt {
                receipt: text("cd34"),
            },
            "cd34",
        ),
    ];
    for (fault, words) in faults {
        let said = ballot::fault(&fault, Language::Vi);
        assert_vietnamese(&said);
        assert!(said.contains(words), "{said}");
        assert!(!ballot::fault(&fault, Language::En).is_empty());
    }
}
