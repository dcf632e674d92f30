"""Alters a plant in every place, one at a time, and asks verify each time: it must say “altered”.

Every table (the inner ones of the search index too), every column, first, middle and last row; rows deleted, copied,
swapped and set back; the schema; every tile, checkpoint and original; the key; and bits of the database file.
An untouched copy must be intact.

What turned it red when it was tried: a verify that did not count the answered requests, compared columns instead of
declarations, did not ask for the table of contents of the search index, gave up at a table that was gone, or did not
look at the mark of the file: each left alterations unseen.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

from faults import Checker, DRIVER, fill, holdfast, scratch

SEED = int(os.environ.get("HOLDFAST_SEED", "1"))
LONG = os.environ.get("HOLDFAST_LONG") == "1"
# How many values are tried in one cell; the kinds of change go round from cell to cell.
VALUES = 100 if LONG else 1
ALTERATIONS_MIN = 1500
FLIPS = 2000 if LONG else 200

class Work:
    """A copy of the plant in which one thing is altered at a time."""

    def __init__(self):
        self.scratch = scratch()
        self.random = random.Random(SEED)
        self.base = fill(self.scratch / "base", SEED, 12)
        self.early = self.scratch / "early.db"
        self.write_more(5)
        shutil.copy(self.base / "holdfast.db", self.early)
        self.write_more(6)
        self.folder = self.scratch / "work"
        shutil.copytree(self.base, self.folder)
        self.checker = Checker()
        self.count = 0
        self.unseen = []

    def write_more(self, seed):
        """Edits, so that there are old rows to set back."""
        driver = subprocess.Popen(
            [DRIVER, "write", str(self.base), str(seed), "1", "60"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for line in driver.stdout:
            if line.startswith("broken"):
                sys.exit(line)
            if line == "done\n":
                break
        driver.communicate("\n")
        # The next opening publishes what came last.
        subprocess.run([DRIVER, "retry", str(self.base), "6"], input="", check=True, capture_output=True, text=True)

    def expect(self, name, status=1):
        found, sentences = self.checker.verify(self.folder)
        self.count += 1
        if found != status:
            self.unseen.append(f"{name}: verify says {found}, not {status} {sentences[:2]}")
        return found

    def fresh_database(self):
        for suffix in ("-wal", "-shm"):
            (self.folder / f"holdfast.db{suffix}").unlink(missing_ok=True)
        shutil.copy(self.base / "holdfast.db", self.folder / "holdfast.db")

    def altered(self, name, *statements, script=None, status=1):
        """Runs statements on a fresh copy of the database; a statement that a constraint refuses is passed over."""
        self.fresh_database()
        database = sqlite3.connect(self.folder / "holdfast.db", isolation_level=None)
        database.execute("PRAGMA synchronous = OFF")
        database.execute("PRAGMA ignore_check_constraints = ON")
        database.execute("PRAGMA writable_schema = ON")
        try:
            if script:
                script(database)
            for sql, *values in statements:
                database.execute(sql, values)
        except sqlite3.IntegrityError:
            database.close()
            return
        database.close()
        self.expect(name, status)

    def with_file(self, name, path, change, status=1):
        """Changes one file, asks, and puts it back."""
        kept = path.read_bytes()
        change(path)
        self.expect(name, status)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(kept)


# Cells


def other_values(value, kind, column_values, table):
    """Other values of the same kind."""
    values = []
    if isinstance(value, int):
        values = [value + 1, value - 1, -value - 7]
    elif isinstance(value, str):
        values = [value + "x", value[1:], value.swapcase(), value + "\u0301", ""]
    elif isinstance(value, bytes):
        places = sorted({0, len(value) // 2, len(value) - 1} & set(range(len(value))))
        values = [value[:p] + bytes([value[p] ^ 1]) + value[p + 1 :] for p in places]
        values += [value[:-1]] if value else []
        # The engine passes over bytes behind a counter of the search index: they hold no word.
        values += [value + b"\0"] if value and not table.startswith("search_") else []
    else:
        values = {"INTEGER": [0, 1, -1], "TEXT": ["", "x"], "BLOB": [b"", b"\0" * 16]}.get(kind, [0, "x", b""])
    others = [other for other in column_values if other != value][:1]
    return [other for other in values + others + [None] if other != value]


def tables(database):
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    return [name for (name,) in database.execute(sql)]


def row_places(database, table):
    """How to name the first, the middle and the last row."""
    columns = list(database.execute(f'PRAGMA table_info("{table}")'))
    key = [column[1] for column in columns if column[5]] or ["rowid"]
    listed = ", ".join(f'"{name}"' for name in key)
    rows = list(database.execute(f'SELECT {listed} FROM "{table}" ORDER BY {listed}'))
    where = " AND ".join(f'"{name}" = ?' for name in key)
    return columns, where, [rows[place] for place in sorted({0, len(rows) // 2, len(rows) - 1})] if rows else []


def alter_cells(work, database):
    turn = 0
    for table in tables(database):
        columns, where, rows = row_places(database, table)
        if not rows:
            print(f"  {table} is empty")
        for column in columns:
            name = column[1]
            sample = [v for (v,) in database.execute(f'SELECT DISTINCT "{name}" FROM "{table}" LIMIT 3')]
            for row in rows:
                (value,) = database.execute(f'SELECT "{name}" FROM "{table}" WHERE {where}', row).fetchone()
                others = other_values(value, column[2], sample, table)
                turn += 1
                for other in (others * 2)[turn % len(others) :][: min(VALUES, len(others))]:
                    shown = f"{table}.{name} {value!r:.30} -> {other!r:.30} (row {row!r:.40})"
                    work.altered(shown, (f'UPDATE "{table}" SET "{name}" = ? WHERE {where}', other, *row))


def alter_rows(work, database):
    for table in tables(database):
        columns, where, rows = row_places(database, table)
        names = [column[1] for column in columns]
        free = [column[1] for column in columns if not column[5]]
        for row in rows:
            work.altered(f"{table} without row {row!r:.40}", (f'DELETE FROM "{table}" WHERE {where}', *row))
            values = list(database.execute(f'SELECT * FROM "{table}" WHERE {where}', row).fetchone())
            for place, column in enumerate(columns):
                if column[5] or values[place] == b"" or isinstance(values[place], bytes):
                    values[place] = copied(values[place])
            marks = ", ".join("?" for _ in names)
            work.altered(f"{table} with a copy of {row!r:.40}", (f'INSERT INTO "{table}" VALUES ({marks})', *values))
        for one, other in zip(rows, rows[1:]):
            swap(work, database, table, free, where, one, other)
        work.altered(f"{table} empty", (f'DELETE FROM "{table}"',))


def copied(value):
    """A key beside the copied one."""
    if isinstance(value, int):
        return value + 100_000
    if isinstance(value, str):
        return value + "-copy"
    return bytes(value[:-1]) + bytes([value[-1] ^ 0x55]) if value else value


def swap(work, database, table, free, where, one, other):
    """Swaps what two rows hold; unique values pass through a third one."""
    # Two parts of the search index in the other order hold the same words.
    if not free or table == "search_data":
        return
    listed = ", ".join(f'"{name}"' for name in free)
    setting = ", ".join(f'"{name}" = ?' for name in free)
    values = [database.execute(f'SELECT {listed} FROM "{table}" WHERE {where}', row).fetchone() for row in (one, other)]
    if values[0] == values[1]:
        return

    def script(copy):
        copy.execute("BEGIN")
        aside = [copied(value) if value is not None else None for value in values[0]]
        copy.execute(f'UPDATE "{table}" SET {setting} WHERE {where}', (*aside, *one))
        copy.execute(f'UPDATE "{table}" SET {setting} WHERE {where}', (*values[0], *other))
        copy.execute(f'UPDATE "{table}" SET {setting} WHERE {where}', (*values[1], *one))
        copy.execute("COMMIT")

    work.altered(f"{table} with {one!r:.40} and {other!r:.40} swapped", script=script)


def set_back(work, database):
    """Puts rows back as they were before their last edit, alone and all at once."""
    early = sqlite3.connect(work.early)
    for table in set(tables(early)) - {"ledger", "revisions", "requests", "shapes", "ledger_head"}:
        if table.startswith("search"):
            continue
        columns, where, _ = row_places(database, table)
        marks = ", ".join("?" for _ in columns)
        for row in early.execute(f'SELECT * FROM "{table}"'):
            now = database.execute(f'SELECT * FROM "{table}" WHERE number = ?', row[:1]).fetchone()
            if now != row:
                work.altered(
                    f"{table} with an old row {row[0]}", (f'INSERT OR REPLACE INTO "{table}" VALUES ({marks})', *row)
                )
    early.close()


# The ledger and the schema


def alter_ledger(work, database):
    (size,) = database.execute("SELECT count(*) FROM ledger").fetchone()
    for place in (0, 1, size // 2, size - 2, size - 1):
        work.altered(f"ledger without entry {place}", ("DELETE FROM ledger WHERE entry = ?", place))
        both = [(f"DELETE FROM {table} WHERE entry = ?", place) for table in ("ledger", "revisions")]
        work.altered(f"ledger and revisions without entry {place}", *both)
        closed = [(f"UPDATE {t} SET entry = entry - 1 WHERE entry > ?", place) for t in ("ledger", "revisions")]
        work.altered(f"ledger closed over entry {place}", *both, *closed)
    for one, other in ((1, 2), (size // 2, size // 2 + 1), (3, size - 1)):
        def script(copy):
            for table in ("ledger", "revisions"):
                copy.execute(f"UPDATE {table} SET entry = -1 WHERE entry = ?", (one,))
                copy.execute(f"UPDATE {table} SET entry = ? WHERE entry = ?", (one, other))
                copy.execute(f"UPDATE {table} SET entry = ? WHERE entry = -1", (other,))
        work.altered(f"ledger with {one} and {other} in the other order", script=script)
    both = [(f"DELETE FROM {table} WHERE entry > ?", size - 4) for table in ("ledger", "revisions")]
    work.altered("ledger and revisions cut at the end", *both)
    more = "INSERT INTO ledger SELECT entry + 1, bytes FROM ledger WHERE entry = ?"
    work.altered("ledger with one more entry", (more, size - 1))
    # The whole database as it was earlier: the signed checkpoints know of more.
    work.fresh_database()
    shutil.copy(work.early, work.folder / "holdfast.db")
    work.expect("the database of an earlier day")


def alter_schema(work, database):
    work.altered("a trigger", ("CREATE TRIGGER t AFTER INSERT ON sites BEGIN DELETE FROM teams; END",))
    # A trigger may bear the name of an index; whoever knows objects by their name alone sees one of the two.
    work.altered(
        "a trigger behind the name of an index",
        ("CREATE TRIGGER assets_tag AFTER INSERT ON assets BEGIN UPDATE sign_ins SET must_change = 0; END",),
        ("UPDATE sqlite_master SET rowid = 100000 WHERE name = 'assets_tag' AND type = 'index'",),
    )
    work.altered("a table", ("CREATE TABLE more (a)",))
    work.altered("an index", ("CREATE INDEX more ON sites (name)",))
    work.altered("a view", ("CREATE VIEW more AS SELECT 1",))
    work.altered("a column", ("ALTER TABLE sites ADD COLUMN more TEXT",))
    work.altered("another application", ("PRAGMA application_id = 7",))
    for (name, kind) in list(database.execute("SELECT name, type FROM sqlite_master WHERE sql IS NOT NULL")):
        if not name.startswith("search_"):
            work.altered(f"without {kind} {name}", (f'DROP {kind} "{name}"',))
    for (name, sql) in list(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")):
        for word in (" UNIQUE", " NOT NULL", " STRICT", " REFERENCES ", " CHECK (", "PRIMARY KEY", "coalesce("):
            if word in sql:
                other = {" REFERENCES ": " DEFAULT NULL REFERENCES ", " CHECK (": " CHECK (1 OR ",
                         "coalesce(": "ifnull(", "PRIMARY KEY": "PRIMARY KEY ASC"}.get(word, "")
                work.altered(
                    f"{name} declared without{word}",
                    ("UPDATE sqlite_master SET sql = ? WHERE name = ?", sql.replace(word, other, 1), name),
                )


# Files


def flip(place):
    def change(path):
        content = bytearray(path.read_bytes())
        content[place if place >= 0 else len(content) + place] ^= 1
        path.unlink()
        path.write_bytes(content)

    return change


def replace(content):
    def change(path):
        path.unlink()
        path.write_bytes(content)

    return change


def alter_files(work):
    work.fresh_database()
    ledger = work.folder / "ledger"
    tiles = sorted(path for path in (ledger / "tile").rglob("*") if path.is_file())
    checkpoints = sorted((ledger / "checkpoints").iterdir())
    originals = sorted(path for path in (work.folder / "evidence").rglob("*") if path.is_file())
    named = named_originals(work)
    assert len(tiles) >= 3 and len(checkpoints) >= 5, (tiles, checkpoints)
    newest = ledger / "checkpoint"
    for path in tiles + checkpoints + [newest] + [path for path in originals if path.parent.name + path.name in named]:
        name = str(path.relative_to(work.folder))
        content = path.read_bytes()
        for place in sorted({0, len(content) // 3, len(content) // 2, -1}):
            work.with_file(f"{name} with another bit at {place}", path, flip(place))
        work.with_file(f"{name} cut", path, replace(content[:-1]))
        work.with_file(f"{name} with one more byte", path, replace(content + b"\n"))
        work.with_file(f"{name} empty", path, replace(b""))
        # What a kept checkpoint says the newest one says too, and a crash may leave the last one unkept: its absence
        # lets nothing else be altered.
        is_needed = path not in checkpoints
        work.with_file(f"{name} removed", path, lambda path: path.unlink(), status=1 if is_needed else 0)
    for group in (tiles, checkpoints, originals):
        for one, other in zip(group, group[1:]):
            is_named = group is not originals or one.parent.name + one.name in named
            if one.read_bytes() != other.read_bytes() and is_named:
                work.with_file(f"{one.name} with the content of {other.name}", one, replace(other.read_bytes()))
    for old in checkpoints[:-1]:
        work.with_file(f"the newest checkpoint set back to {old.name}", newest, replace(old.read_bytes()))
    for name in ("tile/0/000", "tile/0/001.p/3", "tile/9/000", "checkpoints/more", "tile/0/more"):
        extra = ledger / name
        if not extra.exists():
            extra.parent.mkdir(parents=True, exist_ok=True)
            extra.write_bytes(b"\0" * 96)
            work.expect(f"a file ledger/{name} too many")
            extra.unlink()
            if not any(extra.parent.iterdir()):
                extra.parent.rmdir()
    key = work.folder / "keys" / "ledger.key"
    for place in (0, -1):
        work.with_file(f"the key with another bit at {place}", key, flip(place))
    work.with_file("the key cut", key, replace(key.read_bytes()[:-1]))
    # The keys stay out of backups, so their absence alters nothing.
    work.with_file("the key removed", key, lambda path: path.unlink(), status=0)


def named_originals(work):
    database = sqlite3.connect(work.folder / "holdfast.db")
    rows = [sql for table in ("evidence", "advisories") for (sql,) in database.execute(f"SELECT digest FROM {table}")]
    database.close()
    for suffix in ("-wal", "-shm"):
        (work.folder / f"holdfast.db{suffix}").unlink(missing_ok=True)
    return set(rows)


def flip_bits(work):
    """Single bits of the database file: whatever a reader could see must not pass as intact."""
    content = (work.base / "holdfast.db").read_bytes()
    whole = dump(work.base / "holdfast.db")
    for _ in range(FLIPS):
        place, bit = work.random.randrange(len(content)), work.random.randrange(8)
        work.fresh_database()
        flip_at(work.folder / "holdfast.db", place, bit)
        probe = work.scratch / "probe.db"
        shutil.copy(work.folder / "holdfast.db", probe)
        if dump(probe) == whole:
            continue
        work.expect(f"bit {bit} of byte {place} of the database file")


def flip_at(path, place, bit):
    with open(path, "r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def dump(path):
    """Everything that a reader of the file can see; `None` when it cannot be read."""
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    database.text_factory = bytes
    try:
        names = [row[0].decode() for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [database.execute("SELECT * FROM sqlite_master").fetchall()]
        for name in names:
            if name != "search":
                rows.append(database.execute(f'SELECT * FROM "{name}"').fetchall())
        rows.append(database.execute("PRAGMA integrity_check").fetchall())
        return rows
    except (sqlite3.DatabaseError, sqlite3.OperationalError, UnicodeDecodeError):
        return None
    finally:
        database.close()


# What must not be called altered


def accept_untouched(work):
    work.fresh_database()
    work.expect("an untouched copy", status=0)
    folder, work.folder = work.folder, work.scratch / "elsewhere" / "deep"
    shutil.copytree(work.base, work.folder)
    work.expect("a copy elsewhere", status=0)
    work.folder = work.scratch / "nothing"
    work.expect("a folder that is not there", status=2)
    if os.getuid() == 0:
        work.scratch.chmod(0o755)
        (work.scratch / "closed").mkdir(mode=0o700)
        work.folder = work.scratch / "closed" / "plant"
        shutil.copytree(work.base, work.folder)
        kept, work.checker = work.checker, Checker(user=65534, group=65534, extra_groups=[])
        work.expect("a folder that one may not read", status=2)
        work.checker = kept
    work.folder = folder
    program = holdfast()
    if program:
        answer = subprocess.run([program, "verify", "--data", str(work.base)], capture_output=True, text=True)
        if answer.returncode != 0:
            work.unseen.append(f"holdfast verify of an untouched plant: {answer}")


def run(only):
    """Runs the named steps and returns how many alterations were made and which were answered wrongly."""
    work = Work()
    try:
        work_through(work, only)
        return work.count, work.unseen
    finally:
        # A process of a pool ends without its exit handlers.
        shutil.rmtree(work.scratch)


def work_through(work, only):
    accept_untouched(work)
    # The reader works on a copy of its own, so that the base stays as it was closed.
    reading = work.scratch / "reading.db"
    shutil.copy(work.base / "holdfast.db", reading)
    database = sqlite3.connect(reading)
    steps = {
        "cells": lambda: alter_cells(work, database),
        "rows": lambda: alter_rows(work, database),
        "back": lambda: set_back(work, database),
        "ledger": lambda: alter_ledger(work, database),
        "schema": lambda: alter_schema(work, database),
        "files": lambda: alter_files(work),
        "bits": lambda: flip_bits(work),
    }
    for name in only:
        before = work.count
        steps[name]()
        print(f"{name}: {work.count - before} alterations", flush=True)
        if work.count == before:
            work.unseen.append(f"{name}: there was nothing to alter")
    database.close()


def main():
    if sys.argv[1:]:
        results = [run(sys.argv[1:])]
    else:
        # Two halves of about the same length, each with a plant of its own.
        with ProcessPoolExecutor(2) as pool:
            results = list(pool.map(run, (("cells",), ("rows", "back", "ledger", "schema", "files", "bits"))))
    count = sum(count for count, _ in results)
    unseen = [line for _, lines in results for line in lines]
    for line in unseen[:400]:
        print(f"UNSEEN {line}")
    print(f"{count} alterations, {len(unseen)} answered wrongly (seed {SEED})")
    if unseen or (not sys.argv[1:] and count < ALTERATIONS_MIN):
        sys.exit(1)


if __name__ == "__main__":
    main()
