//! Every message of the product in Vietnamese and English.
