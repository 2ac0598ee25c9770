//! The items of a Rust file that concern modules: declared modules, definitions, `use` declarations and qualified paths. Items under
//! `#[cfg(test)]` are left out, because a test may import what it tests. `module_tree` resolves the paths.

use super::tokens::{Token, tokenise};
use std::collections::BTreeSet;

/// The items of one module: that of the file, or one in braces.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// The names of its functions, types, constants and macros, and of those that its macros define.
    pub(crate) definitions: BTreeSet<String>,
    pub(crate) uses: Vec<Use>,
    pub(crate) paths: Vec<QualifiedPath>,
    pub(crate) modules: Vec<Module>,
}

/// One name that a `use` declaration imports; a declaration with braces has several.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    pub(crate) binding: Binding,
    pub(crate) line: usize,
}

/// What an import brings into scope.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Binding {
    Name(String),
    /// `use path::*`.
    Glob,
}

/// A path of two or more segments in an expression, a type or a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct QualifiedPath {
    pub(crate) path: Vec<String>,
    pub(crate) line: usize,
}

/// A module within another.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) body: Body,
}

/// Where the items of a module are written.
#[derive(Debug)]
pub(crate) enum Body {
    Inline(Scope),
    /// In a file of its own: `mod name;`, with the value of `#[path]` when there is one.
    File(Option<String>),
}

/// The items of a file with this text.
pub(crate) fn parse(text: &str) -> Scope {
    let tokens = tokenise(text);
    Parser { tokens: &tokens, at: 0 }.scope()
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

impl<'a> Parser<'a> {
    /// The text of the token `ahead` of the next one; empty after the last.
    fn peek(&self, ahead: usize) -> &'a str {
        self.tokens.get(self.at + ahead).map_or("", |token| token.text)
    }

    fn starts_with(&self, texts: &[&str]) -> bool {
        texts.iter().enumerate().all(|(ahead, text)| self.peek(ahead) == *text)
    }

    fn word(&self, ahead: usize) -> Option<&'a str> {
        self.tokens.get(self.at + ahead).filter(|token| token.is_word()).map(|token| token.text)
    }

    /// Reads to the end of the file, or to the brace that closes the module.
    fn scope(&mut self) -> Scope {
        let mut scope = Scope::default();
        let (mut depth, mut macro_depth, mut file) = (0, None, None);
        while let Some(token) = self.tokens.get(self.at) {
            let in_macro = macro_depth.is_some();
            match token.text {
                "#" if self.starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) => self.skip_item(),
                "#" if self.starts_with(&["#", "[", "path", "="]) => {
                    file = Some(self.peek(4).trim_matches('"').to_owned());
                    self.at += 6;
                }
                "{" => (depth, self.at) = (depth + 1, self.at + 1),
                "}" => {
                    self.at += 1;
                    if depth == 0 {
                        break;
                    }
                    depth -= 1;
                    macro_depth = macro_depth.filter(|opened| *opened < depth);
                }
                // The path of `pub(in path)` is not an import.
                "pub" if self.peek(1) == "(" => self.skip_group(1),
                "mod" if self.word(1).is_some() && matches!(self.peek(2), ";" | "{") => {
                    let name = self.peek(1).to_owned();
                    let inline = self.peek(2) == "{";
                    self.at += 3;
                    let body = if inline { Body::Inline(self.scope()) } else { Body::File(file.take()) };
                    scope.modules.push(Module { name, body });
                }
                // The bound `use<'a>` is not a declaration.
                "use" if self.peek(1) != "<" => {
                    self.at += 1;
                    self.use_tree(&[], &mut scope.uses);
                }
                "macro_rules" if self.peek(1) == "!" => {
                    scope.definitions.extend(self.word(2).map(str::to_owned));
                    macro_depth = Some(depth);
                    self.at += 3;
                }
                "fn" | "struct" | "enum" | "union" | "trait" | "type" | "const" | "static" => {
                    let name = if self.peek(1) == "mut" { self.word(2) } else { self.word(1) };
                    if depth == 0 || in_macro {
                        scope.definitions.extend(name.map(str::to_owned));
                    }
                    self.at += 1;
                }
                _ if token.is_word() => scope.paths.extend(self.qualified_path()),
                _ => self.at += 1,
            }
        }
        scope
    }

    /// Skips attributes and their item.
    fn skip_item(&mut self) {
        while self.starts_with(&["#", "["]) {
            self.skip_group(1);
        }
        let is_use =
            (0..8).map(|ahead| self.peek(ahead)).take_while(|text| !matches!(*text, ";" | "{")).any(|text| text == "use");
        loop {
            match self.peek(0) {
                "" => return,
                ";" => {
                    self.at += 1;
                    return;
                }
                "{" => {
                    self.skip_group(0);
                    if !is_use {
                        return;
                    }
                }
                "(" | "[" => self.skip_group(0),
                _ => self.at += 1,
            }
        }
    }

    /// Skips to the bracket that closes the one at the token `ahead`.
    fn skip_group(&mut self, ahead: usize) {
        self.at += ahead;
        let mut depth = 0;
        while self.at < self.tokens.len() {
            match self.peek(0) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }

    /// Reads a use tree after `prefix`, up to the `,`, `}` or `;` after it.
    fn use_tree(&mut self, prefix: &[String], uses: &mut Vec<Use>) {
        let mut path = prefix.to_vec();
        loop {
            let line = self.tokens.get(self.at).map_or(0, |token| token.line);
            match self.peek(0) {
                "" | "," | "}" | ";" => return,
                "::" => self.at += 1,
                "*" => {
                    self.at += 1;
                    uses.push(Use { path, binding: Binding::Glob, line });
                    return;
                }
                "{" => {
                    self.at += 1;
                    while !matches!(self.peek(0), "" | "}" | ";") {
                        self.use_tree(&path, uses);
                        if self.peek(0) == "," {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    return;
                }
                segment => {
                    self.at += 1;
                    // `a::{self}` is `a`.
                    if segment != "self" || path.is_empty() {
                        path.push(segment.to_owned());
                    }
                    if self.peek(0) == "::" {
                        continue;
                    }
                    let mut name = path.last().cloned().unwrap_or_default();
                    if self.peek(0) == "as" {
                        name = self.peek(1).to_owned();
                        self.at += 2;
                    }
                    uses.push(Use { path, binding: Binding::Name(name), line });
                    return;
                }
            }
        }
    }

    /// Reads a word and the segments after it. Returns a path when the word begins one.
    fn qualified_path(&mut self) -> Option<QualifiedPath> {
        let line = self.tokens[self.at].line;
        let before = self.at.checked_sub(1).map_or("", |at| self.tokens[at].text);
        let mut path = vec![self.peek(0).to_owned()];
        self.at += 1;
        while let (true, Some(segment)) = (self.peek(0) == "::", self.word(1)) {
            path.push(segment.to_owned());
            self.at += 2;
        }
        // A word after `::` continues a path, as in `Vec::<u8>::new`. A macro's `$name` may be anything, but `$crate` is a path.
        let begins = before != "::" && (before != "$" || path[0] == "crate");
        (begins && path.len() > 1).then_some(QualifiedPath { path, line })
    }
}
