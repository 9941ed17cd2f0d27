#include "storage/schema.h"

#include "storage/search/glance.h"
#include "storage/search/searchindex.h"

#include <iterator>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

// Times are milliseconds since 1970 UTC. States and kinds are stored by their codes. What is large is in a
// table of its own, so that reading the small never follows an overflow chain.
constexpr const char *version1[] = {
    R"(CREATE TABLE station(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  vault TEXT NOT NULL,
  station TEXT NOT NULL,
  next_token INTEGER NOT NULL DEFAULT 1,
  next_sequence INTEGER NOT NULL DEFAULT 1,
  private_key BLOB NOT NULL,
  certificate BLOB,
  created_at INTEGER NOT NULL) STRICT)",
    R"(CREATE TABLE enrolment(
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  token TEXT NOT NULL UNIQUE,
  service TEXT NOT NULL,
  form_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  step TEXT NOT NULL,
  captured_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  data_key BLOB,
  decision_actor TEXT,
  decision_at INTEGER,
  decision_reason TEXT,
  decision_note TEXT) STRICT)",    "CREATE INDEX enrolment_by_state ON enrolment(state, number)",
    R"(CREATE TABLE contributor(
  enrolment TEXT NOT NULL REFERENCES enrolment(id),
  actor TEXT NOT NULL,
  PRIMARY KEY (enrolment, actor)) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE field(
  enrolment TEXT NOT NULL REFERENCES enrolment(id),
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (enrolment, key)) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE search(
  term TEXT NOT NULL,
  enrolment TEXT NOT NULL REFERENCES enrolment(id),
  PRIMARY KEY (term, enrolment)) STRICT, WITHOUT ROWID)",       "CREATE INDEX search_by_enrolment ON search(enrolment)",
    R"(CREATE TABLE sample(
  id TEXT PRIMARY KEY,
  enrolment TEXT NOT NULL REFERENCES enrolment(id),
  kind TEXT NOT NULL,
  finger INTEGER NOT NULL,
  quality INTEGER NOT NULL,
  info TEXT NOT NULL,
  UNIQUE (enrolment, kind, finger)) STRICT)",
    R"(CREATE TABLE sample_blob(
  sample TEXT PRIMARY KEY REFERENCES sample(id),
  sealed BLOB NOT NULL) STRICT)",
    R"(CREATE TABLE exception(
  enrolment TEXT NOT NULL REFERENCES enrolment(id),
  finger INTEGER NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (enrolment, finger)) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE packet(
  id TEXT PRIMARY KEY,
  enrolment TEXT NOT NULL UNIQUE REFERENCES enrolment(id),
  sequence INTEGER UNIQUE,
  audit_sequence INTEGER,
  audit_head BLOB,
  approved_by TEXT NOT NULL,
  approved_at INTEGER NOT NULL,
  size INTEGER NOT NULL DEFAULT 0,
  committed INTEGER NOT NULL DEFAULT 0,
  sha256 BLOB,
  failures INTEGER NOT NULL DEFAULT 0,
  last_fault TEXT NOT NULL DEFAULT 'none',
  last_detail TEXT NOT NULL DEFAULT '',
  request_id TEXT NOT NULL DEFAULT '',
  sealed_at INTEGER,
  last_try_at INTEGER,
  not_before INTEGER,
  received_at INTEGER,
  erased_at INTEGER,
  receipt BLOB) STRICT)",
    R"(CREATE TABLE packet_chunk(
  packet TEXT NOT NULL REFERENCES packet(id),
  number INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (packet, number)) STRICT)",
    R"(CREATE TABLE audit(
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT)",
    R"(CREATE TABLE audit_head(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL,
  hash BLOB NOT NULL,
  mac BLOB NOT NULL) STRICT)",
};

// What storage/keys/ remembers: changes of people that wait for a second person, and the key ring as
// committed.
constexpr const char *peopleVersion[] = {
    R"(CREATE TABLE key_ring(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ring BLOB NOT NULL,
  previous BLOB NOT NULL,
  tries_mark TEXT NOT NULL DEFAULT '') STRICT)",
    R"(CREATE TABLE proposal(
  id TEXT PRIMARY KEY,
  change TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  name_english TEXT NOT NULL,
  name_urdu TEXT NOT NULL,
  slot_keys TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL) STRICT)",
};

// Signed checkpoints of the audit chain, the seal over what an enrolment holds (storage/audit/stateseal.h),
// proposals to delete, and the ways an inspector looks for entries.
constexpr const char *versionLedger[] = {
    R"(CREATE TABLE audit_checkpoint(
  sequence INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  signature BLOB NOT NULL) STRICT)",
    R"(CREATE TABLE enrolment_seal(
  enrolment TEXT PRIMARY KEY REFERENCES enrolment(id),
  sequence INTEGER NOT NULL,
  mac BLOB NOT NULL) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE deletion(
  enrolment TEXT PRIMARY KEY REFERENCES enrolment(id),
  reason TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  confirmed_by TEXT,
  confirmed_at INTEGER) STRICT, WITHOUT ROWID)",
    "CREATE INDEX audit_by_event ON audit(event, sequence)",
    "CREATE INDEX audit_by_actor ON audit(actor, sequence)",
    "CREATE INDEX audit_by_subject ON audit(subject, sequence)",
    "CREATE INDEX audit_by_time ON audit(at)",
};

// Search: a dictionary of words, their keys, and who has them. It takes the place of the table of version 1,
// whose terms were whole ends of names.
constexpr const char *searchVersion[] = {
    "DROP TABLE search",
    R"(CREATE TABLE search_word(
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  entries INTEGER NOT NULL) STRICT)",
    R"(CREATE TABLE search_key(
  key TEXT NOT NULL,
  word INTEGER NOT NULL REFERENCES search_word(id),
  PRIMARY KEY (key, word)) STRICT, WITHOUT ROWID)",
    "CREATE INDEX search_key_by_word ON search_key(word)",
    R"(CREATE TABLE search_entry(
  word INTEGER NOT NULL REFERENCES search_word(id),
  number INTEGER NOT NULL REFERENCES enrolment(number),
  PRIMARY KEY (word, number)) STRICT, WITHOUT ROWID)",
    "CREATE INDEX search_entry_by_number ON search_entry(number, word)",
    "CREATE INDEX enrolment_by_day ON enrolment(created_at, number)",
    // Entries of a broken chain that a salvage could read but not link.
    R"(CREATE TABLE audit_fragment(
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL) STRICT)",
};

// What the sender remembers: how often each packet was tried; whether a person paused it, and what it sent
// in a day. Counters of the line, under no seal. A table of its own and no new column: adding one makes
// SQLite look through the old table by itself, whose answer to a damaged page is no error of its kind.
constexpr const char *sendingVersion[] = {
    R"(CREATE TABLE packet_try(
  packet TEXT PRIMARY KEY,
  tries INTEGER NOT NULL) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE sending(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  paused INTEGER NOT NULL,
  day TEXT NOT NULL,
  day_bytes INTEGER NOT NULL) STRICT)",
};

// Applicants who did not sign, and why.
constexpr const char *signatureVersion[] = {
    R"(CREATE TABLE not_signed(
  enrolment TEXT PRIMARY KEY REFERENCES enrolment(id),
  reason TEXT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL) STRICT, WITHOUT ROWID)",
};

// What came down from central: its decisions about packets, the drafts that correct them, how far its data
// have come, and its list of the staff. Central's own words, signed there: under no seal here. Tables with
// row ids, so that a salvage can walk them.
constexpr const char *downwardVersion[] = {
    R"(CREATE TABLE decision(
  number INTEGER PRIMARY KEY,
  packet TEXT NOT NULL,
  verdict TEXT NOT NULL,
  reason TEXT NOT NULL,
  fields TEXT NOT NULL,
  note TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  received_at INTEGER NOT NULL) STRICT)",    "CREATE INDEX decision_by_packet ON decision(packet, number)",
    R"(CREATE TABLE correction(
  enrolment TEXT NOT NULL UNIQUE REFERENCES enrolment(id),
  packet TEXT NOT NULL) STRICT)",  "CREATE INDEX correction_by_packet ON correction(packet)",
    R"(CREATE TABLE downward(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  staff_version INTEGER NOT NULL,
  reference_version INTEGER NOT NULL) STRICT)",
    R"(CREATE TABLE staff_order(
  person TEXT NOT NULL UNIQUE,
  suspended INTEGER NOT NULL) STRICT)",
};

// What a list shows, gathered (storage/search/glance.h).
constexpr const char *glanceVersion[] = {
    R"(CREATE TABLE glance(
  number INTEGER PRIMARY KEY REFERENCES enrolment(number),
  name_english TEXT,
  name_urdu TEXT,
  fingers INTEGER NOT NULL,
  exceptions INTEGER NOT NULL,
  lowest_finger INTEGER,
  manual_portrait INTEGER NOT NULL,
  vetoed_fingers INTEGER NOT NULL,
  face_in_doubt INTEGER NOT NULL) STRICT)",
};

// What fingers are compared with: of enrolments, gone with their samples, and of the people who work here.
constexpr const char *templateVersion[] = {
    R"(CREATE TABLE finger_template(
  sample TEXT PRIMARY KEY REFERENCES sample(id),
  sealed BLOB NOT NULL) STRICT)",
    R"(CREATE TABLE own_finger(
  person TEXT NOT NULL,
  finger INTEGER NOT NULL,
  record BLOB NOT NULL,
  confirmed_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (person, finger)) STRICT)",
};

// From this packet on, lists and receipts name the head of the audit chain. A vault that was made with this
// version has no row: all of its packets do.
constexpr const char *receiptVersion[] = {
    R"(CREATE TABLE receipt_head(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  first_sequence INTEGER NOT NULL) STRICT)",
    "INSERT INTO receipt_head(id, first_sequence) SELECT 1, next_sequence FROM station",
};

// Irises that cannot be captured, and why.
constexpr const char *irisVersion[] = {
    R"(CREATE TABLE eye_exception(
  enrolment TEXT NOT NULL REFERENCES enrolment(id),
  eye INTEGER NOT NULL,
  kind TEXT NOT NULL,
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (enrolment, eye)) STRICT, WITHOUT ROWID)",
};

// Another station's disk that is being sent on, so that it goes on after a restart. No row: there is none.
constexpr const char *carryVersion[] = {
    R"(CREATE TABLE carrying(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder TEXT NOT NULL,
  station TEXT NOT NULL,
  list_sha256 BLOB NOT NULL) STRICT)",
};

struct Migration {
    std::span<const char *const> statements;
    /// What SQL alone cannot do; runs after the statements, in the same transaction.
    Outcome<void> (*after)(Database &) = nullptr;
};

/// One entry per version; entries are only ever added.
const Migration migrations[]
    = {{version1},        {peopleVersion},    {versionLedger},   {searchVersion, rebuildSearchIndex},
       {sendingVersion},  {signatureVersion}, {downwardVersion}, {glanceVersion, rebuildGlances},
       {templateVersion}, {receiptVersion},   {irisVersion},     {carryVersion}};

Outcome<void> apply(Database &database, int version)
{
    return database.transact([&]() -> Outcome<void> {
        for (const char *statement : migrations[version - 1].statements) {
            if (auto done = database.run(statement); !done)
                return done;
        }
        if (const auto after = migrations[version - 1].after) {
            if (auto done = after(database); !done)
                return done;
        }
        const QByteArray mark = "PRAGMA user_version=" + QByteArray::number(version);
        return database.run(mark.constData());
    });
}

} // namespace

int schemaVersion() { return static_cast<int>(std::size(migrations)); }

Outcome<int> readSchemaVersion(Database &database)
{
    const auto found = database.readInteger("PRAGMA user_version");
    if (!found)
        return tl::unexpected(found.error());
    if (*found > schemaVersion() || *found < 0)
        return failed(StoreFault::Damaged,
                      u"the vault has schema version %1, newer than this program"_s.arg(*found));
    return static_cast<int>(*found);
}

Outcome<void> migrate(Database &database, int until)
{
    const auto found = readSchemaVersion(database);
    if (!found)
        return tl::unexpected(found.error());
    for (int version = *found + 1; version <= until; ++version) {
        if (auto done = apply(database, version); !done)
            return done;
    }
    return {};
}

} // namespace indraj
