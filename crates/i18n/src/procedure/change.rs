//! Differences between two versions of a procedure in words.

use sangkien_casework::compare::{Change, Difference, Pair};
use sangkien_casework::condition::Fact;
use sangkien_casework::definition::{
    Actor, AuthorGets, AuthorSees, ComponentForm, Effect, Overdue, Procedure, Reminder, Required,
};
use sangkien_domain::law::{Citation, Limit};

use super::place::{place, step};
use crate::{Language, condition, definition, label};

/// A change with its place: "Thời hạn “Cấp phép”: độ dài từ “10 ngày làm việc” thành “7 ngày làm
/// việc”."
pub fn change(change: &Change, old: &Procedure, new: &Procedure, language: Language) -> String {
    let in_version = if change.difference == Difference::Removed {
        old
    } else {
        new
    };
    format!(
        "{}: {}.",
        place(&change.place, in_version, language),
        difference(&change.difference, old, new, language)
    )
}

/// What a comparison needs to name things.
struct Telling<'a> {
    old: &'a Procedure,
    new: &'a Procedure,
    language: Language,
}

impl Telling<'_> {
    fn pair(&self, vi: &str, en: &str, old: &str, new: &str) -> String {
        let empty = self.language.pick("không có", "nothing");
        let shown = |text: &str| {
            if text.trim().is_empty() {
                empty.to_owned()
            } else {
                format!("“{text}”")
            }
        };
        match self.language {
            Language::Vi => format!("{vi} từ {} thành {}", shown(old), shown(new)),
            Language::En => format!("{en} from {} to {}", shown(old), shown(new)),
        }
    }

    fn each<T>(&self, vi: &str, en: &str, pair: &Pair<T>, words: impl Fn(&T) -> String) -> String {
        self.pair(vi, en, &words(&pair.old), &words(&pair.new))
    }

    fn yes(&self, held: bool) -> String {
        let word = if held {
            self.language.pick("có", "yes")
        } else {
            self.language.pick("không", "no")
        };
        word.to_owned()
    }

    fn limit(&self, limit: &Limit) -> String {
        let unit = definition::unit(limit.unit, self.language);
        format!("{} {unit}", limit.amount)
    }

    fn actor(&self, actor: Option<&Actor>) -> String {
        actor.map_or_else(String::new, |actor| {
            format!(
                "{}; {}",
                definition::who(&actor.who, self.language),
                definition::quorum(actor.rule, self.language).to_lowercase()
            )
        })
    }

    fn author(&self, sees: &AuthorSees) -> String {
        match sees {
            AuthorSees::All => self
                .language
                .pick("tên trạng thái", "the name of the state")
                .to_owned(),
            AuthorSees::As(words) => words.clone(),
        }
    }

    fn facts(names: &[String], procedure: &Procedure) -> String {
        let labels: Vec<&str> = names
            .iter()
            .map(|name| {
                let fact = procedure.facts.iter().find(|fact| fact.name == *name);
                fact.map_or(name.as_str(), |fact| fact.label.as_str())
            })
            .collect();
        labels.join("; ")
    }

    fn effects(&self, effects: &[Effect]) -> String {
        let told: Vec<String> = effects.iter().map(|effect| self.effect(effect)).collect();
        told.join("; ")
    }

    fn effect(&self, effect: &Effect) -> String {
        match effect {
            Effect::Number { symbol, title } => match self.language {
                Language::Vi => format!("cấp số …/{symbol} cho {title}"),
                Language::En => format!("number …/{symbol} for {title}"),
            },
            Effect::Tell { subject, .. } => match self.language {
                Language::Vi => format!("gửi thư {subject}"),
                Language::En => format!("message {subject}"),
            },
            Effect::Payment(payment) => definition::payment(*payment, self.language).to_lowercase(),
            Effect::Delivery(delivery) => {
                definition::delivery(*delivery, self.language).to_lowercase()
            }
            Effect::Send { system } => match self.language {
                Language::Vi => format!("gửi sang hệ thống {system}"),
                Language::En => format!("send to {system}"),
            },
        }
    }

    fn condition(&self, source: &str, procedure: &Procedure) -> String {
        use sangkien_casework::condition::{Condition, Vocabulary};
        let vocabulary = Vocabulary::new(procedure.facts.clone()).unwrap_or_default();
        Condition::parse(source, &vocabulary).map_or_else(
            |_| source.to_owned(),
            |parsed| condition::in_words(&parsed, &vocabulary, self.language),
        )
    }

    fn when(&self, when: Option<&String>, procedure: &Procedure) -> String {
        match when {
            Some(source) => self.condition(source, procedure),
            None => self
                .language
                .pick("các trường hợp còn lại", "all other cases")
                .to_owned(),
        }
    }

    fn required(&self, required: &Required, procedure: &Procedure) -> String {
        let (vi, en) = match required {
            Required::Never => ("không bắt buộc", "optional"),
            Required::Always => ("bắt buộc", "required"),
            Required::When(source) => {
                let when = self.condition(source, procedure);
                return match self.language {
                    Language::Vi => format!("bắt buộc khi {when}"),
                    Language::En => format!("required when {when}"),
                };
            }
        };
        self.language.pick(vi, en).to_owned()
    }

    fn citations(citations: &[Citation]) -> String {
        let each: Vec<String> = citations.iter().map(ToString::to_string).collect();
        each.join("; ")
    }

    fn reminders(&self, reminders: &[Reminder]) -> String {
        let each: Vec<String> = reminders
            .iter()
            .map(|reminder| match self.language {
                Language::Vi => format!("trước {} giờ làm việc", reminder.hours_before),
                Language::En => format!("{} working hours before", reminder.hours_before),
            })
            .collect();
        each.join("; ")
    }

    fn overdue(&self, overdue: Option<&Overdue>) -> String {
        match overdue {
            None => String::new(),
            Some(Overdue::Apology) => self
                .language
                .pick("xin lỗi và hẹn lại", "an apology with a new day")
                .to_owned(),
            Some(Overdue::Act(act)) => match self.language {
                Language::Vi => format!("tự làm việc {act}"),
                Language::En => format!("the act {act}"),
            },
        }
    }

    fn author_gets(&self, gets: &AuthorGets, procedure: &Procedure) -> String {
        let state = match gets {
            AuthorGets::From(key) => procedure
                .state(key)
                .map_or(key.as_str(), |state| state.label.as_str()),
            AuthorGets::Never | AuthorGets::AfterAct => "",
        };
        definition::author_gets(gets, state, self.language).to_lowercase()
    }

    fn form(&self, form: &ComponentForm) -> String {
        match (form, self.language) {
            (ComponentForm::Text { min_chars }, Language::Vi) => {
                format!("chữ, ít nhất {min_chars} ký tự")
            }
            (ComponentForm::Text { min_chars }, Language::En) => {
                format!("text of at least {min_chars} characters")
            }
            (
                ComponentForm::File {
                    formats,
                    max_megabytes,
                    min_files,
                },
                language,
            ) => {
                let formats = formats.join(", ");
                match language {
                    Language::Vi => {
                        format!(
                            "ít nhất {min_files} tệp {formats}, mỗi tệp không quá {max_megabytes} MB"
                        )
                    }
                    Language::En => format!(
                        "at least {min_files} files {formats}, each of at most {max_megabytes} MB"
                    ),
                }
            }
        }
    }

    fn fact(&self, fact: &Fact) -> String {
        let mut told = vec![
            fact.label.clone(),
            definition::fact_kind(&fact.kind, self.language).to_lowercase(),
        ];
        if let sangkien_casework::condition::Kind::Choice(choices) = &fact.kind {
            let words = choices
                .iter()
                .map(|choice| fact.words.get(choice).unwrap_or(choice));
            told.push(words.cloned().collect::<Vec<_>>().join(" / "));
        }
        let number = |value: &sangkien_casework::condition::Exact| {
            condition::value(&(*value).into(), None, self.language)
        };
        for (vi, en, held) in [
            ("từ", "from", &fact.least),
            ("đến", "to", &fact.most),
            ("bước", "step", &fact.step),
        ] {
            if let Some(held) = held {
                told.push(format!("{} {}", self.language.pick(vi, en), number(held)));
            }
        }
        told.extend(fact.citation.as_ref().map(ToString::to_string));
        told.join(", ")
    }
}

fn difference(
    difference: &Difference,
    old: &Procedure,
    new: &Procedure,
    language: Language,
) -> String {
    let tell = Telling { old, new, language };
    let text = |vi, en, pair: &Pair<String>| tell.each(vi, en, pair, String::clone);
    let pick = |vi: &str, en: &str| language.pick(vi, en).to_owned();
    match difference {
        Difference::Added => pick("thêm mới", "added"),
        Difference::Removed => pick("bỏ", "removed"),
        Difference::Moved(pair) => match language {
            Language::Vi => format!(
                "chuyển từ vị trí {} sang vị trí {}",
                pair.old + 1,
                pair.new + 1
            ),
            Language::En => format!(
                "moved from place {} to place {}",
                pair.old + 1,
                pair.new + 1
            ),
        },
        Difference::Code(pair) => text("mã", "code", pair),
        Difference::Label(pair) => text("tên", "name", pair),
        Difference::Summary(pair) => text("tóm tắt", "summary", pair),
        Difference::Level(pair) => text("cấp", "level", pair),
        Difference::Grounds(pair) => tell.each("căn cứ", "grounds", pair, |held| {
            Telling::citations(held)
        }),
        Difference::Start(pair) => of_steps(&tell, "bước đầu tiên", "first step", pair),
        Difference::FieldAdded { label } => match language {
            Language::Vi => format!("mẫu đơn thêm câu hỏi “{label}”"),
            Language::En => format!("the form also asks “{label}”"),
        },
        Difference::FieldRemoved { label } => match language {
            Language::Vi => format!("mẫu đơn bỏ câu hỏi “{label}”"),
            Language::En => format!("the form no longer asks “{label}”"),
        },
        Difference::FieldChanged { label } => match language {
            Language::Vi => format!("mẫu đơn đổi câu hỏi “{label}”"),
            Language::En => format!("the form asks “{label}” otherwise"),
        },
        Difference::FormChanged => pick("mẫu đơn đổi bố cục", "the form is arranged otherwise"),
        Difference::Means(pair) => tell.each("ý nghĩa", "meaning", pair, |held| {
            label::state(*held, language).to_owned()
        }),
        Difference::Author(pair) => tell.each(
            "điều người nộp được xem",
            "what the author sees",
            pair,
            |held| tell.author(held),
        ),
        Difference::Clock(pair) => tell.each("đồng hồ", "clock", pair, |held| {
            definition::clock(*held, language).to_owned()
        }),
        Difference::ClockReason(pair) => text("lý do tạm dừng", "reason of the pause", pair),
        Difference::Kind(pair) => tell.each("loại bước", "kind", pair, |held| {
            definition::step_kind(*held, language).to_owned()
        }),
        Difference::StateOf(pair) => {
            let name = |procedure: &Procedure, key: &String| {
                let held = procedure.state(key);
                held.map_or_else(|| key.clone(), |held| held.label.clone())
            };
            tell.pair(
                "trạng thái",
                "state",
                &name(old, &pair.old),
                &name(new, &pair.new),
            )
        }
        Difference::Actor(pair) => tell.each("người thực hiện", "actor", pair, |held| {
            tell.actor(held.as_ref())
        }),
        Difference::Council(pair) => tell.each("hội đồng", "council", pair, |held| {
            held.clone().unwrap_or_default()
        }),
        Difference::Rubric(pair) => tell.each("thang điểm", "rubric", pair, |held| {
            held.clone().unwrap_or_default()
        }),
        Difference::Recall(pair) => {
            tell.each("được thu hồi", "may be taken back", pair, |held| {
                tell.yes(*held)
            })
        }
        Difference::ActKind(pair) => tell.each("loại việc", "kind", pair, |held| {
            label::act(*held, language).to_owned()
        }),
        Difference::Who(pair) => {
            tell.each("người được làm", "who may do it", pair, |held| {
                held.as_ref()
                    .map_or_else(String::new, |who| definition::who(who, language))
            })
        }
        Difference::Opinion(pair) => tell.each("ý kiến bằng lời", "opinion", pair, |held| {
            definition::opinion(*held, language).to_owned()
        }),
        Difference::Asks(pair) => tell.pair(
            "dữ kiện phải nêu",
            "facts asked for",
            &Telling::facts(&pair.old, old),
            &Telling::facts(&pair.new, new),
        ),
        Difference::Effects(pair) => {
            let (was, is) = (tell.effects(&pair.old), tell.effects(&pair.new));
            if was == is {
                pick("đổi lời trong thư báo", "other words in a message")
            } else {
                tell.pair("việc kèm theo", "effects", &was, &is)
            }
        }
        Difference::WhenSplit(pair) => tell.each(
            "dùng khi không thống nhất",
            "taken without agreement",
            pair,
            |held| tell.yes(*held),
        ),
        Difference::When(pair) => tell.pair(
            "điều kiện",
            "condition",
            &tell.when(pair.old.as_ref(), old),
            &tell.when(pair.new.as_ref(), new),
        ),
        Difference::LeadsTo(pair) => of_steps(&tell, "bước đến", "destination", pair),
        Difference::Length(pair) => {
            tell.each("độ dài", "length", pair, |held| tell.limit(held))
        }
        Difference::Source(pair) => tell.each("căn cứ", "source", pair, |held| {
            held.as_ref().map_or_else(String::new, ToString::to_string)
        }),
        Difference::Cutoff(pair) => {
            tell.each("giờ chuyển sang ngày sau", "cut-off", pair, |held| {
                held.map_or_else(String::new, |time| {
                    format!("{:02}:{:02}", time.hour(), time.minute())
                })
            })
        }
        Difference::Reminders(pair) => tell.each("lời nhắc", "reminders", pair, |held| {
            tell.reminders(held)
        }),
        Difference::Overdue(pair) => tell.each("khi hết hạn", "when overdue", pair, |held| {
            tell.overdue(held.as_ref())
        }),
        Difference::Form(pair) => tell.each("yêu cầu", "form", pair, |held| tell.form(held)),
        Difference::Overlap(pair) => {
            tell.each("xét trùng lặp", "checked for overlap", pair, |held| {
                tell.yes(*held)
            })
        }
        Difference::AuthorGets(pair) => tell.pair(
            "người nộp được xem",
            "shown to the author",
            &tell.author_gets(&pair.old, old),
            &tell.author_gets(&pair.new, new),
        ),
        Difference::Required(pair) => tell.pair(
            "yêu cầu",
            "requirement",
            &tell.required(&pair.old, old),
            &tell.required(&pair.new, new),
        ),
        Difference::Fact(pair) => {
            tell.each("khai báo", "declaration", pair, |held| tell.fact(held))
        }
    }
}

fn of_steps(tell: &Telling<'_>, vi: &str, en: &str, pair: &Pair<String>) -> String {
    tell.pair(vi, en, step(tell.old, &pair.old), step(tell.new, &pair.new))
}
