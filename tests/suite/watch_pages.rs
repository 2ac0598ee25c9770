//! Whatever is edited, and in whatever order: the pages that `watch` makes of what it kept from the save before, and the files that a build
//! makes with its memo, are those of a start from nothing. Not only what is drawn is compared but all that pages hold, the place where each
//! item was written too, so that a click leads to the right line after an edit that moves lines.

use make_book::{
    compile::{self, LaidOut, Options},
    diagnostic::Diagnostics,
    layout::frame::Pages,
    manifest,
    memo::Memo,
    project::Project,
};
use std::{collections::BTreeMap, fmt::Write as _};

/// How many edits follow each other in one book.
const EDITS: usize = 24;

/// A text of the book.
#[derive(Clone)]
struct Text {
    file: String,
    title: String,
    authors: Vec<usize>,
    body: String,
}

/// Someone in people.yaml.
#[derive(Clone)]
struct Person {
    id: String,
    family: String,
    bio: String,
    has_portrait: bool,
}

/// A small book with all that sections print of each other: contents, index, biographies, references to them, links, sponsors.
struct Edited {
    /// The state of the generator of numbers (SplitMix64).
    state: u64,
    count: usize,
    texts: Vec<Text>,
    people: Vec<Person>,
    sponsors: Vec<(String, bool)>,
    /// Comments at the head of each YAML file, which move all that follows.
    comments: usize,
    subtitle: String,
    sizes: [u32; 3],
    data: [u32; 2],
}

const PICTURES: [&str; 3] = ["carte.svg", "plan.svg", "visage.svg"];

fn picture(size: u32) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} 60\"><rect width=\"{size}\" height=\"60\"/></svg>")
}

impl Edited {
    fn new(seed: u64) -> Self {
        let person = |id: &str, family: &str, bio: &str, has_portrait| Person {
            id: id.to_owned(),
            family: family.to_owned(),
            bio: bio.to_owned(),
            has_portrait,
        };
        let text = |file: &str, title: &str, authors: &[usize], body: &str| Text {
            file: file.to_owned(),
            title: title.to_owned(),
            authors: authors.to_vec(),
            body: body.to_owned(),
        };
        Self {
            state: seed,
            count: 0,
            texts: vec![
                text(
                    "10-haies.md",
                    "Planter des haies",
                    &[1],
                    "Une haie se *plante* en hiver. Voir [Paul](person:paul).\n\n## La terre {#terre}\n\nElle est lourde.\n",
                ),
                text(
                    "20-serres.md",
                    "Chauffer des serres",
                    &[2, 1],
                    "Une serre[^n] se chauffe. Voir [la terre](10-haies.md#terre).\n\n[^n]: De verre.\n",
                ),
                text(
                    "30-puits.md",
                    "Creuser",
                    &[3, 2],
                    "```chart bars {title=\"Eau\" unit=\"seaux\" file=\"eau.csv\"}\n```\n\n![Une carte](images/carte.svg \"La carte\")\n",
                ),
                text(
                    "40-soir.md",
                    "Le soir",
                    &[0],
                    "![Un plan](images/plan.svg)\n\nEt [Zoé](person:zoe) dans [les serres](20-serres.md).\n",
                ),
            ],
            people: vec![
                person("ada", "Cas", "", false),
                person("elise", "de La Haie", "Elle plante des *haies*.", true),
                person("paul", "Serre", "Il chauffe des serres, dit [Élise](person:elise).", true),
                person("zoe", "Puits", "Elle creuse.", false),
            ],
            sponsors: vec![("Maison Verte".to_owned(), true), ("Maison Bleue".to_owned(), false)],
            comments: 0,
            subtitle: "Un essai".to_owned(),
            sizes: [150, 90, 60],
            data: [3, 5],
        }
    }

    /// A number below `end`.
    fn pick(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn any_text(&mut self) -> usize {
        self.pick(self.texts.len())
    }

    fn any_person(&mut self) -> usize {
        self.pick(self.people.len())
    }

    /// Makes one edit and says which.
    fn edit(&mut self) -> String {
        self.count += 1;
        let word = format!("mot{}", self.count);
        let (kind, at, person) = (self.pick(20), self.any_text(), self.any_person());
        match kind {
            0 => {
                let body = &mut self.texts[at].body;
                body.insert(body.trim_end().len(), 'é');
            }
            1 => write!(self.texts[at].body, "\nUn paragraphe de plus, {word}, et « oui » !\n").unwrap(),
            2 => write!(self.texts[at].body, "\nUn appel[^{word}].\n\n[^{word}]: La note *{word}*.\n").unwrap(),
            3 => {
                let file = format!("{:02}-{word}.md", self.pick(60));
                let text =
                    Text { file, title: format!("Texte {word}"), authors: vec![person], body: format!("Tout de {word}.\n") };
                self.texts.insert(at, text);
            }
            4 => {
                let text = self.texts.remove(at);
                let to = self.pick(self.texts.len() + 1);
                self.texts.insert(to, text);
            }
            5 => {
                let name = PICTURES[self.pick(3)];
                self.texts[at].body.insert_str(0, &format!("![Une image](images/{name} \"Image {word}\")\n\n"));
            }
            6 => self.people[person].family = format!("Nom {word}"),
            7 => self.people[person].bio = format!("Sa vie, *{word}*, en a **deux**.\n"),
            8 => {
                let at = self.pick(self.sponsors.len());
                self.sponsors[at] = (format!("Maison {word}"), self.count.is_multiple_of(2));
            }
            9 => self.data[self.count % 2] = self.count as u32 + 1,
            10 => write!(self.texts[at].body, "\nVoir [{word}](person:{}).\n", self.people[person].id).unwrap(),
            11 => self.texts[at].title = format!("Titre {word}, avec « un mot »"),
            12 if !self.texts[at].authors.contains(&person) => self.texts[at].authors.push(person),
            12 => self.texts[at].authors.reverse(),
            13 if self.texts.len() > 3 && !self.texts[at].file.contains("haies") && !self.texts[at].file.contains("serres") => {
                self.texts.remove(at);
            }
            14 => self.comments += 1,
            15 => {
                // It comes first, and moves the numbers of all others.
                let new =
                    Person { id: word.clone(), family: word.clone(), bio: format!("Tout neuf, {word}."), has_portrait: true };
                self.people.insert(0, new);
                self.texts.iter_mut().flat_map(|text| &mut text.authors).for_each(|author| *author += 1);
                self.texts[at].authors.insert(0, 0);
            }
            16 => self.sizes[self.count % 3] += 10,
            17 => self.texts[at]
                .body
                .push_str(&"\nEncore un paragraphe qui prend de la place sur la page, et une phrase.\n".repeat(12)),
            18 => write!(self.texts[at].body, "\nUn mot trop long : {}.\n", "x".repeat(90)).unwrap(),
            19 => self.subtitle = format!("Sous-titre {word}"),
            _ => self.texts[at].body.insert_str(0, "\n\n"),
        }
        format!("edit {} of kind {kind} in text {at}, person {person}", self.count)
    }

    /// The files of the project.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let comments = "# Un commentaire.\n".repeat(self.comments);
        files.insert(
            "book/book.yaml".into(),
            format!(
                "{comments}title: Cas\nsubtitle: {}\nlanguage: fr\neditors: [ada]\npublisher: {{ name: Ada }}\nrights: ©\ndate: 2026\ntomes: [tome1]\npage: {{ format: a5 }}\n",
                self.subtitle
            ),
        );
        let mut people = comments.clone();
        for Person { id, family, bio, has_portrait } in &self.people {
            write!(people, "{id}:\n  name: {{ given: Lou, family: {family} }}\n").unwrap();
            if !bio.is_empty() {
                writeln!(people, "  bio: {:?}", bio.trim()).unwrap();
            }
            if *has_portrait {
                people.push_str("  portrait: { file: images/visage.svg, alt: Un visage }\n");
            }
        }
        files.insert("book/people.yaml".into(), people);
        let mut sponsors = format!("{comments}tiers:\n  - id: or\n    title: Or\nsponsors:\n");
        for (name, has_logo) in &self.sponsors {
            let logo = if *has_logo { "    logo: { file: images/plan.svg, alt: Un plan }\n" } else { "" };
            write!(sponsors, "  - name: {name}\n    tier: or\n{logo}").unwrap();
        }
        files.insert("book/sponsors.yaml".into(), sponsors);
        let order: Vec<&str> = self.texts.iter().map(|text| text.file.as_str()).collect();
        files.insert(
            "tome1/tome.yaml".into(),
            format!(
                "{comments}number: 1\ntitle: Un\nfront: [title, sponsors, contents]\nbody: [{}]\nback: [contributors, index, colophon, back-cover]\n",
                order.join(", ")
            ),
        );
        for Text { file, title, authors, body } in &self.texts {
            let authors: Vec<&str> = authors.iter().map(|&author| self.people[author].id.as_str()).collect();
            let header = format!("title: {title}\nkind: text\nauthors: [{}]\nstatus: approved\n", authors.join(", "));
            files.insert(format!("tome1/{file}"), format!("---\n{header}---\n\n{body}"));
        }
        files.insert("tome1/eau.csv".into(), format!("mois;seaux\njanvier;{}\nmars;{}\n", self.data[0], self.data[1]));
        for (name, size) in PICTURES.iter().zip(self.sizes) {
            files.insert(format!("tome1/images/{name}"), picture(size));
            files.insert(format!("book/images/{name}"), picture(size));
        }
        files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
    }
}

/// All that the desk shows of the book, in parts: pages with the places of their items, and the book; and messages. None while errors stop
/// it.
fn laid_out(project: &Project, found: &Diagnostics, memo: &Memo) -> (Option<Vec<String>>, String) {
    let mut sink = found.clone();
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    let options = Options::for_readers(None, memo, &|_, _| {});
    let laid_out = compile::lay_out(&project.sources, &manifest, 0, options, &mut sink);
    let shown = laid_out.map(|LaidOut { book, pages: Pages { pages, structure, outline, destinations, map }, .. }| {
        let rest = [format!("{structure:?}"), format!("{outline:?}"), format!("{destinations:?}"), format!("{map:?}")];
        let sections = book.sections.iter().map(|section| format!("{section:?}"));
        pages.iter().map(|page| format!("{page:?}")).chain(rest).chain(sections).collect()
    });
    (shown, format!("{sink:#?}"))
}

/// The files of a build, and its messages.
fn built(project: &Project, found: &Diagnostics, memo: &Memo) -> (Vec<(String, Vec<u8>)>, String) {
    let mut sink = found.clone();
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    let output = compile::compile(&project.sources, &manifest, 0, Options::for_readers(None, memo, &|_, _| {}), &mut sink);
    (output.artifacts.into_iter().map(|file| (file.name, file.bytes.to_vec())).collect(), format!("{sink:#?}"))
}

/// Where two texts part, with what stands around it.
fn first_difference(one: &str, other: &str) -> String {
    let at = one.chars().zip(other.chars()).position(|(one, other)| one != other).unwrap_or_default();
    let part = |text: &str| text.chars().skip(at.saturating_sub(200)).take(300).collect::<String>();
    format!("{}\n--- instead of\n{}", part(one), part(other))
}

/// Edits a book, and compares what is kept with what is made anew after each edit.
fn edits(seed: u64) {
    let mut edited = Edited::new(seed);
    let (mut of_desk, mut of_builds) = (Memo::default().in_process(), Memo::default());
    let (mut shown, mut said) = (0, "at first".to_owned());
    for _ in 0..EDITS {
        let mut found = Diagnostics::new();
        let project = Project::from_files(edited.files(), &mut found);
        let (warm, warm_said) = laid_out(&project, &found, &of_desk);
        let (cold, cold_said) = laid_out(&project, &found, &Memo::default());
        assert_eq!(warm_said, cold_said, "seed {seed}, {said}");
        assert_eq!(warm.is_some(), cold.is_some(), "seed {seed}, {said}");
        assert_eq!(warm.as_ref().map(Vec::len), cold.as_ref().map(Vec::len), "seed {seed}, {said}");
        for (part, (one, other)) in warm.iter().flatten().zip(cold.iter().flatten()).enumerate() {
            assert!(one == other, "seed {seed}, {said}, part {part}: {}", first_difference(one, other));
        }
        if warm.is_none() {
            of_desk.keep_interrupted();
        } else {
            shown += 1;
            of_desk = of_desk.renewed();
        }
        if !edited.count.is_multiple_of(3) {
            said = edited.edit();
            continue;
        }
        let (files, messages) = built(&project, &found, &of_builds);
        let (anew, messages_anew) = built(&project, &found, &Memo::default());
        assert_eq!(messages, messages_anew, "seed {seed}, {said}");
        for ((name, one), (_, other)) in files.iter().zip(&anew) {
            assert!(one == other, "seed {seed}, {said}: {name} has other bytes");
        }
        assert_eq!(files.len(), anew.len());
        of_builds = Memo::from_bytes(of_builds.to_bytes("program"), "program");
        said = edited.edit();
    }
    assert!(shown * 4 > EDITS * 3, "{shown} of {EDITS} books had no error");
}

#[test]
fn after_any_edit_pages_and_files_are_those_of_a_start_from_nothing() {
    (1..=2).for_each(edits);
}

#[test]
fn and_after_others() {
    (3..=4).for_each(edits);
}
