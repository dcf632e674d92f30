#!/usr/bin/env python3
"""The main job with the program itself: inventories and advisories in, exposures out, compared with the truth.

Every row of `affected`, `fixed` and `not-affected` must be that of the truth, no unknown may look safer, a second
import must add no ledger entry, and the plant must verify. Seen red with a program whose answers were changed on the
way: fixed told as affected, unknown as not affected, and another number of ledger entries.
"""
import csv
import os
import subprocess
import sys
import tempfile

BINARY = os.environ["HOLDFAST_BINARY"]
CORPORA = os.environ["HOLDFAST_CORPORA"]
STATUSES = {"affected", "possible", "unknown", "fixed", "not-affected"}


def run(*words, codes=(0,)):
    done = subprocess.run([BINARY, *words], capture_output=True, text=True)
    if done.returncode not in codes:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def rows(text):
    return list(csv.DictReader(text.splitlines()))


def entries(plant):
    return int(run("verify", "--data", plant).split(":")[1].split()[0])


def compare(name, got, truth, keys, columns):
    """Holds the rows that the truth knows against ours; more rows may only be possible ones."""
    found = {tuple(row[k] for k in keys): row for row in got}
    wrong = []
    for row in truth:
        ours = found.pop(tuple(row[k] for k in keys), None)
        if ours is None or any(ours[c] != row[c] for c in columns):
            wrong.append((tuple(row.values()), ours and tuple(ours.values())))
    wrong += [("not in the truth", tuple(row.values())) for row in found.values() if row["status"] != "possible"]
    if wrong:
        sys.exit(f"{name}: {len(wrong)} of {len(truth)} rows differ, first {wrong[:3]}")
    return len(truth)


def check(folder, name, inventory, aliases):
    plant = os.path.join(folder, name + inventory)
    base = os.path.join(CORPORA, "inventory")
    run("init", "--data", plant)
    paths = [os.path.join(base, inventory), os.path.join(CORPORA, "csaf", "cisa")]
    if aliases:
        paths.insert(0, os.path.join(base, "vendor-aliases.csv"))
    run("import", "--data", plant, *paths)
    before = entries(plant)
    run("import", "--data", plant, *paths)
    if entries(plant) != before:
        sys.exit(f"{inventory}: the second import added {entries(plant) - before} ledger entries")
    by_product = rows(run("exposures", "--data", plant, "--format", "csv"))
    by_advisory = rows(run("exposures", "--data", plant, "--by", "advisory", "--format", "csv"))
    truth = rows(open(os.path.join(base, f"truth-{name}.csv"), encoding="utf-8").read())
    worst = rows(open(os.path.join(base, f"truth-{name}-by-advisory.csv"), encoding="utf-8").read())
    keys = ("asset_tag", "advisory_id", "product_id")
    count = compare(inventory, by_product, truth, keys, ("status", "basis", "match_by", "cves"))
    known = {(row["asset_tag"], row["advisory_id"]) for row in worst}
    ours = [row for row in by_advisory if (row["asset_tag"], row["advisory_id"]) in known]
    for row in by_advisory:
        if row["status"] not in STATUSES:
            sys.exit(f"{inventory}: {row['status']} is no status")
    compare(inventory + " by advisory", ours, worst, keys[:2], ("status",))
    return f"{inventory} {count} rows"


def main():
    if not os.path.isdir(os.path.join(CORPORA, "inventory")):
        print("main job: skipped, the corpora are not there")
        return
    with tempfile.TemporaryDirectory() as folder:
        done = [
            check(folder, "1k", "inventory-1k.csv", False),
            check(folder, "10k", "inventory-10k.csv", False),
            check(folder, "messy", "inventory-messy.csv", True),
            check(folder, "messy", "inventory-messy-excel-de.csv", True),
        ]
    print("main job as the truth has it: " + ", ".join(done))


if __name__ == "__main__":
    main()
