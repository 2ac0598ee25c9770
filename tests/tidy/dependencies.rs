//! Each dependency of Cargo.toml has its reason in a comment on its line.

use crate::repository::read;

#[test]
fn every_dependency_says_why() {
    let text = read("Cargo.toml");
    let mut wrong = Vec::new();
    let mut found = 0;
    let mut section = "";
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && line.contains('=') && !line.starts_with('#') {
            found += 1;
            if line.split_once('#').is_none_or(|(_, reason)| reason.trim().len() < 5) {
                wrong.push(line);
            }
        }
    }
    assert!(found > 40, "the dependencies of Cargo.toml are read");
    assert!(wrong.is_empty(), "without a reason: {}", wrong.join("\n"));
    assert!(text.contains("unsafe_code = \"forbid\""));
}
