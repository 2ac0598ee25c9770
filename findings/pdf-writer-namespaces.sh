#!/usr/bin/env bash
# pdf-writer 0.15.0 names the structure namespaces of PDF 2.0 by addresses that no reader knows.
#
# Believed: `Namespace::pdf_2_ns`, `pdf_1_7_ns` and `mathml_3_0_ns` write the names of ISO 32000-2, 14.8.6: http://iso.org/pdf2/ssn,
# http://iso.org/pdf/ssn and http://www.w3.org/1998/Math/MathML.
# Seen: they write https://www.iso.org/pdf2/ssn, https://www.iso.org/pdf/ssn and https://www.w3.org/1998/Math/MathML. Names of namespaces are
# compared letter by letter: veraPDF 1.31 (ua2) takes each element with that namespace for a type of no known kind (8.2.4-1), and the
# document for no Document (8.2.5.2-1). `Namespace::ns` with the right name is the way out.
#
# Exits with 1 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "namespaces"
version = "0.0.0"
edition = "2021"

[dependencies]
pdf-writer = "=0.15.0"
TOML
cat > src/main.rs <<'RUST'
use pdf_writer::{Chunk, Ref};

fn main() {
    let mut chunk = Chunk::new();
    chunk.namespace(Ref::new(1)).pdf_2_ns();
    chunk.namespace(Ref::new(2)).pdf_1_7_ns();
    chunk.namespace(Ref::new(3)).mathml_3_0_ns();
    print!("{}", String::from_utf8_lossy(chunk.as_bytes()));
}
RUST
cargo run --quiet > written
grep /NS written
for name in https://www.iso.org/pdf2/ssn https://www.iso.org/pdf/ssn https://www.w3.org/1998/Math/MathML; do
    grep -qF "($name)" written
done
! grep -qF '(http://' written
