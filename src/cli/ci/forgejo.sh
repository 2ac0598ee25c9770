#!/usr/bin/env bash
@HEADER@
# usage: bash .ci/publish.sh COMMAND
#   publish FOLDER   makes a release of the files; refuses to change one that exists
#   fetch FOLDER     the files of the release
# Needs what Forgejo tells a job: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF_NAME; and TOKEN.
set -euo pipefail

api() {
    command -v curl > /dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends curl ca-certificates > /dev/null; }
    curl --fail --silent --show-error --location --header "Authorization: token $TOKEN" "$@"
}

releases=$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/releases
tag=$GITHUB_REF_NAME
command=${1:?a command}
place=${2:?a folder}
case $command in
    publish)
        if api --output /dev/null "$releases/tags/$tag" 2> /dev/null; then
            echo "$tag is published already" >&2
            exit 1
        fi
        json=(--header 'Content-Type: application/json')
        draft=$(api "${json[@]}" "$releases" --data "{\"tag_name\":\"$tag\",\"name\":\"$tag\",\"draft\":true}")
        [[ $draft =~ ^\{\"id\":([0-9]+) ]] || { echo "no release was made: $draft" >&2; exit 1; }
        release=$releases/${BASH_REMATCH[1]}
        for file in "$place"/*; do
            api --output /dev/null --form "attachment=@$file" "$release/assets?name=$(basename "$file")"
        done
        # All files are there before anybody sees the release.
        api "${json[@]}" --request PATCH --output /dev/null "$release" --data '{"draft":false}'
        ;;
    fetch)
        mkdir -p "$place"
        files=${GITHUB_SERVER_URL:?}/$GITHUB_REPOSITORY/releases/download/$tag
        api --output "$place/SHA256SUMS" "$files/SHA256SUMS"
        while read -r _ name; do
            api --output "$place/$name" "$files/$name"
        done < "$place/SHA256SUMS"
        (cd "$place" && sha256sum --check --quiet SHA256SUMS)
        ;;
    *) echo "no command $command" >&2; exit 2 ;;
esac
