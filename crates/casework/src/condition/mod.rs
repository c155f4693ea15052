//! A small total language of conditions over named facts.
