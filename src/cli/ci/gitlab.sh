#!/usr/bin/env bash
@HEADER@
# usage: bash .ci/publish.sh COMMAND
#   jobs FILE        writes the child pipeline: a job for each volume
#   publish FOLDER   puts the files into the package registry and makes a release of them; refuses to change one that exists
#   fetch FOLDER     the files of the release
# Needs what GitLab tells a job: CI_API_V4_URL, CI_PROJECT_ID, CI_COMMIT_TAG, CI_JOB_TOKEN.
set -euo pipefail

api() {
    command -v curl > /dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends curl ca-certificates > /dev/null; }
    curl --fail --silent --show-error --location --header "JOB-TOKEN: $CI_JOB_TOKEN" "$@"
}

project=${CI_API_V4_URL:-}/projects/${CI_PROJECT_ID:-}
package=$project/packages/generic/book/${CI_COMMIT_TAG:-}
command=${1:?a command}
place=${2:?a file or a folder}
case $command in
    jobs)
        names=$(bash .ci/book.sh names)
        {
            for tome in $names; do
                printf '"%s":\n  image: debian:13\n  script:\n' "$tome"
                printf '    - bash .ci/book.sh build %s\n    - bash .ci/book.sh validate %s\n' "$tome" "$tome"
                printf '  artifacts:\n    paths: ["output/%s.epub", "output/%s.pdf"]\n' "$tome" "$tome"
            done
        } > "$place"
        ;;
    publish)
        if api --output /dev/null "$project/releases/$CI_COMMIT_TAG" 2> /dev/null; then
            echo "$CI_COMMIT_TAG is published already" >&2
            exit 1
        fi
        links=
        for file in "$place"/*; do
            name=$(basename "$file")
            api --upload-file "$file" --output /dev/null "$package/$name"
            links+="${links:+,}{\"name\":\"$name\",\"url\":\"$package/$name\"}"
        done
        # All files are there before anybody sees the release.
        api --header 'Content-Type: application/json' --output /dev/null "$project/releases" \
            --data "{\"tag_name\":\"$CI_COMMIT_TAG\",\"name\":\"$CI_COMMIT_TAG\",\"assets\":{\"links\":[$links]}}"
        ;;
    fetch)
        mkdir -p "$place"
        api --output "$place/SHA256SUMS" "$package/SHA256SUMS"
        while read -r _ name; do
            api --output "$place/$name" "$package/$name"
        done < "$place/SHA256SUMS"
        (cd "$place" && sha256sum --check --quiet SHA256SUMS)
        ;;
    *) echo "no command $command" >&2; exit 2 ;;
esac
