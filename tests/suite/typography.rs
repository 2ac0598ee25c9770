//! tests/cases/typography/NAME.md: in each block of code, a line of input and, after `→ `, what the typography makes of it.
