//! Escaping of plain text in HTML.

/// HTML that shows exactly this text, in an element or in an attribute between double quotes.
pub(super) fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
