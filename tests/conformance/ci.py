#!/usr/bin/env python3
"""Judges workflows by JSON Schemas, and runs their commands as a runner would for a tag.

usage: ci.py PLACE VALIDATORS WORKFLOW.yml…

PLACE holds the projects github, gitlab and forgejo, each with its workflow. What a runner adds is played here: checking out, handing
artifacts on, the commands of `gh`, and the interfaces of GitLab and Forgejo on a loopback address. Validators are those that are
installed, under the names EPUBCHECK and VERAPDF.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import yaml

faults = []
TAG = "v1.0"
GH = """#!/bin/sh
# Plays gh: `release create` keeps the files, `release download` hands them out, `verify` compares with what was attested.
set -e
store=$STORE/store
case "$1 $2" in
    'release create') shift 3; mkdir "$store"; for file in "$@"; do if [ -f "$file" ]; then cp "$file" "$store"; fi; done ;;
    'release download') shift 2; while [ "$1" != --dir ]; do shift; done; mkdir -p "$2"; cp "$store"/* "$2" ;;
    'release verify') [ -e "$store/SHA256SUMS" ] ;;
    'attestation verify') grep -q "$(sha256sum < "$3" | cut -c1-64)" "$STORE/attested" ;;
    *) echo "gh $*" >&2; exit 2 ;;
esac
"""


def check(holds, message):
    if not holds:
        faults.append(message)
        print(message)


def load(path):
    # YAML 1.1 reads the key `on` as true.
    return {("on" if key is True else key): value for key, value in yaml.safe_load(path.read_text()).items()}


def judge_schema(schemas, name, path):
    schema = json.loads((schemas / f"{name}.json").read_text())
    found = [error.message[:200] for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(load(path))]
    check(not found, f"{path} by the schema of {name}: {found[:3]}")


def judge_pins(path):
    used = re.findall(r"uses: *(\S+)(.*)", path.read_text())
    # A workflow of our own is at the commit that is run.
    used = [(name, version) for name, version in used if not name.startswith("./")]
    wrong = [name for name, version in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name) or not re.fullmatch(r" # v\d+\.\d+\.\d+", version)]
    check(not wrong, f"{path}: not pinned by a commit with its version: {wrong}")
    return len(used)


class Runner:
    """Runs jobs one after another, each in a checkout of its own."""

    def __init__(self, place, system, validators, api="", **limits):
        self.source, self.work = place / system, place / f"{system}-runner{'-limited' if limits else ''}"
        shutil.rmtree(self.work, ignore_errors=True)
        (self.work / "bin").mkdir(parents=True)
        (self.work / "bin/gh").write_text(GH)
        (self.work / "bin/gh").chmod(0o755)
        self.commands = 0
        self.outputs, self.jobs = {}, []
        self.environment = {
            **os.environ, "PATH": f"{self.work / 'bin'}:{os.environ['PATH']}", "STORE": str(self.work), "CI": "true",
            "EPUBCHECK": str(validators / "bin/epubcheck"), "VERAPDF": str(validators / "bin/verapdf"),
            "GITHUB_REF_NAME": TAG, "GITHUB_REPOSITORY": "essai/livre", "GITHUB_SERVER_URL": api, "GITHUB_API_URL": api, "TOKEN": "t",
            "CI_API_V4_URL": api, "CI_PROJECT_ID": "7", "CI_COMMIT_TAG": TAG, "CI_JOB_TOKEN": "t",
            **limits,
        }  # fmt: skip

    def checkout(self, job):
        folder = self.work / re.sub(r"\W+", "-", job)
        shutil.copytree(self.source, folder)
        return folder

    def run(self, folder, command, **more):
        """Runs a command as runners do (bash -e, with pipefail); false when it fails."""
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", command], cwd=folder, env={**self.environment, **more}, text=True, capture_output=True)
        self.commands += 1
        if done.returncode:
            self.said = f"{command}\n{done.stdout[-800:]}{done.stderr[-800:]}"
        return done.returncode == 0

    def run_or_fault(self, job, folder, command, **more):
        if not self.run(folder, command, **more):
            check(False, f"{self.source.name}, job {job}: {self.said}")

    # GitHub and Forgejo ----------------------------------------------------------------------------------------------------

    def workflow(self, path):
        jobs = load(path)["jobs"]
        for name, job in jobs.items():
            matrix = (job.get("strategy") or {}).get("matrix")
            if not matrix:
                self.job(name, job, {})
                continue
            [(key, values)] = matrix.items()
            for value in json.loads(self.value(values, {})) if isinstance(values, str) else values:
                self.jobs.append(value["tomes"] if isinstance(value, dict) else value)
                self.job(f"{name}-{self.jobs[-1]}", job, {key: value})

    def value(self, text, matrix):
        """A value with its expressions evaluated: those that our workflows use."""

        def evaluate(found):
            path = found[1].strip().removeprefix("fromJSON(").removesuffix(")").split(".")
            if path[0] == "matrix":
                value = matrix[path[1]]
                return value[path[2]] if len(path) > 2 else value
            if path[0] in ("needs", "steps"):
                return self.outputs[path[-1]]
            return {"github.token": "t", "github.ref": f"refs/tags/{TAG}"}[".".join(path)]

        return re.sub(r"\$\{\{(.*?)\}\}", evaluate, text)

    def job(self, name, job, matrix):
        folder = self.checkout(name)
        more = {key: self.value(value, matrix) for key, value in (job.get("env") or {}).items()}
        for step in job["steps"]:
            action, options = step.get("uses", "").split("@")[0], step.get("with") or {}
            if action == "actions/upload-artifact":
                patterns = self.value(options["path"], matrix).split()
                found = [path for path in folder.rglob("*") if path.is_file() and any(fnmatch(str(path.relative_to(folder)), one) for one in patterns)]
                check(len(found) == 2 * len(self.jobs[-1].split()), f"{name}: {len(found)} artifacts")
                (self.work / "artifacts").mkdir(exist_ok=True)
                [shutil.copy(path, self.work / "artifacts") for path in found]
            elif action == "actions/download-artifact":
                shutil.copytree(self.work / "artifacts", folder / options["path"])
            elif action == "actions/attest":
                shutil.copy(folder / options["subject-checksums"], self.work / "attested")
            elif action:
                check(action == "actions/checkout", f"{name}: an action that is not played: {action}")
            elif not step["run"].startswith("git init"):
                output = self.work / "output"
                output.write_text("")
                secret = {key: self.value(value, matrix) for key, value in (step.get("env") or {}).items()}
                self.run_or_fault(name, folder, step["run"], GITHUB_OUTPUT=str(output), **more, **secret)
                self.outputs.update(line.split("=", 1) for line in output.read_text().splitlines())

    # GitLab ------------------------------------------------------------------------------------------------------------------

    def pipeline(self, path, schemas):
        jobs = {name: job for name, job in load(path).items() if isinstance(job, dict) and ("script" in job or "trigger" in job)}
        for name, job in jobs.items():
            if "trigger" in job:
                child = self.work / "volumes/volumes.yml"
                judge_schema(schemas, "gitlab-ci", child)
                jobs_of_child = load(child)
                self.jobs = list(jobs_of_child)
                for tome, one in jobs_of_child.items():
                    self.script(tome, one)
            else:
                self.script(name, job)

    def script(self, name, job):
        folder = self.checkout(name)
        for command in job["script"]:
            self.run_or_fault(name, folder, command)
        for path in (job.get("artifacts") or {}).get("paths", []):
            check(any(folder.glob(path)), f"gitlab, job {name}: no artifact {path}")


class Store(BaseHTTPRequestHandler):
    """Plays the package registry and releases of GitLab and Forgejo: keeps what is sent, hands it out, knows drafts."""

    files, releases, drafts = {}, {}, {}

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self):
        if self.headers.get("Expect"):
            self.send_response_only(100)
            self.end_headers()
        return self.rfile.read(int(self.headers["Content-Length"]))

    def do_GET(self):
        path = self.path.split("?")[0]
        if path.endswith((f"/releases/{TAG}", f"/releases/tags/{TAG}")):
            self.answer(200 if TAG in self.releases else 404, b"{}")
        else:
            data = self.files.get(path.rsplit("/", 1)[1])
            self.answer(404) if data is None else self.answer(200, data)

    def do_PUT(self):
        self.files[self.path.rsplit("/", 1)[1]] = self.body()
        self.answer(201, b"{}")

    def do_POST(self):
        data = self.body()
        if "/assets?name=" in self.path:
            boundary = self.headers["Content-Type"].split("boundary=")[1].encode()
            part = data.split(b"--" + boundary)[1]
            self.files[self.path.split("name=")[1]] = part.split(b"\r\n\r\n", 1)[1][:-2]
            self.answer(201, b"{}")
            return
        release = json.loads(data)
        (self.drafts if release.get("draft") else self.releases)[release["tag_name"]] = release
        self.answer(201, b'{"id":12,"draft":true}')

    def do_PATCH(self):
        self.body()
        self.releases.update(self.drafts)
        self.answer(200, b"{}")

    def log_message(self, *_):
        pass


def judge_release(runner, published, again):
    names = {path.name for path in again.iterdir()}
    check(len(names) > 10 and published == {name: hashlib.sha256((again / name).read_bytes()).hexdigest() for name in names}, f"{runner.source.name}: what was published differs")


def main():
    place, validators, ours = Path(sys.argv[1]), Path(sys.argv[2]), [Path(path) for path in sys.argv[3:]]
    schemas = validators / "ci/check_jsonschema/builtin_schemas/vendor"
    github, gitlab, forgejo = place / "github/.github/workflows/book.yml", place / "gitlab/.gitlab-ci.yml", place / "forgejo/.forgejo/workflows/book.yml"
    for path in [github, forgejo, *ours]:
        judge_schema(schemas, "github-workflows", path)
    judge_schema(schemas, "gitlab-ci", gitlab)
    pins = sum(judge_pins(path) for path in [github, gitlab, forgejo, *ours])

    on_github = Runner(place, "github", validators)
    on_github.workflow(github)
    store = on_github.work / "store"
    judge_release(on_github, {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in store.iterdir()}, on_github.work / "rebuild/again")
    # A file that was changed later, and a program with other bytes.
    rebuild = on_github.work / "rebuild"
    (rebuild / "published/index.html").write_text("other")
    check(not on_github.run(rebuild, "bash .ci/book.sh same published again"), "a changed file was not found")
    check(not on_github.run(rebuild, "bash .ci/book.sh contained published again"), "a file of nobody was not found")
    script = rebuild / ".ci/book.sh"
    script.write_text(re.sub(r"(?m)^make_book_sha256=.*", f"make_book_sha256={'0' * 64}", script.read_text()))
    check(not on_github.run(rebuild, "rm -r output/.tools; bash .ci/book.sh check") and "sha256 is" in on_github.said, "a strange program was run")

    check(on_github.jobs == ["tome1", "tome2"], f"github: jobs {on_github.jobs}")
    # A large collection: more volumes than jobs, and more files than a release takes.
    limited = Runner(place, "github", validators, MOST_JOBS="1", MOST_FILES="8")
    limited.workflow(github)
    check(limited.jobs == ["tome1 tome2"], f"github, one job: jobs {limited.jobs}")
    check("books.tar" in {path.name for path in (limited.work / "store").iterdir()}, "github: no archive of the books")
    published = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (limited.work / "rebuild/published").iterdir()}
    judge_release(limited, published, limited.work / "rebuild/again")

    commands = on_github.commands + limited.commands
    for system, path in (("gitlab", gitlab), ("forgejo", forgejo)):
        for kept in (Store.files, Store.releases, Store.drafts):
            kept.clear()
        server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        runner = Runner(place, system, validators, f"http://127.0.0.1:{server.server_port}")
        runner.pipeline(path, schemas) if system == "gitlab" else runner.workflow(path)
        published = {name: hashlib.sha256(data).hexdigest() for name, data in Store.files.items()}
        judge_release(runner, published, runner.work / "rebuild/again")
        check(not runner.run(runner.work / "release", "bash .ci/publish.sh publish release") and "already" in runner.said, f"{system}: published twice")
        check(runner.jobs == ["tome1", "tome2"], f"{system}: jobs {runner.jobs}")
        if system == "gitlab":
            one = "MOST_JOBS=1 bash .ci/publish.sh jobs one.yml && grep -c tome1_tome2 one.yml && grep -c 'validate tome1 tome2' one.yml"
            check(runner.run(runner.work / "release", one), "gitlab: several volumes in a job are not written")
        if system == "forgejo":
            check(not runner.run(runner.work / "check", "bash .ci/book.sh expect tome1"), "forgejo: a new volume was not seen")
        server.shutdown()
        commands += runner.commands
    print(f"ci: {pins} actions pinned, {commands} commands run, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
