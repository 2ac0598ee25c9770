//! The modules of a crate, and the file that each path leads to. Re-exports are followed to the file that defines the name.

use super::items::{Binding, Body, Scope, Use, parse};
use std::collections::{BTreeMap, BTreeSet};

/// The modules of a crate without its tests.
pub(crate) struct ModuleTree {
    /// The first is the crate's root.
    modules: Vec<Node>,
}

struct Node {
    file: String,
    /// The names that lead to it from the root.
    path: Vec<String>,
    parent: usize,
    children: BTreeMap<String, usize>,
    scope: Scope,
}

/// An import of one file from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    pub(crate) from: String,
    pub(crate) line: usize,
    /// As written, but with braces expanded.
    pub(crate) path: String,
    pub(crate) to: String,
}

/// A path in a file, made absolute; re-exports are not followed.
pub(crate) struct NamedPath {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) segments: Vec<String>,
}

/// The `use` declarations that are being followed, each as a module and an index, so that the search ends when re-exports form a cycle.
type Pending = BTreeSet<(usize, usize)>;

impl ModuleTree {
    /// Reads the crates whose roots are the files `roots` of `files` (texts by path), all in one folder, as one tree: each crate shows
    /// the modules of the others under their own names. Panics when a declared module has no file.
    pub(crate) fn read_all(files: &BTreeMap<String, String>, roots: &[&str]) -> ModuleTree {
        let mut tree = ModuleTree { modules: Vec::new() };
        let declared: String = roots.iter().map(|root| files[*root].as_str()).collect();
        let last = roots.last().expect("a root");
        tree.add(parse(&declared), Node::root(last), folder(last), files);
        tree
    }

    /// Adds a module and its descendants; `children` is the folder with the files of its children.
    fn add(&mut self, mut scope: Scope, mut node: Node, children: String, files: &BTreeMap<String, String>) -> usize {
        let index = self.modules.len();
        let modules = std::mem::take(&mut scope.modules);
        node.scope = scope;
        let (file, path) = (node.file.clone(), node.path.clone());
        self.modules.push(node);
        for module in modules {
            let name = module.name;
            let (scope, child, grandchildren) = match module.body {
                Body::Inline(scope) => (scope, file.clone(), join(&children, &name)),
                Body::File(Some(place)) => {
                    let child = join(&folder(&file), &place);
                    (parse(&files[&child]), child.clone(), folder(&child))
                }
                Body::File(None) => {
                    let places = [format!("{name}.rs"), format!("{name}/mod.rs")].map(|place| join(&children, &place));
                    let child = places.into_iter().find(|place| files.contains_key(place));
                    let child = child.unwrap_or_else(|| panic!("{file} declares {name}, which has no file"));
                    (parse(&files[&child]), child, join(&children, &name))
                }
            };
            let path = path.iter().cloned().chain([name.clone()]).collect();
            let child = Node { file: child, path, parent: index, ..Node::root("") };
            let child = self.add(scope, child, grandchildren, files);
            self.modules[index].children.insert(name, child);
        }
        index
    }

    /// The names of the modules that the root declares.
    pub(crate) fn top_modules(&self) -> impl Iterator<Item = &str> {
        self.modules[0].children.keys().map(String::as_str)
    }

    /// The imports between different files, sorted.
    pub(crate) fn imports(&self) -> Vec<Import> {
        let mut imports = BTreeSet::new();
        for (module, line, path, targets) in self.targets() {
            for target in targets {
                let (from, to) = (&self.modules[module].file, &self.modules[target].file);
                if from != to {
                    imports.insert(Import { from: from.clone(), line, path: path.join("::"), to: to.clone() });
                }
            }
        }
        imports.into_iter().collect()
    }

    /// For each path: its module, its line, the path itself, and the modules that it leads to.
    fn targets(&self) -> Vec<(usize, usize, &[String], Vec<usize>)> {
        let mut found = Vec::new();
        for (index, module) in self.modules.iter().enumerate() {
            for (at, declared) in module.scope.uses.iter().enumerate() {
                let mut pending = Pending::from([(index, at)]);
                found.push((index, declared.line, &declared.path[..], self.import_targets(index, declared, &mut pending)));
            }
            for path in &module.scope.paths {
                if let Some(target) = self.resolve(index, &path.path, &mut Pending::new())
                    && !self.is_imported(index, &path.path[0], target)
                {
                    found.push((index, path.line, &path.path[..], vec![target]));
                }
            }
        }
        found
    }

    /// Whether a `use` declaration of `module` imports `name` from `target`: then a path that begins with `name` is not reported as well.
    fn is_imported(&self, module: usize, name: &str, target: usize) -> bool {
        let uses = self.modules[module].scope.uses.iter();
        let mut imported = uses.filter(|declared| matches!(&declared.binding, Binding::Name(bound) if bound == name));
        imported.any(|declared| self.resolve(module, &declared.path, &mut Pending::new()) == Some(target))
    }

    /// The modules that a `use` declaration leads to: two when a module and a function have the same name, because both are imported.
    fn import_targets(&self, module: usize, declared: &Use, pending: &mut Pending) -> Vec<usize> {
        let mut targets = Vec::from_iter(self.resolve(module, &declared.path, pending));
        if let (Binding::Name(_), Some((last, before))) = (&declared.binding, declared.path.split_last())
            && let Some(parent) = self.resolve(module, before, pending)
            && self.modules[parent].children.contains_key(last)
        {
            targets.extend(self.item(parent, last, &[], pending));
        }
        targets
    }

    /// The module that defines `path`, as seen from `module`; none when the path is of another crate.
    fn resolve(&self, module: usize, path: &[String], pending: &mut Pending) -> Option<usize> {
        let first = path.first()?;
        match first.as_str() {
            "crate" => Some(self.walk(0, &path[1..], pending)),
            "self" => Some(self.walk(module, &path[1..], pending)),
            "super" => {
                let above = path.iter().take_while(|segment| *segment == "super").count();
                let start = (0..above).fold(module, |module, _| self.modules[module].parent);
                Some(self.walk(start, &path[above..], pending))
            }
            _ => self.enter(module, first, &path[1..], pending),
        }
    }

    /// The module that defines `path`, which starts in `module`. When a name is not found, for example because a macro defines it, the module
    /// before it.
    fn walk(&self, module: usize, path: &[String], pending: &mut Pending) -> usize {
        let Some((first, rest)) = path.split_first() else { return module };
        self.enter(module, first, rest, pending).unwrap_or(module)
    }

    /// The module that defines `name::rest`, where `name` is in the scope of `module`; none when it is not.
    fn enter(&self, module: usize, name: &str, rest: &[String], pending: &mut Pending) -> Option<usize> {
        if let Some(child) = self.modules[module].children.get(name) {
            return Some(self.walk(*child, rest, pending));
        }
        self.item(module, name, rest, pending)
    }

    /// As `enter`, for a `name` that is not a child module but defined or imported.
    fn item(&self, module: usize, name: &str, rest: &[String], pending: &mut Pending) -> Option<usize> {
        let scope = &self.modules[module].scope;
        if scope.definitions.contains(name) {
            return Some(module);
        }
        for (at, declared) in scope.uses.iter().enumerate() {
            let matches = match &declared.binding {
                Binding::Name(bound) => bound == name,
                Binding::Glob => true,
            };
            if !matches || !pending.insert((module, at)) {
                continue;
            }
            let found = match declared.binding {
                Binding::Name(_) => self.resolve(module, &[&declared.path[..], rest].concat(), pending),
                Binding::Glob => {
                    self.resolve(module, &declared.path, pending).and_then(|target| self.enter(target, name, rest, pending))
                }
            };
            pending.remove(&(module, at));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// All paths in the crate that lead to the crate itself.
    pub(crate) fn named_paths(&self) -> Vec<NamedPath> {
        let mut named = Vec::new();
        for (index, module) in self.modules.iter().enumerate() {
            let uses = module.scope.uses.iter().map(|declared| (&declared.path, declared.line));
            let paths = module.scope.paths.iter().map(|path| (&path.path, path.line));
            for (path, line) in uses.chain(paths) {
                if let Some(segments) = self.absolute(index, path) {
                    named.push(NamedPath { file: module.file.clone(), line, segments });
                }
            }
        }
        named
    }

    fn absolute(&self, module: usize, path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?;
        let above = path.iter().take_while(|segment| *segment == "super").count();
        let (start, rest) = match first.as_str() {
            "crate" => (0, &path[1..]),
            "self" => (module, &path[1..]),
            "super" => ((0..above).fold(module, |module, _| self.modules[module].parent), &path[above..]),
            _ if self.modules[module].children.contains_key(first) => (module, path),
            _ => return None,
        };
        Some([&self.modules[start].path[..], rest].concat())
    }
}

impl Node {
    fn root(file: &str) -> Node {
        Node { file: file.to_owned(), path: Vec::new(), parent: 0, children: BTreeMap::new(), scope: Scope::default() }
    }
}

/// The folder that a file is in.
fn folder(file: &str) -> String {
    file.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned())
}

/// The relative path `place` joined to `folder`, with `..` resolved.
fn join(folder: &str, place: &str) -> String {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in place.split('/') {
        if name == ".." {
            names.pop();
        } else {
            names.push(name);
        }
    }
    names.join("/")
}
