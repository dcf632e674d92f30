"""Kills the writing process at random and checks that nothing acknowledged is lost and nothing is there by half.

Each round starts the driver (or, in every fourth round, an import) on one plant, kills it with SIGKILL after 5 to
300 ms, and looks: every acknowledged batch is there once and whole, at the places in the ledger that its answer
named; every other batch is there whole or not at all; requests without an answer are repeated with their key and are
then there once; the ring of edits is closed; deleted records are gone; verify finds nothing altered.

What turned it red when it was tried: an acknowledgement before the commit (acknowledged and not there), the row and
its entry in two transactions (altered, and batches by half), answers that were not remembered (a repeated batch is
refused or there twice), a verify that knew tiles only at the size of the last checkpoint (altered).
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time

from faults import Checker, DRIVER, fill, holdfast, scratch
from invariants import Round, faults

SEED = int(os.environ.get("HOLDFAST_SEED", "0")) or random.randrange(1, 1 << 30)
ROUNDS = int(os.environ.get("HOLDFAST_KILLS", "200"))
ROUNDS_PER_PLANT = 25


def killed(arguments, journal, milliseconds, waits=False):
    """Runs a program until it is killed, and returns the whole lines it wrote."""
    with open(journal, "w") as output:
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.DEVNULL, text=True
        )
        # Every other time the clock starts when the plant is open, so that writing is met and not only the start.
        for _ in range(2000 if waits else 0):
            if journal.stat().st_size > 0 or process.poll() is not None:
                break
            time.sleep(0.005)
        time.sleep(milliseconds / 1000)
        process.kill()
        process.wait()
        process.stdin.close()
    text = journal.read_text()
    return text[: text.rfind("\n") + 1].splitlines()


def table_of_assets(path, round, count):
    """A file that an import reads; each has its own tags."""
    with open(path, "w") as file:
        file.write("Tag,Name,Vendor\n")
        for line in range(count):
            file.write(f"r{round}-{line},Pump {line},ACME\n")


def can_import():
    program = holdfast()
    if not program:
        return False
    return subprocess.run([program, "help", "import"], capture_output=True).returncode == 0


def import_round(folder, base, round, milliseconds):
    """An import that is killed and then repeated: every row is there once."""
    file = folder / f"assets-{round}.csv"
    table_of_assets(file, round, 300)
    command = [holdfast(), "import", "--data", str(base), str(file)]
    killed(command, folder / "journal", milliseconds)
    return command


def check_import(base, round):
    database = sqlite3.connect(f"file:{base / 'holdfast.db'}?mode=ro", uri=True)
    tags = [tag for (tag,) in database.execute("SELECT tag FROM assets WHERE tag LIKE ?", (f"r{round}-%",))]
    database.close()
    if len(set(tags)) != 300 or len(tags) != 300:
        yield f"the import of round {round}, repeated, left {len(tags)} of 300 rows"


def retry(base, seed, keys):
    """Repeats the requests that got no answer and returns what is acknowledged now."""
    answer = subprocess.run(
        [DRIVER, "retry", str(base), str(seed)], input="".join(f"{key}\n" for key in sorted(keys)),
        capture_output=True, text=True, check=False,
    )
    if answer.returncode != 0:
        return None, [f"the next start failed: {answer.stderr}"]
    return Round(answer.stdout.splitlines()), []


def main():
    numbers = random.Random(SEED)
    folder = scratch()
    checker = Checker()
    imports = can_import()
    if not imports:
        print("holdfast import is not there: only the driver is killed")
    plain = folder / "plain"
    if imports:
        subprocess.run([holdfast(), "init", "--data", str(plain)], check=True, capture_output=True)
    else:
        fill(plain, SEED, 2)
    totals = {"acked": 0, "unknown": 0, "imports": 0}
    for round in range(ROUNDS):
        base = folder / "plant"
        if round % ROUNDS_PER_PLANT == 0:
            shutil.rmtree(base, ignore_errors=True)
            shutil.copytree(plain, base)
            acked, gone = {}, set()
        wrong = []
        milliseconds = numbers.uniform(5, 300)
        command = None
        if imports and round % 4 == 3:
            command = import_round(folder, base, round, milliseconds)
            said = Round([])
            totals["imports"] += 1
        else:
            arguments = [DRIVER, "write", str(base), str(SEED + round), "4", "20000"]
            said = Round(killed(arguments, folder / "journal", milliseconds, waits=round % 2 == 0))
        acked |= said.acked
        gone |= said.gone
        wrong += said.broken
        totals["acked"] += len(said.acked)
        totals["unknown"] += len(said.sent - said.acked.keys())
        wrong += checked(checker, base, acked, gone)
        again, more = retry(base, SEED + round, said.sent - said.acked.keys())
        wrong += more
        if again:
            wrong += again.broken
            acked |= again.acked
        if command:
            wrong += [] if subprocess.run(command, capture_output=True).returncode in (0, 1) else ["no second import"]
            wrong += check_import(base, round)
        if round % 5 == 4 or more or wrong:
            wrong += checked(checker, base, acked, gone)
        if wrong:
            print(f"round {round}, killed after {milliseconds:.1f} ms, seed {SEED}:", *wrong[:20], sep="\n  ")
            sys.exit(1)
    print(
        f"{ROUNDS} kills ({totals['imports']} of imports): {totals['acked']} batches acknowledged, none lost, "
        f"{totals['unknown']} without an answer, none by half (seed {SEED})"
    )
    if totals["acked"] < ROUNDS:
        sys.exit("Too little was written between the kills.")


def checked(checker, base, acked, gone):
    status, sentences = checker.verify(base)
    wrong = [] if status == 0 else [f"verify says {status}: {sentences[:3]}"]
    database = sqlite3.connect(f"file:{base / 'holdfast.db'}?mode=ro", uri=True)
    try:
        return wrong + list(faults(database, (acked, gone)))
    finally:
        database.close()


main()
