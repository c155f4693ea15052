//! Vietnamese text: normalisation, folded search keys and sort keys.
