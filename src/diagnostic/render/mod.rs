//! The three renderings of a diagnostic. Lines and columns are computed here and nowhere else.
