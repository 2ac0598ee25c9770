//! From a scraped page to the text of a contribution.
