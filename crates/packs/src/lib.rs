//! Law and local rules as dated data.
