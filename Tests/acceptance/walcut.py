"""Cuts the journal of the database (the WAL) at random bytes, as a power cut may, and opens the plant again.

The driver notes how long the journal was after each acknowledgement. It is stopped without closing; then, on a copy,
the journal is cut at a byte, or everything behind the byte is zeroed, or filled with garbage, or one sector behind it
is zeroed. Whatever was acknowledged while the journal was not longer than that byte must be there, every batch whole or
not at all, and verify must find nothing altered, before the next start and after it.

The driver does not publish meanwhile, and at its start the journal was empty. So the last checkpoint covers only what
the database file itself holds. A cut below a published checkpoint would lose what was signed for: verify rightly
calls that altered, and the last lines of this script check that it does.

What turned it red when it was tried: a row and its entry in two transactions (altered, and batches by half).
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys

from faults import Checker, DRIVER, fill, scratch
from invariants import Round, faults

SEED = int(os.environ.get("HOLDFAST_SEED", "0")) or random.randrange(1, 1 << 30)
CUTS = int(os.environ.get("HOLDFAST_CUTS", "200"))
HEADER = 32


def written(base, seed, publish):
    """Writes some hundred batches, stops without closing, and returns what was said and how long the journal was."""
    threads = "2" if publish else "1"
    driver = subprocess.Popen(
        [DRIVER, "write" if publish else "write-only", str(base), str(seed), threads, "150"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )
    lines = []
    for line in driver.stdout:
        lines.append(line.rstrip("\n"))
        if line == "done\n":
            break
    journal = (base / "holdfast.db-wal").read_bytes()
    stopped = base.with_name(base.name + "-stopped")
    shutil.copytree(base, stopped)
    driver.kill()
    driver.wait()
    return Round(lines), journal, stopped


def damaged(journal, place, numbers):
    """The journal after a cut, and what was done to it."""
    tail = len(journal) - place
    way = numbers.choice(["cut", "zeros", "garbage", "sector"])
    if way == "cut":
        return way, journal[:place]
    if way == "zeros":
        return way, journal[:place] + bytes(tail)
    if way == "garbage":
        return way, journal[:place] + numbers.randbytes(tail)
    sector = min(512, tail)
    return way, journal[:place] + bytes(sector) + journal[place + sector :]


def main():
    numbers = random.Random(SEED)
    folder = scratch()
    checker = Checker()
    base = fill(folder / "plant", SEED, 2)
    said, journal, stopped = written(base, SEED, publish=False)
    if len(said.acked) < 50 or said.broken:
        sys.exit(f"The driver wrote too little: {len(said.acked)} {said.broken}")
    kept = 0
    for count in range(CUTS):
        place = numbers.randrange(HEADER, len(journal) + 1)
        way, rest = damaged(journal, place, numbers)
        work = folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(stopped, work)
        (work / "holdfast.db-shm").unlink(missing_ok=True)
        (work / "holdfast.db-wal").write_bytes(rest)
        there = {key: place_ for key, place_ in said.acked.items() if said.journal[key] <= place}
        kept += len(there)
        wrong = looked_at(checker, work, there)
        start = subprocess.run([DRIVER, "retry", str(work), "1"], input="", capture_output=True, text=True)
        if start.returncode != 0:
            wrong.append(f"the next start failed: {start.stderr}")
        wrong += looked_at(checker, work, there)
        if wrong:
            print(f"cut {count} ({way}) at byte {place} of {len(journal)}, seed {SEED}:", *wrong[:20], sep="\n  ")
            sys.exit(1)
    if kept == 0:
        sys.exit("No cut left anything acknowledged to look for.")
    lost_checkpoint(folder, checker)
    print(f"{CUTS} cuts of a journal of {len(journal)} bytes: {kept} batches looked for, none lost (seed {SEED})")


def looked_at(checker, work, there):
    status, sentences = checker.verify(work)
    wrong = [] if status == 0 else [f"verify says {status}: {sentences[:3]}"]
    database = sqlite3.connect(f"file:{work / 'holdfast.db'}?mode=ro", uri=True)
    try:
        return wrong + list(faults(database, (there, set())))
    finally:
        database.close()


def lost_checkpoint(folder, checker):
    """A journal that is gone although its entries were signed for: that is a loss, and verify must say so."""
    base = fill(folder / "signed", SEED, 2)
    _, _, stopped = written(base, SEED + 1, publish=True)
    for suffix in ("-shm", "-wal"):
        (stopped / f"holdfast.db{suffix}").unlink()
    status, sentences = checker.verify(stopped)
    if status != 1:
        sys.exit(f"A journal that a checkpoint covers is gone, and verify says {status}: {sentences}")


main()
