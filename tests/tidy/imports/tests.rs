//! Small crates with cycles of imports, and without.

use super::{cycles::cycles, module_tree::ModuleTree};
use std::collections::BTreeMap;

fn read(files: &[(&str, &str)]) -> ModuleTree {
    let files: BTreeMap<String, String> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    ModuleTree::read_all(&files, &["src/lib.rs"])
}

/// Asserts that the cycles of a crate with these files are printed as `expected`.
fn check(files: &[(&str, &str)], expected: &str) {
    let found: Vec<String> = cycles(&read(files).imports()).iter().map(ToString::to_string).collect();
    assert_eq!(found.join("\n"), expected);
}

#[test]
fn two_files_that_import_each_other() {
    let files = [
        ("src/lib.rs", "mod a;\nmod b;"),
        ("src/a.rs", "//! A.\nuse crate::b::{self as other, Two};\npub struct One(Two);"),
        ("src/b.rs", "use super::a::One;\n\npub struct Two(Box<One>);"),
    ];
    let expected = "\
src/a.rs, src/b.rs import each other:
    src/a.rs:2 imports src/b.rs: crate::b
    src/a.rs:2 imports src/b.rs: crate::b::Two
    src/b.rs:1 imports src/a.rs: super::a::One";
    check(&files, expected);
}

#[test]
fn three_files_in_a_cycle_and_one_beside_it() {
    let files = [
        ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
        ("src/a.rs", "use crate::{b::Two, d::Four};\npub struct One;"),
        ("src/b.rs", "use crate::c::Three;\npub struct Two;"),
        ("src/c.rs", "use crate::{\n    a::One,\n    d::{Four},\n};\npub struct Three;"),
        ("src/d.rs", "pub struct Four;"),
    ];
    let expected = "\
src/a.rs, src/b.rs, src/c.rs import each other:
    src/a.rs:1 imports src/b.rs: crate::b::Two
    src/b.rs:1 imports src/c.rs: crate::c::Three
    src/c.rs:2 imports src/a.rs: crate::a::One";
    check(&files, expected);
}

#[test]
fn two_cycles_are_told_apart() {
    let files = [
        ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
        ("src/a.rs", "use crate::{b::B, c::C}; pub struct A;"),
        ("src/b.rs", "use crate::a::A; pub struct B;"),
        ("src/c.rs", "use crate::d::D; pub struct C;"),
        ("src/d.rs", "use crate::c::C; pub struct D;"),
    ];
    assert_eq!(cycles(&read(&files).imports()).len(), 2);
}

#[test]
fn parent_and_child() {
    let files = [
        ("src/lib.rs", "mod page;"),
        ("src/page/mod.rs", "mod place;\nuse place::Place;\npub struct Page(Place);"),
        ("src/page/place.rs", "use super::Page;\npub struct Place;\nimpl Page {}"),
    ];
    let expected = "\
src/page/mod.rs, src/page/place.rs import each other:
    src/page/mod.rs:2 imports src/page/place.rs: place::Place
    src/page/place.rs:1 imports src/page/mod.rs: super::Page";
    check(&files, expected);
}

#[test]
fn a_parent_beside_its_folder() {
    let files = [
        ("src/lib.rs", "mod page;"),
        ("src/page.rs", "mod place;\npub use place::Place;\npub fn page() {}"),
        ("src/page/place.rs", "pub struct Place;\nfn f() { super::page() }"),
    ];
    let expected = "\
src/page.rs, src/page/place.rs import each other:
    src/page.rs:2 imports src/page/place.rs: place::Place
    src/page/place.rs:2 imports src/page.rs: super::page";
    check(&files, expected);
}

#[test]
fn the_root_and_a_module() {
    let files = [
        ("src/lib.rs", "mod a;\npub use a::A;\npub const VERSION: u8 = 1;"),
        ("src/a.rs", "pub struct A;\nconst IT: u8 = crate::VERSION;"),
    ];
    let expected = "\
src/a.rs, src/lib.rs import each other:
    src/a.rs:2 imports src/lib.rs: crate::VERSION
    src/lib.rs:2 imports src/a.rs: a::A";
    check(&files, expected);
}

#[test]
fn through_a_re_export() {
    // `b` imports `book/block.rs`, however its name is re-exported.
    for (exported, named) in [
        ("pub use block::Block;", "Block"),
        ("pub use block::*;", "Block"),
        ("pub(crate) use block::Block as Piece;", "Piece"),
        ("pub use self::block::{Other, Block};", "Block"),
    ] {
        let book = format!("mod block;\n{exported}");
        let other = format!("use crate::book::{named};\npub struct B;");
        let files = [
            ("src/lib.rs", "mod book; mod b;"),
            ("src/book/mod.rs", &book),
            ("src/book/block.rs", "use crate::b::B;\npub struct Block;"),
            ("src/b.rs", &other),
        ];
        let expected = format!(
            "\
src/b.rs, src/book/block.rs import each other:
    src/b.rs:1 imports src/book/block.rs: crate::book::{named}
    src/book/block.rs:1 imports src/b.rs: crate::b::B"
        );
        check(&files, &expected);
    }
}

#[test]
fn through_a_re_export_of_the_parent() {
    // Siblings import each other through re-exports of their parent, which is not in the cycle.
    let files = [
        ("src/lib.rs", "mod book;"),
        ("src/book/mod.rs", "mod block; mod inline;\npub use {block::Block, inline::*};"),
        ("src/book/block.rs", "use super::Inline;\npub struct Block;"),
        ("src/book/inline.rs", "use super::Block;\npub enum Inline {}"),
    ];
    let expected = "\
src/book/block.rs, src/book/inline.rs import each other:
    src/book/block.rs:1 imports src/book/inline.rs: super::Inline
    src/book/inline.rs:1 imports src/book/block.rs: super::Block";
    check(&files, expected);
}

#[test]
fn through_a_glob() {
    let files = [
        ("src/lib.rs", "mod a; mod b;"),
        ("src/a.rs", "use crate::b::*;\npub struct A;"),
        ("src/b.rs", "pub enum B { One }\nuse B::*;\nuse super::{a::{self, *}};"),
    ];
    let expected = "\
src/a.rs, src/b.rs import each other:
    src/a.rs:1 imports src/b.rs: crate::b
    src/b.rs:3 imports src/a.rs: super::a";
    check(&files, expected);
}

#[test]
fn through_qualified_paths_alone() {
    let files = [
        ("src/lib.rs", "mod a; mod c;"),
        ("src/a/mod.rs", "mod b;\npub fn one() -> Vec<u8> { b::two::<u8>() }"),
        ("src/a/b.rs", "pub fn two<T>() { let _ = <u8 as crate::c::Three>::three(); }"),
        ("src/c.rs", "pub trait Three { fn three() { super::a::one(); } }"),
    ];
    let expected = "\
src/a/b.rs, src/a/mod.rs, src/c.rs import each other:
    src/a/b.rs:1 imports src/c.rs: crate::c::Three
    src/a/mod.rs:2 imports src/a/b.rs: b::two
    src/c.rs:1 imports src/a/mod.rs: super::a::one";
    check(&files, expected);
}

#[test]
fn through_a_module_that_is_imported() {
    // `pages` is imported, and the path leads to a file below it.
    let files = [
        ("src/lib.rs", "mod pages; mod a;"),
        ("src/pages/mod.rs", "pub mod title;"),
        ("src/pages/title.rs", "use crate::a;\npub fn title() { a::a() }"),
        ("src/a.rs", "use crate::pages;\npub fn a() {\n    pages::title::title();\n}"),
    ];
    let expected = "\
src/a.rs, src/pages/title.rs import each other:
    src/a.rs:3 imports src/pages/title.rs: pages::title::title
    src/pages/title.rs:1 imports src/a.rs: crate::a";
    check(&files, expected);
}

#[test]
fn in_modules_within_a_file() {
    let files = [
        ("src/lib.rs", "mod a; mod b;"),
        ("src/a.rs", "mod inner { use super::super::b::B; pub struct Inner(B); }\npub use inner::Inner;"),
        ("src/b.rs", "pub struct B;\npub(in crate::b) fn f(_: crate::a::Inner) {}"),
    ];
    let expected = "\
src/a.rs, src/b.rs import each other:
    src/a.rs:1 imports src/b.rs: super::super::b::B
    src/b.rs:2 imports src/a.rs: crate::a::Inner";
    check(&files, expected);
}

#[test]
fn in_what_a_macro_writes() {
    let files = [
        ("src/lib.rs", "mod a; mod b;"),
        (
            "src/a.rs",
            "macro_rules! codes { ($name:ident) => { pub enum Code { $name } pub fn f() { $crate::b::b() } } }\ncodes!(X);",
        ),
        ("src/b.rs", "use crate::a::Code;\npub fn b() {}"),
    ];
    let expected = "\
src/a.rs, src/b.rs import each other:
    src/a.rs:1 imports src/b.rs: crate::b::b
    src/b.rs:1 imports src/a.rs: crate::a::Code";
    check(&files, expected);
}

#[test]
fn none_where_children_stand_on_a_third_file() {
    let files = [
        ("src/lib.rs", "pub mod page;"),
        ("src/page/mod.rs", "mod fill; mod frame;\npub use frame::Frame;\npub fn pages() { fill::fill() }"),
        ("src/page/fill.rs", "use super::Frame;\npub fn fill() { super::frame::draw() }"),
        ("src/page/frame.rs", "use std::{fmt, frame::Frame as _};\npub struct Frame;\npub fn draw() { fmt::format() }"),
    ];
    check(&files, "");
}

#[test]
fn none_in_comments_strings_and_characters() {
    let b = r##"
        //! [`crate::a::A`]
        /* use crate::a::A; /* crate::a::A */ crate::a::A */
        /// crate::a::A
        pub fn b<'a>(_: &'a str) -> char {
            let _ = ("crate::a::A", "\" crate::a::A", r#"" crate::a::A "#, b"\\", '"', '\'', '\u{61}', b'"');
            let _: &'a str = "crate::a::A"; // crate::a::A
            'x'
        }
    "##;
    check(&[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", "use crate::b::b; pub struct A;"), ("src/b.rs", b)], "");
}

#[test]
fn none_from_a_test_to_what_it_tests() {
    let a = "
        pub mod data;
        pub use data::Data;
        #[cfg(test)]
        pub(crate) use data::{address, sheet};
        #[cfg(test)]
        #[allow(clippy::unwrap_used)]
        mod tests;
        #[cfg(test)]
        fn only_in_tests(pair: (u8, [u8; 2])) -> u8 { crate::b::b(); 1 }
        #[cfg(test)]
        mod features { use crate::b::b; }
    ";
    let files = [
        ("src/lib.rs", "mod a; mod b;"),
        ("src/a/mod.rs", a),
        ("src/a/tests.rs", "use super::*; use crate::b::b;"),
        ("src/a/data.rs", "pub struct Data;\n#[cfg(test)]\nmod tests {\n    use super::super::*;\n}"),
        ("src/b.rs", "use crate::a::Data;\npub fn b() {}"),
    ];
    check(&files, "");
}

#[test]
fn none_from_names_of_other_crates() {
    // In `a`, `image` is another crate; the module of that name is a child of the root.
    let files = [
        ("src/lib.rs", "mod a; mod image;"),
        ("src/a.rs", "use image::Pixel;\nuse ::image::Other;\npub fn a() { image::open(); Self::new(); Vec::<u8>::new(); }"),
        ("src/image.rs", "use crate::a::a;"),
    ];
    check(&files, "");
}

#[test]
fn re_exports_in_a_cycle_end_the_search() {
    let files = [
        ("src/lib.rs", "mod a; mod b;"),
        ("src/a.rs", "pub use crate::b::*;"),
        ("src/b.rs", "pub use crate::a::*;\nfn f() -> super::a::Nothing {}"),
    ];
    assert_eq!(cycles(&read(&files).imports()).len(), 1);
}

#[test]
fn a_file_has_another_place() {
    let files = [
        ("src/lib.rs", "#[path = \"../shared/promises.rs\"]\nmod promises;\nmod a;"),
        ("shared/promises.rs", "use crate::a::A;\npub struct P;"),
        ("src/a.rs", "use crate::promises::P;\npub struct A;"),
    ];
    let expected = "\
shared/promises.rs, src/a.rs import each other:
    shared/promises.rs:1 imports src/a.rs: crate::a::A
    src/a.rs:1 imports shared/promises.rs: crate::promises::P";
    check(&files, expected);
}
