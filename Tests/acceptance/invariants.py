"""What the driver said, and what must hold in the database whatever happened."""


class Round:
    """What one run of the driver said: keys that were sent, acknowledged places, lengths of the journal."""

    def __init__(self, lines):
        self.sent, self.acked, self.journal, self.gone, self.broken = set(), {}, {}, set(), []
        for line in lines:
            word, *rest = line.split("\t")
            if word == "sent":
                self.sent.add(rest[0])
            elif word == "acked":
                self.acked[rest[0]] = (int(rest[1]), int(rest[2]))
                self.journal[rest[0]] = int(rest[3])
            elif word == "deleted":
                self.gone.add(rest[1])
            elif word == "broken":
                self.broken.append(line)


def faults(database, known):
    """What is wrong with the database after a round; `known` are all acknowledged batches and deleted names."""
    acked, gone = known
    requests = {}
    for key, first, last in database.execute("SELECT key, first, last FROM requests WHERE key GLOB 'k[0-9]*x*'"):
        requests[key] = (first, last - first + 1)
    for key, place in acked.items():
        if requests.get(key) != place:
            yield f"{key} was acknowledged at {place} and is at {requests.get(key)}"
    names = {}
    for (name,) in database.execute("SELECT name FROM teams"):
        key, dash, place = name.rpartition("-")
        if key[:2].strip("k").isdigit() and "x" in key:
            names.setdefault(key, []).append(int(place))
        if name in gone:
            yield f"{name} was deleted and is there"
    for key, (_, count) in requests.items():
        if count != int(key.split("x")[1]) or sorted(names.get(key, [])) != list(range(count)):
            yield f"{key} has {count} entries and the teams {names.get(key)}"
    for key in names.keys() - requests.keys():
        yield f"{key} has teams and no answer"
    (entries,) = database.execute("SELECT count(*) FROM ledger").fetchone()
    (revisions,) = database.execute("SELECT count(*) FROM revisions").fetchone()
    (size,) = database.execute("SELECT size FROM ledger_head").fetchone()
    if not entries == size == revisions + 1:
        yield f"{entries} entries, {revisions} revisions, a head of {size}"
    yield from ring_faults(database)


def ring_faults(database):
    ring = dict(database.execute("SELECT name, email FROM teams WHERE name LIKE 'ring-%'"))
    place, seen = "ring-0", set()
    while ring and place not in seen:
        seen.add(place)
        place = ring.get(place)
    if len(seen) != len(ring):
        yield f"the ring has {len(ring)} links and is cut after {len(seen)}"
