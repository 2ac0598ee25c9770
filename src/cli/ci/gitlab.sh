#!/usr/bin/env bash
@HEADER@
# usage: bash .ci/publish.sh COMMAND
#   jobs FILE        writes the child pipeline: the jobs that build the volumes
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
        found=$(bash .ci/book.sh jobs)
        # A job for each volume, or for several of a large collection.
        while read -r -a tomes; do
            name=${tomes[0]}
            [ "${#tomes[@]}" = 1 ] || name+=_${tomes[-1]}
            printf '"%s":\n  image: debian:13\n  script:\n' "$name"
            printf '    - bash .ci/book.sh build %s\n    - bash .ci/book.sh validate %s\n' "${tomes[*]}" "${tomes[*]}"
            printf '  artifacts:\n    paths: [output/*.epub, output/*.pdf]\n'
        done <<< "$found" > "$place"
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
        printf '{"tag_name":"%s","name":"%s","assets":{"links":[%s]}}' "$CI_COMMIT_TAG" "$CI_COMMIT_TAG" "$links" |
            api --header 'Content-Type: application/json' --output /dev/null "$project/releases" --data @-
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
