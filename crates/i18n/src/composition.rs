//! Where a council departs from the rules on its members.

use sangkien_domain::composition::{Breach, Departure};

use crate::{Language, label};

/// One sentence with the article; `name` is the person concerned, where there is one.
pub fn breach(breach: &Breach, name: &str, language: Language) -> String {
    let sentence = match language {
        Language::Vi => vietnamese(&breach.departure, name),
        Language::En => english(&breach.departure, name),
    };
    let ground = language.pick("Căn cứ", "Ground");
    format!("{sentence} {ground}: {}.", breach.citation)
}

fn vietnamese(departure: &Departure, name: &str) -> String {
    match departure {
        Departure::TooFew { members, least } => {
            format!("Hội đồng có {members} thành viên; cần ít nhất {least}.")
        }
        Departure::TooMany { members, most } => {
            format!("Hội đồng có {members} thành viên; nhiều nhất là {most}.")
        }
        Departure::PostVacant { post } => {
            format!("Chưa có {}.", label::post(*post, Language::Vi))
        }
        Departure::NoUnionRepresentative => "Chưa có đại diện công đoàn.".to_owned(),
        Departure::AuthoringHeadSits { .. } => format!(
            "{name} là thủ trưởng đơn vị và là tác giả sáng kiến hội đồng đang xét nên không tham gia hội đồng."
        ),
    }
}

fn english(departure: &Departure, name: &str) -> String {
    match departure {
        Departure::TooFew { members, least } => {
            format!("The council has {members} members; it needs at least {least}.")
        }
        Departure::TooMany { members, most } => {
            format!("The council has {members} members; it may have {most}.")
        }
        Departure::PostVacant { post } => {
            format!("The post is vacant: {}.", label::post(*post, Language::En))
        }
        Departure::NoUnionRepresentative => "Nobody sits for the trade union.".to_owned(),
        Departure::AuthoringHeadSits { .. } => format!(
            "{name} heads the unit and is an author before this council, and so may not sit on it."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangkien_domain::council::Post;
    use sangkien_domain::law::{Certainty, Citation};

    #[test]
    fn a_breach_is_told_with_its_article() {
        let found = Breach {
            departure: Departure::PostVacant { post: Post::Chair },
            citation: Citation {
                act: "Thông tư 18/2013/TT-BKHCN".into(),
                article: "Điều 8".into(),
                certainty: Certainty::Official,
            },
        };
        assert_eq!(
            breach(&found, "", Language::Vi),
            "Chưa có Chủ tịch hội đồng. Căn cứ: Điều 8, Thông tư 18/2013/TT-BKHCN."
        );
    }
}
