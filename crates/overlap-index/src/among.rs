//! What other machines need to find pairs of texts, and comparing the pairs they found.

use sangkien_novelty::Document;
use sangkien_novelty::align::Aligner;
use sangkien_novelty::candidates::Candidate;
use sangkien_novelty::prints::Prints;
use sangkien_novelty::report::countable;

use crate::Outcome;
use crate::index::{Answer, Buffers, Index, absent, rank};

impl Index {
    /// The prints that a text asks with and those it keeps, set phrases left out, each in ascending
    /// order and once: what another machine needs to find pairs of texts.
    pub fn prints(&self, text: u32) -> Outcome<(Vec<u32>, Vec<u32>)> {
        let (key, phrases) = self.measure();
        let document = self.document(text, true)?;
        let prints = Prints::of(&document.tokens, key);
        let kept = prints.kept(&document.tokens, phrases);
        let mut asked = prints.all();
        asked.retain(|print| !phrases.contains(*print));
        let mut kept: Vec<u32> = kept.into_iter().map(|(_, print)| print).collect();
        for list in [&mut asked, &mut kept] {
            list.sort_unstable();
            list.dedup();
        }
        Ok((asked, kept))
    }

    /// Compares a text with the given earlier ones alone, each as a whole, whatever prints they share.
    pub fn ask_among(&self, document: Document, among: &[u32]) -> Outcome<Answer> {
        let (key, phrases) = self.measure();
        let prints = Prints::of(&document.tokens, key);
        let countable = countable(&document, &prints.runs, phrases);
        let mut aligner = Aligner::with(&document, &prints.runs, phrases);
        let mut buffers = Buffers::default();
        let mut hits = Vec::new();
        for text in among.iter().filter(|text| !self.is_removed(**text)) {
            let opened = self.of(*text).ok_or_else(|| absent(*text))?;
            let candidate = Candidate {
                text: *text,
                near: 0,
                wide: 0,
                stretches: opened.segment.whole(text - opened.first),
            };
            if self.promises(&aligner, &candidate, &mut buffers)? {
                let compared = self.compared(&mut aligner, &candidate)?;
                hits.extend(self.hit(*text, compared, countable));
            }
        }
        rank(&mut hits);
        Ok(Answer {
            document,
            countable,
            hits,
        })
    }
}
