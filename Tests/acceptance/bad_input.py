#!/usr/bin/env python3
"""Hostile and broken files, one by one, against the program itself.

Each ends with an exit status of its own within seconds, refusals name the file, a rehearsal tells what the real run
then does, and the plant verifies afterwards. Seen red with a program that was killed by a signal on one file, whose
rehearsal told another count, and whose export left a formula as it was.
"""
import glob
import json
import os
import subprocess
import sys
import tempfile

BINARY = os.environ["HOLDFAST_BINARY"]
CORPORA = os.environ["HOLDFAST_CORPORA"]
SECONDS_MAX = 60
FOLDERS = [
    "hostile", "parsers/csv-spectrum", "parsers/yaml-test-suite", "parsers/JSONTestSuite/test_transform", "csv",
    "csaf/oasis-validator", "csaf/csaf-2.1-examples", "csaf/oasis-examples", "csaf/defectdojo", "sbom/spdx-examples",
    "vex", "scanners", "oscal/nist-examples", "frameworks/owasp-asvs",
]


def call(plant, path, *words):
    command = [BINARY, "import", "--data", plant, "--report", "json", *words, path]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS_MAX)
    if done.returncode not in (0, 1, 2):
        sys.exit(f"{path}: the program ended with {done.returncode}: {done.stderr[-500:]!r}")
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def generated(folder):
    """Files that no corpus has: formulas, markup, long cells, zero bytes, deep JSON, a header without rows."""
    contents = {
        "formula.csv": b"tag,name\nA-1,=cmd|' /C calc'!A0\nA-2,@SUM(1)\nA-3,+49 171\nA-4,-2+3\n",
        "zero.csv": b"tag,name\nA-1,a\0b\n",
        "quotes.csv": b'tag,name\n"A-1,never closed\n',
        "long.csv": b"tag,name\nA-1," + b"x" * 2_000_000 + b"\n",
        "empty.csv": b"",
        "header.csv": b"tag,name\n",
        "deep.json": b"[" * 200_000 + b"]" * 200_000,
        "half.json": b'{"document": {"csaf_version": "2.0"',
        "wide.csv": b",".join(b"c%d" % i for i in range(5000)) + b"\n",
        "fake.xlsx": b"PK\x03\x04" + bytes(range(256)) * 40,
        "utf16.csv": "\ufefftag;name\r\nA-9;Förderband\r\n".encode("utf-16-le"),
        "latin.csv": "tag;name\r\nA-10;Förderband\r\n".encode("cp1252"),
    }
    for name, content in contents.items():
        path = os.path.join(folder, name)
        with open(path, "wb") as file:
            file.write(content)
        yield path


def exported_names(plant):
    done = subprocess.run([BINARY, "export", "assets", "--data", plant], capture_output=True, text=True)
    return done.stdout


def main():
    with tempfile.TemporaryDirectory() as folder:
        plant = os.path.join(folder, "plant")
        subprocess.run([BINARY, "init", "--data", plant], check=True, capture_output=True)
        paths = list(generated(folder))
        for name in FOLDERS:
            paths += sorted(p for p in glob.glob(f"{CORPORA}/{name}/**/*", recursive=True) if os.path.isfile(p))
        refused = 0
        for path in paths:
            rehearsed = call(plant, path, "--dry-run")
            status, report = call(plant, path)
            if rehearsed[0] != status:
                sys.exit(f"{path}: the rehearsal ended with {rehearsed[0]}, the real run with {status}")
            counts = ("kind", "new", "changed", "same", "rejected", "problems")
            if any(rehearsed[1].get(c) != report.get(c) for c in counts):
                sys.exit(f"{path}: the rehearsal told something else than the real run")
            for file in report.get("files", []):
                refused += file["refused"] is not None
                if file["file"] != path:
                    sys.exit(f"{path}: the report speaks of {file['file']}")
        for cell in (",=cmd", ",@SUM", ",+49", ",-2+3"):
            if cell in exported_names(plant):
                sys.exit(f"an export holds the formula {cell}")
        verdict = subprocess.run([BINARY, "verify", "--data", plant], capture_output=True, text=True)
        if verdict.returncode != 0:
            sys.exit("the plant does not verify: " + verdict.stderr[-500:])
        print(f"bad input: {len(paths)} files, {refused} refused, none stopped the program")


if __name__ == "__main__":
    main()
