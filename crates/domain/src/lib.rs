//! Rules of initiative casework: pure, without clock, storage or pages.
