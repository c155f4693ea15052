//! From characters to tokens.

use jiff::civil::Date;

use super::exact::Exact;
use super::fault::{ConditionFault, ConditionProblem, Span};
use super::tree::Comparator;

/// A word or sign of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Name(String),
    Number { value: Exact, percent: bool },
    Date(Date),
    Text(String),
    Bool(bool),
    And,
    Or,
    Not,
    In,
    Compare(Comparator),
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Comma,
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) span: Span,
}

/// The words of the language. Vietnamese ones are read as well; the canonical form is English.
fn keyword(word: &str) -> Option<Token> {
    Some(match word {
        "and" | "và" => Token::And,
        "or" | "hoặc" => Token::Or,
        "not" | "không" => Token::Not,
        "in" | "thuộc" => Token::In,
        "true" | "đúng" => Token::Bool(true),
        "false" | "sai" => Token::Bool(false),
        _ => return None,
    })
}

struct Lexer<'a> {
    characters: &'a [char],
    at: usize,
    tokens: Vec<Placed>,
    faults: Vec<ConditionFault>,
}

/// The tokens, or every fault found on the way.
pub(super) fn tokens(characters: &[char]) -> Result<Vec<Placed>, Vec<ConditionFault>> {
    let mut lexer = Lexer {
        characters,
        at: 0,
        tokens: Vec::new(),
        faults: Vec::new(),
    };
    while let Some(first) = lexer.peek(0) {
        lexer.one(first);
    }
    if lexer.faults.is_empty() {
        Ok(lexer.tokens)
    } else {
        Err(lexer.faults)
    }
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn push(&mut self, token: Token, length: usize) {
        let span = Span::new(self.at, self.at + length);
        self.tokens.push(Placed { token, span });
        self.at += length;
    }

    fn fault(&mut self, problem: ConditionProblem, length: usize) {
        let span = Span::new(self.at, self.at + length);
        self.faults.push(ConditionFault::new(span, problem));
        self.at += length;
    }

    fn one(&mut self, first: char) {
        match first {
            _ if first.is_whitespace() => self.at += 1,
            '0'..='9' => self.digits(),
            '\'' | '"' => self.text(first),
            // Keyboards of telephones put these in the place of straight ones.
            '‘' => self.text('’'),
            '“' => self.text('”'),
            '_' => self.word(),
            _ if first.is_alphabetic() => self.word(),
            _ => self.sign(first),
        }
    }

    fn sign(&mut self, first: char) {
        let (token, length) = match (first, self.peek(1)) {
            ('=', Some('=')) => (Token::Compare(Comparator::Equal), 2),
            ('=', _) => (Token::Compare(Comparator::Equal), 1),
            ('!', Some('=')) | ('<', Some('>')) => (Token::Compare(Comparator::Unequal), 2),
            ('≠', _) => (Token::Compare(Comparator::Unequal), 1),
            ('<', Some('=')) => (Token::Compare(Comparator::AtMost), 2),
            ('≤', _) => (Token::Compare(Comparator::AtMost), 1),
            ('<', _) => (Token::Compare(Comparator::Less), 1),
            ('>', Some('=')) => (Token::Compare(Comparator::AtLeast), 2),
            ('≥', _) => (Token::Compare(Comparator::AtLeast), 1),
            ('>', _) => (Token::Compare(Comparator::Greater), 1),
            ('+', _) => (Token::Plus, 1),
            ('-' | '−', _) => (Token::Minus, 1),
            ('*' | '×', _) => (Token::Times, 1),
            ('/', _) => (Token::Over, 1),
            ('(', _) => (Token::Open, 1),
            (')', _) => (Token::Close, 1),
            (',', _) => (Token::Comma, 1),
            (found, _) => {
                self.fault(ConditionProblem::UnexpectedCharacter { found }, 1);
                return;
            }
        };
        self.push(token, length);
    }

    fn word(&mut self) {
        let mut length = 1;
        while let Some(next) = self.peek(length) {
            let joins = next == '.'
                && self
                    .peek(length + 1)
                    .is_some_and(|after| after.is_alphabetic() || after == '_');
            if !next.is_alphanumeric() && next != '_' && !joins {
                break;
            }
            length += 1;
        }
        let word = self.slice(0, length);
        let token = keyword(&word.to_lowercase()).unwrap_or(Token::Name(word));
        self.push(token, length);
    }

    fn slice(&self, from: usize, to: usize) -> String {
        let start = self.at + from;
        self.characters
            .iter()
            .skip(start)
            .take(to.saturating_sub(from))
            .collect()
    }

    /// A text up to its closing quote; a doubled quote stands for one.
    fn text(&mut self, closing: char) {
        let mut text = String::new();
        let mut length = 1;
        loop {
            match self.peek(length) {
                None => {
                    self.fault(ConditionProblem::UnterminatedText, length);
                    return;
                }
                Some(next) if next != closing => {
                    text.push(next);
                    length += 1;
                }
                Some(_) if self.peek(length + 1) == Some(closing) => {
                    text.push(closing);
                    length += 2;
                }
                Some(_) => {
                    self.push(Token::Text(text), length + 1);
                    return;
                }
            }
        }
    }

    fn digits_from(&self, from: usize) -> usize {
        let mut count = 0;
        while self
            .peek(from + count)
            .is_some_and(|next| next.is_ascii_digit())
        {
            count += 1;
        }
        count
    }

    /// Lengths of three groups of digits with this sign between them.
    fn groups(&self, sign: char) -> Option<[usize; 3]> {
        let first = self.digits_from(0);
        if self.peek(first) != Some(sign) {
            return None;
        }
        let second = self.digits_from(first + 1);
        if self.peek(first + second + 1) != Some(sign) {
            return None;
        }
        Some([first, second, self.digits_from(first + second + 2)])
    }

    fn digits(&mut self) {
        // Only digits without a space between are a date, so that `2026 - 10 - 1` is a difference.
        match (self.groups('-'), self.groups('/')) {
            (Some([4, 2, 2]), _) => self.date([0, 5, 8], [4, 7, 10]),
            (_, Some([day @ 1..=2, month @ 1..=2, 4])) => {
                let (month_at, year_at) = (day + 1, day + month + 2);
                self.date([year_at, month_at, 0], [year_at + 4, month_at + month, day]);
            }
            _ => self.number(),
        }
    }

    /// A date whose year, month and day stand between these offsets.
    fn date(&mut self, from: [usize; 3], to: [usize; 3]) {
        let length = to.into_iter().max().unwrap_or_default();
        let [year, month, day] =
            [0, 1, 2].map(|part: usize| match (from.get(part), to.get(part)) {
                (Some(from), Some(to)) => self.slice(*from, *to).parse::<i16>().ok(),
                _ => None,
            });
        let small = |part: Option<i16>| part.and_then(|part| i8::try_from(part).ok());
        let date = match (year, small(month), small(day)) {
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        if let Some(date) = date {
            self.push(Token::Date(date), length);
        } else {
            let written = self.slice(0, length);
            self.fault(ConditionProblem::NotADate { written }, length);
        }
    }

    fn number(&mut self) {
        let mut length = self.digits_from(0);
        if self.peek(length) == Some('.') && self.digits_from(length + 1) > 0 {
            length += 1 + self.digits_from(length + 1);
        }
        let mut after = length;
        while self.peek(after).is_some_and(char::is_whitespace) {
            after += 1;
        }
        let percent = self.peek(after) == Some('%');
        let value = self.slice(0, length).parse::<Exact>().ok();
        let whole = if percent { after + 1 } else { length };
        let value = match value {
            Some(value) if percent => value.checked_div(Exact::whole(100)),
            value => value,
        };
        match value {
            Some(value) => self.push(Token::Number { value, percent }, whole),
            None => self.fault(ConditionProblem::NumberTooLarge, whole),
        }
    }
}
