//! The canonical form: one way to write every condition, read back as the same condition.

use jiff::civil::Date;

use super::Condition;
use super::exact::Exact;
use super::fault::Sort;
use super::tree::{Adding, Comparator, Multiplying, Term, TermNode, Test, TestNode};

/// A piece of a condition in the order of writing. Pages turn pieces into words of their own: a
/// fact into its label, `and` into "và".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A fact by name.
    Fact(&'a str),
    /// A number, never negative; with `percent` it is written in hundredths.
    Number {
        /// The number itself, so 20 % is 1/5.
        value: Exact,
        /// Whether it is written in hundredths.
        percent: bool,
    },
    /// A date.
    Date(Date),
    /// A text in quotes.
    Text {
        /// The text.
        text: &'a str,
        /// The fact it is compared with.
        of: Option<&'a str>,
    },
    /// True or false.
    Bool(bool),
    /// `and`
    And,
    /// `or`
    Or,
    /// `not`
    Not,
    /// `in`
    In,
    /// The sign of a comparison.
    Comparator(Comparator),
    /// `+`
    Plus,
    /// `-` between two parts.
    Minus,
    /// `-` before a part.
    Negative,
    /// `*`
    Times,
    /// `/`
    Over,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// A space.
    Space,
}

impl std::fmt::Display for Piece<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::Fact(name) => name,
            Self::Number { value, percent } => return number(out, *value, *percent),
            Self::Date(date) => return write!(out, "{date}"),
            Self::Text { text, .. } => return write!(out, "'{}'", text.replace('\'', "''")),
            Self::Bool(true) => "true",
            Self::Bool(false) => "false",
            Self::And => "and",
            Self::Or => "or",
            Self::Not => "not",
            Self::In => "in",
            Self::Comparator(comparator) => comparator.sign(),
            Self::Plus => "+",
            Self::Minus | Self::Negative => "-",
            Self::Times => "*",
            Self::Over => "/",
            Self::Open => "(",
            Self::Close => ")",
            Self::Comma => ",",
            Self::Space => " ",
        })
    }
}

fn number(out: &mut std::fmt::Formatter<'_>, value: Exact, percent: bool) -> std::fmt::Result {
    match value.checked_mul(Exact::whole(100)).filter(|_| percent) {
        Some(hundredths) => write!(out, "{hundredths}%"),
        None => write!(out, "{value}"),
    }
}

impl Condition {
    /// The condition in pieces, in its canonical form.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        self.pieces_of(&self.test)
    }

    pub(super) fn pieces_of<'a>(&'a self, test: &'a Test) -> Vec<Piece<'a>> {
        let mut printer = Printer {
            names: &self.facts,
            pieces: Vec::new(),
        };
        printer.test(test);
        printer.pieces
    }
}

impl std::fmt::Display for Condition {
    /// The canonical form.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for piece in self.pieces() {
            write!(out, "{piece}")?;
        }
        Ok(())
    }
}

/// Pieces of one part as text.
pub(super) fn text(pieces: &[Piece<'_>]) -> String {
    pieces.iter().map(ToString::to_string).collect()
}

struct Printer<'a> {
    names: &'a [String],
    pieces: Vec<Piece<'a>>,
}

impl<'a> Printer<'a> {
    fn put(&mut self, piece: Piece<'a>) {
        self.pieces.push(piece);
    }

    fn spaced(&mut self, piece: Piece<'a>) {
        self.pieces.extend([Piece::Space, piece, Piece::Space]);
    }

    fn name(&self, fact: usize) -> &'a str {
        self.names.get(fact).map_or("", String::as_str)
    }

    fn in_parentheses(&mut self, test: &'a Test) {
        self.put(Piece::Open);
        self.test(test);
        self.put(Piece::Close);
    }

    /// A part of `and`, `or`, `=`: in parentheses unless it cannot be misread.
    fn enclosed(&mut self, test: &'a Test, plain: fn(&TestNode) -> bool) {
        if plain(&test.node) {
            self.test(test);
        } else {
            self.in_parentheses(test);
        }
    }

    fn joined(&mut self, parts: &'a [Test], word: Piece<'a>, plain: fn(&TestNode) -> bool) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.spaced(word);
            }
            self.enclosed(part, plain);
        }
    }

    fn test(&mut self, test: &'a Test) {
        match &test.node {
            TestNode::Constant(value) => self.put(Piece::Bool(*value)),
            TestNode::Fact(fact) => self.put(Piece::Fact(self.name(*fact))),
            TestNode::Not(inner) => {
                self.pieces.extend([Piece::Not, Piece::Space]);
                self.enclosed(inner, |node| {
                    single(node) || matches!(node, TestNode::Not(_))
                });
            }
            TestNode::All(parts) => self.joined(parts, Piece::And, |node| {
                !matches!(node, TestNode::Any(_) | TestNode::All(_))
            }),
            TestNode::Any(parts) => {
                self.joined(parts, Piece::Or, |node| !matches!(node, TestNode::Any(_)));
            }
            TestNode::Same { equal, left, right } => {
                self.enclosed(left, single);
                self.spaced(Piece::Comparator(if *equal {
                    Comparator::Equal
                } else {
                    Comparator::Unequal
                }));
                self.enclosed(right, single);
            }
            TestNode::Compare {
                comparator,
                left,
                right,
            } => {
                self.term(left, self.compared(right));
                self.spaced(Piece::Comparator(*comparator));
                self.term(right, self.compared(left));
            }
            TestNode::Among {
                negated,
                term,
                list,
            } => {
                self.term(term, None);
                if *negated {
                    self.pieces.extend([Piece::Space, Piece::Not]);
                }
                self.spaced(Piece::In);
                self.put(Piece::Open);
                for (index, member) in list.iter().enumerate() {
                    if index > 0 {
                        self.pieces.extend([Piece::Comma, Piece::Space]);
                    }
                    self.term(member, self.compared(term));
                }
                self.put(Piece::Close);
            }
        }
    }

    /// The fact that a text is compared with.
    fn compared(&self, other: &Term) -> Option<&'a str> {
        match other.node {
            TermNode::Fact {
                fact,
                sort: Sort::Text,
            } => Some(self.name(fact)),
            _ => None,
        }
    }

    fn factor(&mut self, term: &'a Term) {
        if matches!(term.node, TermNode::Sum(..) | TermNode::Product(..)) {
            self.put(Piece::Open);
            self.term(term, None);
            self.put(Piece::Close);
        } else {
            self.term(term, None);
        }
    }

    fn addend(&mut self, term: &'a Term) {
        if matches!(term.node, TermNode::Sum(..)) {
            self.put(Piece::Open);
            self.term(term, None);
            self.put(Piece::Close);
        } else {
            self.term(term, None);
        }
    }

    fn term(&mut self, term: &'a Term, of: Option<&'a str>) {
        match &term.node {
            TermNode::Number { value, percent } => self.put(Piece::Number {
                value: *value,
                percent: *percent,
            }),
            TermNode::Text(text) => self.put(Piece::Text { text, of }),
            TermNode::Date(date) => self.put(Piece::Date(*date)),
            TermNode::Fact { fact, .. } => self.put(Piece::Fact(self.name(*fact))),
            TermNode::Negate(inner) => {
                self.put(Piece::Negative);
                self.factor(inner);
            }
            TermNode::Sum(first, rest) => {
                self.addend(first);
                for (adding, part) in rest {
                    self.spaced(match adding {
                        Adding::Plus => Piece::Plus,
                        Adding::Minus => Piece::Minus,
                    });
                    self.addend(part);
                }
            }
            TermNode::Product(first, rest) => {
                let fraction = is_fraction(first, rest);
                self.factor(first);
                for (multiplying, part) in rest {
                    let sign = match multiplying {
                        Multiplying::Times => Piece::Times,
                        Multiplying::Over => Piece::Over,
                    };
                    if fraction {
                        self.put(sign);
                    } else {
                        self.spaced(sign);
                    }
                    self.factor(part);
                }
            }
        }
    }
}

const fn single(node: &TestNode) -> bool {
    matches!(node, TestNode::Constant(_) | TestNode::Fact(_))
}

/// A number such as 2/3, written without spaces.
fn is_fraction(first: &Term, rest: &[(Multiplying, Term)]) -> bool {
    let plain = |term: &Term| matches!(term.node, TermNode::Number { value, percent: false } if value.is_whole());
    match rest {
        [(Multiplying::Over, below)] => plain(first) && plain(below),
        _ => false,
    }
}
