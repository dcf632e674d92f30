"""Puts the seeds of a target into a folder. Use: make-seeds.py TARGET FOLDER CORPORA BYTES_MAX

Small inputs of our own come from seeds/TARGET; what the corpora have is added when they are there.
"""

import csv
import hashlib
import json
import pathlib
import sys
import zipfile

FILES_MAX = 400
LINES_MAX = 1000


def own(target):
    here = pathlib.Path(__file__).parent / "seeds"
    if target == "xlsx":
        yield from workbooks(here / "sheet")
    for path in sorted((here / target).glob("*")):
        yield path.read_bytes()
        # A seed of a text format may be one of many lines; each is an input of its own too.
        if path.suffix == ".lines":
            yield from lines(path)


def workbooks(folder):
    """Archives, stored and packed, of the parts that the target `sheet` puts together itself."""
    names = ["xl/worksheets/a.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/b.xml"]
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    def relations(*all):
        rows = (f'<Relationship Id="{i}" Type="{types}/{kind}" Target="{to}"/>' for i, kind, to in all)
        return f"<Relationships>{''.join(rows)}</Relationships>"

    for path in sorted(folder.glob("*")):
        parts = dict(zip(names, path.read_text().split("\n=\n")))
        parts["_rels/.rels"] = relations(("r", "officeDocument", "xl/workbook.xml"))
        parts["xl/workbook.xml"] = (
            f'<workbook xmlns:r="{types}"><sheets><sheet name="A" sheetId="1" r:id="a"/></sheets></workbook>'
        )
        parts["xl/_rels/workbook.xml.rels"] = relations(
            ("a", "worksheet", "worksheets/a.xml"),
            ("s", "sharedStrings", "sharedStrings.xml"),
            ("t", "styles", "styles.xml"),
        )
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            to = pathlib.Path(sys.argv[2]) / "workbook"
            with zipfile.ZipFile(to, "w", method) as archive:
                for name, content in parts.items():
                    archive.writestr(name, content)
            yield to.read_bytes()
            to.unlink()


def lines(path):
    return [line for line in path.read_bytes().splitlines() if line][:LINES_MAX]


def files(corpora, *patterns):
    """The smallest files first."""
    found = (path for pattern in patterns for path in corpora.glob(pattern) if path.is_file())
    return (path.read_bytes() for path in sorted(found, key=lambda path: (path.stat().st_size, path)))


def heads(corpora, *patterns):
    """The first rows of tables, however long they are."""
    for content in files(corpora, *patterns):
        yield b"".join(content.splitlines(keepends=True)[:12])


def column(path, *names):
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        rows = [row for _, row in zip(range(LINES_MAX), csv.DictReader(file))]
    return ["\n".join(row.get(name) or "" for name in names).encode() for row in rows]


def tests_of_vers(corpora):
    for content in files(corpora, "vers/tests/*.json"):
        for test in json.loads(content).get("tests", []):
            given, result = test.get("input"), test.get("expected_output")
            if isinstance(given, str):
                yield given.encode()
            elif "versions" in given:
                yield "\n".join(["vers:generic/1", *given["versions"]]).encode()
            else:
                yield f"{given.get('vers', result)}\n{given.get('version', '1.0')}\n2.0".encode()


def of_corpora(target, corpora):
    if target == "csv":
        yield from heads(corpora, "**/*.csv")
    if target == "tables":
        yield from heads(corpora, "inventory/inventory-*.csv", "csv/**/*.csv")
        yield from files(corpora, "kev/*.json")
    if target == "json":
        yield from files(corpora, "parsers/**/*.json", "csaf/**/*.json", "vers/**/*.json", "hostile/**/*.json")
    if target == "csaf":
        yield from files(corpora, "csaf/**/*.json")
    if target == "yaml":
        yield from files(corpora, "**/*.yaml", "**/*.yml")
    if target == "sheet":
        yield from files(corpora, "hostile/xml-bombs/*")
    if target == "versions":
        ranges = corpora / "csaf/version-range-strings-top400.csv"
        if ranges.is_file():
            with ranges.open(newline="") as file:
                for row in csv.reader(file):
                    yield f"{row[0]}\nV1.2\n2.0 SP1".encode()
                    yield f"{row[-1]}\nV1.2\n2.0 SP1".encode()
    if target == "vers":
        yield from tests_of_vers(corpora)
    if target == "cvss":
        yield from column(corpora / "cvss/generated/random-vectors.csv", "vector")
        yield from column(corpora / "cvss/observed/vulnrichment-vectors.csv", "vector")


def main():
    target, folder, corpora, bytes_max = sys.argv[1], *map(pathlib.Path, sys.argv[2:4]), int(sys.argv[4])

    def keep(content):
        if len(content) > bytes_max:
            return 0
        (folder / hashlib.sha1(content).hexdigest()).write_bytes(content)
        return 1

    for content in own(target):
        keep(content)
    kept = 0
    limit = LINES_MAX if target in ("versions", "vers", "cvss") else FILES_MAX
    for content in of_corpora(target, corpora):
        kept += keep(content)
        if kept >= limit:
            break


main()
