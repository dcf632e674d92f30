CREATE TABLE "advisories" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "advisory_id" TEXT,
    "publisher" TEXT,
    "title" TEXT,
    "version" TEXT,
    "status" TEXT,
    "category" TEXT,
    "released" INTEGER,
    "updated" INTEGER,
    "cves" TEXT,
    "highest_cvss" TEXT,
    "remarks" TEXT,
    "digest" TEXT
) STRICT;

CREATE UNIQUE INDEX "advisories_key" ON "advisories" (coalesce("advisory_id", ''), coalesce("publisher", ''));

CREATE TABLE "areas" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "site" BLOB REFERENCES "sites" (id)
) STRICT;

CREATE UNIQUE INDEX "areas_key" ON "areas" (coalesce("name", ''), coalesce("site", x''));

CREATE TABLE "assets" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "tag" TEXT,
    "name" TEXT,
    "site" BLOB REFERENCES "sites" (id),
    "area" BLOB REFERENCES "areas" (id),
    "zone" BLOB REFERENCES "zones" (id),
    "purdue_level" TEXT,
    "type" TEXT,
    "vendor" TEXT,
    "product" TEXT,
    "model" TEXT,
    "order_number" TEXT,
    "firmware_version" TEXT,
    "os" TEXT,
    "ip" TEXT,
    "mac" TEXT,
    "serial" TEXT,
    "criticality" TEXT,
    "owner" BLOB REFERENCES "teams" (id),
    "installed_on" TEXT,
    "end_of_support" TEXT,
    "no_end_announced" INTEGER,
    "last_seen" INTEGER,
    "lifecycle" TEXT,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "assets_tag" ON "assets" ("tag");

CREATE TABLE "components" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "asset" BLOB REFERENCES "assets" (id),
    "slot" TEXT,
    "name" TEXT,
    "vendor" TEXT,
    "product" TEXT,
    "order_number" TEXT,
    "firmware_version" TEXT,
    "serial" TEXT,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "components_key" ON "components" (coalesce("asset", x''), coalesce("slot", ''));

CREATE TABLE "conduits" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "site" BLOB REFERENCES "sites" (id),
    "from" BLOB REFERENCES "zones" (id),
    "to" BLOB REFERENCES "zones" (id),
    "direction" TEXT,
    "protection" TEXT,
    "device" BLOB REFERENCES "assets" (id),
    "remote_access" INTEGER,
    "target_sl" TEXT,
    "description" TEXT,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "conduits_name" ON "conduits" ("name");

CREATE TABLE "evidence" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "title" TEXT,
    "site" BLOB REFERENCES "sites" (id),
    "file_name" TEXT,
    "media_type" TEXT,
    "size_bytes" INTEGER,
    "collected_on" TEXT,
    "valid_until" TEXT,
    "digest" TEXT
) STRICT;

CREATE UNIQUE INDEX "evidence_digest" ON "evidence" ("digest");

CREATE TABLE "flows" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "conduit" BLOB REFERENCES "conduits" (id),
    "source" BLOB REFERENCES "assets" (id),
    "destination" BLOB REFERENCES "assets" (id),
    "network_protocol" TEXT,
    "port" INTEGER,
    "encrypted" INTEGER,
    "purpose" TEXT,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "flows_name" ON "flows" ("name");

CREATE TABLE "frameworks" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "code" TEXT,
    "title" TEXT
) STRICT;

CREATE UNIQUE INDEX "frameworks_code" ON "frameworks" ("code");

CREATE TABLE "known_exploits" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "cve" TEXT,
    "name" TEXT,
    "vendor" TEXT,
    "product" TEXT,
    "added_on" TEXT,
    "due_on" TEXT,
    "ransomware" INTEGER,
    "action" TEXT
) STRICT;

CREATE UNIQUE INDEX "known_exploits_cve" ON "known_exploits" ("cve");

CREATE TABLE ledger (
    entry INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE ledger_head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL
) STRICT;

CREATE TABLE "mappings" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "source_framework" TEXT,
    "source_id" TEXT,
    "relationship" TEXT,
    "target_framework" TEXT,
    "target_id" TEXT,
    "basis" TEXT,
    "source" TEXT
) STRICT;

CREATE UNIQUE INDEX "mappings_key" ON "mappings" (coalesce("source_framework", ''), coalesce("source_id", ''), coalesce("target_framework", ''), coalesce("target_id", ''));

CREATE TABLE "networks" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "site" BLOB REFERENCES "sites" (id),
    "zone" BLOB REFERENCES "zones" (id),
    "range" TEXT,
    "vlan" INTEGER,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "networks_key" ON "networks" (coalesce("name", ''), coalesce("site", x''));

CREATE TABLE "people" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "user_name" TEXT,
    "name" TEXT,
    "email" TEXT,
    "team" BLOB REFERENCES "teams" (id),
    "employer" TEXT,
    "disabled" INTEGER,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "people_user_name" ON "people" ("user_name");

CREATE TABLE requests (
    actor BLOB NOT NULL,
    key TEXT NOT NULL,
    digest BLOB NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (actor, key)
) STRICT;

CREATE TABLE "requirement_states" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "zone" BLOB REFERENCES "zones" (id),
    "requirement" BLOB REFERENCES "requirements" (id),
    "status" TEXT,
    "justification" TEXT,
    "countermeasure" TEXT,
    "verified_on" TEXT,
    "method" TEXT,
    "evidence" BLOB,
    "valid_until" TEXT,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "requirement_states_key" ON "requirement_states" (coalesce("zone", x''), coalesce("requirement", x''));

CREATE TABLE "requirements" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "code" TEXT,
    "framework" BLOB REFERENCES "frameworks" (id),
    "parent" TEXT,
    "kind" TEXT,
    "title" TEXT,
    "applies_to" TEXT,
    "level" INTEGER,
    "foundational" INTEGER
) STRICT;

CREATE UNIQUE INDEX "requirements_key" ON "requirements" (coalesce("code", ''), coalesce("framework", x''));

CREATE TABLE revisions (
    entry INTEGER PRIMARY KEY,
    register TEXT NOT NULL,
    number INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    cells BLOB NOT NULL,
    salt BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX revisions_record ON revisions (register, number, revision);

CREATE TABLE "role_grants" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "person" BLOB REFERENCES "people" (id),
    "role" TEXT,
    "site" BLOB REFERENCES "sites" (id),
    "valid_until" TEXT
) STRICT;

CREATE UNIQUE INDEX "role_grants_key" ON "role_grants" (coalesce("person", x''), coalesce("role", ''), coalesce("site", x''));

CREATE VIRTUAL TABLE search USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'search_content'(id INTEGER PRIMARY KEY, c0);

CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE shapes (
    shape BLOB PRIMARY KEY,
    register TEXT NOT NULL,
    fields TEXT NOT NULL
) STRICT;

CREATE TABLE "sign_ins" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "person" BLOB REFERENCES "people" (id),
    "password_hash" TEXT,
    "must_change" INTEGER
) STRICT;

CREATE UNIQUE INDEX "sign_ins_person" ON "sign_ins" ("person");

CREATE TABLE "sites" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "city" TEXT,
    "country" TEXT,
    "time_zone" TEXT
) STRICT;

CREATE UNIQUE INDEX "sites_name" ON "sites" ("name");

CREATE TABLE "teams" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "email" TEXT
) STRICT;

CREATE UNIQUE INDEX "teams_name" ON "teams" ("name");

CREATE TABLE "vendor_aliases" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "alias" TEXT,
    "canonical" TEXT
) STRICT;

CREATE UNIQUE INDEX "vendor_aliases_alias" ON "vendor_aliases" ("alias");

CREATE TABLE "zones" (
    number INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    "name" TEXT,
    "site" BLOB REFERENCES "sites" (id),
    "kind" TEXT,
    "purdue_level" TEXT,
    "target_sl" TEXT,
    "criticality" TEXT,
    "safety_impact" TEXT,
    "description" TEXT,
    "unread" TEXT
) STRICT;

CREATE UNIQUE INDEX "zones_key" ON "zones" (coalesce("name", ''), coalesce("site", x''));
