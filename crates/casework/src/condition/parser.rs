//! From tokens to a tree whose sorts are not judged yet.
//!
//! ```text
//! any        = all { "or" all }
//! all        = not { "and" not }
//! not        = "not" not | comparison
//! comparison = sum [ sign sum | ["not"] "in" "(" sum { "," sum } ")" ]
//! sum        = product { ("+" | "-") product }
//! product    = signed { ("*" | "/") signed }
//! signed     = "-" signed | primary
//! primary    = number | date | text | "true" | "false" | fact | "(" any ")"
//! ```

use jiff::civil::Date;

use super::MOST_DEPTH;
use super::exact::Exact;
use super::fault::{ConditionFault, ConditionProblem, Expected, Span};
use super::lexer::{Placed, Token};
use super::tree::{Adding, Comparator, Multiplying};

/// A part as written.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) node: RawNode,
}

/// What a part as written consists of.
#[derive(Debug, Clone)]
pub(super) enum RawNode {
    Bool(bool),
    Number { value: Exact, percent: bool },
    Date(Date),
    Text(String),
    Name(String),
    Negate(Box<Raw>),
    Sum(Box<Raw>, Vec<(Adding, Raw)>),
    Product(Box<Raw>, Vec<(Multiplying, Raw)>),
    Compare(Comparator, Box<Raw>, Box<Raw>),
    Among(bool, Box<Raw>, Vec<Raw>),
    Not(Box<Raw>),
    All(Vec<Raw>),
    Any(Vec<Raw>),
}

struct Parser<'a> {
    source: &'a [char],
    tokens: &'a [Placed],
    at: usize,
    depth: usize,
}

type Parsed = Result<Raw, ConditionFault>;

/// The tree of the whole source, or the first fault.
pub(super) fn parse(source: &[char], tokens: &[Placed]) -> Parsed {
    let mut parser = Parser {
        source,
        tokens,
        at: 0,
        depth: 0,
    };
    let raw = parser.any()?;
    if parser.at < tokens.len() {
        return Err(parser.unexpected(Expected::OperatorOrEnd));
    }
    Ok(raw)
}

impl Parser<'_> {
    fn token(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|placed| &placed.token)
    }

    /// Where the next token stands; the end of the source after the last.
    fn span(&self) -> Span {
        match self.tokens.get(self.at) {
            Some(placed) => placed.span,
            None => Span::new(self.source.len(), self.source.len()),
        }
    }

    fn next(&mut self) -> Span {
        let span = self.span();
        self.at += 1;
        span
    }

    fn takes(&mut self, token: &Token) -> bool {
        let found = self.token() == Some(token);
        if found {
            self.at += 1;
        }
        found
    }

    fn unexpected(&self, expected: Expected) -> ConditionFault {
        let span = self.span();
        let written = |span: Span| -> String {
            self.source
                .iter()
                .skip(span.start)
                .take(span.end - span.start)
                .collect()
        };
        if self.token() == Some(&Token::Comma) && self.comma_in_a_number() {
            return ConditionFault::new(span, ConditionProblem::DecimalComma);
        }
        let found = self.token().map(|_| written(span));
        ConditionFault::new(span, ConditionProblem::Unexpected { found, expected })
    }

    fn comma_in_a_number(&self) -> bool {
        let around = |at: Option<usize>| at.and_then(|at| self.tokens.get(at));
        let comma = self.span();
        let number = |placed: &&Placed| matches!(placed.token, Token::Number { .. });
        let before = around(self.at.checked_sub(1)).filter(number);
        let after = around(self.at.checked_add(1)).filter(number);
        before.is_some_and(|before| before.span.end == comma.start)
            && after.is_some_and(|after| after.span.start == comma.end)
    }

    /// Runs a part one level deeper.
    fn deeper(&mut self, span: Span, part: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= MOST_DEPTH {
            let problem = ConditionProblem::TooDeep { most: MOST_DEPTH };
            return Err(ConditionFault::new(span, problem));
        }
        self.depth += 1;
        let raw = part(self);
        self.depth -= 1;
        raw
    }

    fn several(
        &mut self,
        word: &Token,
        part: fn(&mut Self) -> Parsed,
        join: fn(Vec<Raw>) -> RawNode,
    ) -> Parsed {
        let first = part(self)?;
        if self.token() != Some(word) {
            return Ok(first);
        }
        let mut span = first.span;
        let mut parts = vec![first];
        while self.takes(word) {
            let next = part(self)?;
            span = span.to(next.span);
            parts.push(next);
        }
        let node = join(parts);
        Ok(Raw { span, node })
    }

    fn any(&mut self) -> Parsed {
        self.several(&Token::Or, Self::all, RawNode::Any)
    }

    fn all(&mut self) -> Parsed {
        self.several(&Token::And, Self::not, RawNode::All)
    }

    fn not(&mut self) -> Parsed {
        if self.token() != Some(&Token::Not) {
            return self.comparison();
        }
        let span = self.next();
        let inner = self.deeper(span, Self::not)?;
        Ok(Raw {
            span: span.to(inner.span),
            node: RawNode::Not(Box::new(inner)),
        })
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let raw = match self.token() {
            Some(Token::Compare(comparator)) => {
                let comparator = *comparator;
                self.at += 1;
                let right = self.sum()?;
                Raw {
                    span: left.span.to(right.span),
                    node: RawNode::Compare(comparator, Box::new(left), Box::new(right)),
                }
            }
            Some(Token::In) => {
                self.at += 1;
                self.list(left, false)?
            }
            Some(Token::Not) => {
                self.at += 1;
                if !self.takes(&Token::In) {
                    return Err(self.unexpected(Expected::In));
                }
                self.list(left, true)?
            }
            _ => return Ok(left),
        };
        if matches!(self.token(), Some(Token::Compare(_) | Token::In)) {
            let problem = ConditionProblem::ChainedComparison;
            return Err(ConditionFault::new(self.span(), problem));
        }
        Ok(raw)
    }

    fn list(&mut self, left: Raw, negated: bool) -> Parsed {
        let opening = self.span();
        if !self.takes(&Token::Open) {
            return Err(self.unexpected(Expected::OpeningParenthesis));
        }
        let mut members = Vec::new();
        loop {
            members.push(self.sum()?);
            if self.takes(&Token::Comma) {
                continue;
            }
            let closing = self.span();
            self.close(opening, Expected::CommaOrClosing)?;
            return Ok(Raw {
                span: left.span.to(closing),
                node: RawNode::Among(negated, Box::new(left), members),
            });
        }
    }

    fn close(&mut self, opening: Span, expected: Expected) -> Result<(), ConditionFault> {
        if self.takes(&Token::Close) {
            Ok(())
        } else if self.token().is_none() {
            let problem = ConditionProblem::UnclosedParenthesis;
            Err(ConditionFault::new(opening, problem))
        } else {
            Err(self.unexpected(expected))
        }
    }

    fn sum(&mut self) -> Parsed {
        let first = self.product()?;
        let mut span = first.span;
        let mut rest = Vec::new();
        loop {
            let adding = match self.token() {
                Some(Token::Plus) => Adding::Plus,
                Some(Token::Minus) => Adding::Minus,
                _ => break,
            };
            self.at += 1;
            let next = self.product()?;
            span = span.to(next.span);
            rest.push((adding, next));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let node = RawNode::Sum(Box::new(first), rest);
        Ok(Raw { span, node })
    }

    fn product(&mut self) -> Parsed {
        let first = self.signed()?;
        let mut span = first.span;
        let mut rest = Vec::new();
        loop {
            let multiplying = match self.token() {
                Some(Token::Times) => Multiplying::Times,
                Some(Token::Over) => Multiplying::Over,
                _ => break,
            };
            self.at += 1;
            let next = self.signed()?;
            span = span.to(next.span);
            rest.push((multiplying, next));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let node = RawNode::Product(Box::new(first), rest);
        Ok(Raw { span, node })
    }

    fn signed(&mut self) -> Parsed {
        if self.token() != Some(&Token::Minus) {
            return self.primary();
        }
        let span = self.next();
        let inner = self.deeper(span, Self::signed)?;
        Ok(Raw {
            span: span.to(inner.span),
            node: RawNode::Negate(Box::new(inner)),
        })
    }

    fn primary(&mut self) -> Parsed {
        let node = match self.token() {
            Some(Token::Open) => {
                let opening = self.next();
                let inner = self.deeper(opening, Self::any)?;
                let closing = self.span();
                self.close(opening, Expected::OperatorOrEnd)?;
                return Ok(Raw {
                    span: opening.to(closing),
                    node: inner.node,
                });
            }
            Some(Token::Name(name)) => RawNode::Name(name.clone()),
            Some(Token::Number { value, percent }) => RawNode::Number {
                value: *value,
                percent: *percent,
            },
            Some(Token::Date(date)) => RawNode::Date(*date),
            Some(Token::Text(text)) => RawNode::Text(text.clone()),
            Some(Token::Bool(value)) => RawNode::Bool(*value),
            _ => return Err(self.unexpected(Expected::Operand)),
        };
        let span = self.next();
        Ok(Raw { span, node })
    }
}
