//! Which known name a mistyped one was meant to be.

/// Changes of one letter (put in, left out, replaced) that turn one name into the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, one) in left.chars().enumerate() {
        let mut current = Vec::with_capacity(above.len());
        let mut before = row + 1;
        current.push(before);
        for ((other, diagonal), up) in right.iter().zip(&above).zip(above.iter().skip(1)) {
            let replaced = diagonal + usize::from(one != *other);
            before = replaced.min(up + 1).min(before + 1);
            current.push(before);
        }
        above = current;
    }
    above.last().copied().unwrap_or_default()
}

/// The known name nearest to a mistyped one, when it differs in at most a third of its letters;
/// the first of several equally near.
pub(crate) fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = written.chars().count().div_ceil(3).min(3);
    // Longer than every name and every choice worth comparing: not a slip of the keyboard.
    if written.chars().count() > 80 {
        return None;
    }
    known
        .map(|name| (distance(written, name), name))
        .filter(|(changes, _)| *changes <= allowed)
        .min_by_key(|(changes, _)| *changes)
        .map(|(_, name)| name)
}
