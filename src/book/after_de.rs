//! French names after « de ».

use super::people::Name;

impl Name {
    /// « de Sandrine Rollin », « d’Alban Jarry », « du comité de lecture », « de l’équipe ». A name in H keeps « de »: whether its H is
    /// aspirated nobody can see.
    #[must_use]
    pub fn after_de(&self) -> String {
        let shown = self.display();
        if let Name::Group(group) = self {
            for (article, contracted) in [("Le ", "du "), ("Les ", "des "), ("La ", "de la "), ("L’", "de l’"), ("L'", "de l’")]
            {
                if let Some(rest) = group.strip_prefix(article) {
                    return format!("{contracted}{rest}");
                }
            }
        }
        let elides =
            shown.starts_with(|first: char| "aeiouyàâäéèêëîïôöùûüœæ".contains(first.to_lowercase().next().unwrap_or(first)));
        // « de Yann », « d’Yves »: before a vowel, y is a consonant.
        let second = shown.chars().nth(1);
        let is_glide = shown.starts_with(['Y', 'y']) && second.is_some_and(|second| "aeiouéèê".contains(second));
        if elides && !is_glide { format!("d’{shown}") } else { format!("de {shown}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_elided_and_contracted() {
        let person =
            |given: &str| Name::Person { given: given.to_owned(), family: "X".to_owned(), sort: "X".to_owned() }.after_de();
        let group = |name: &str| Name::Group(name.to_owned()).after_de();
        assert_eq!([person("Alban"), person("Élise"), person("Sandrine")], ["d’Alban X", "d’Élise X", "de Sandrine X"]);
        assert_eq!([person("Yvan"), person("Yann"), person("Hugo")], ["d’Yvan X", "de Yann X", "de Hugo X"]);
        assert_eq!(
            [group("Le comité"), group("L’équipe"), group("La rédaction")],
            ["du comité", "de l’équipe", "de la rédaction"]
        );
        assert_eq!([group("Les voisins"), group("Atelier du livre")], ["des voisins", "d’Atelier du livre"]);
    }
}
