#include "storage/health/contentlook.h"

#include "storage/engine.h"
#include "storage/fingers/templaterows.h"
#include "storage/packetrows.h"
#include "storage/samplerows.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 256 << 10;
constexpr qint64 pieceEntries = 512;

/// What finds an entry of the chain in one of its indexes.
struct ChainIndex {
    const char *name;
    const char *column;
    const char *all; ///< what every entry's column is; SQLite counts over an index of its own choice without
};
constexpr ChainIndex chainIndexes[] = {{"audit_by_event", "event", " >= ''"},
                                       {"audit_by_actor", "actor", " >= ''"},
                                       {"audit_by_subject", "subject", " >= ''"},
                                       {"audit_by_time", "at", " > -9223372036854775807"}};

Outcome<void> unlessWrong(const Outcome<qint64> &wrong)
{
    if (!wrong)
        return tl::unexpected(wrong.error());
    return *wrong == 0 ? Outcome<void>()
                       : failed(StoreFault::Damaged, u"an index of the audit chain is of another age"_s);
}

} // namespace

ContentLook::ContentLook(const QString &databaseFile)
    : m_file(databaseFile)
{
}

bool ContentLook::step(const VaultKeys &keys)
{
    if (m_ended)
        return false;
    const auto more = tryStep(keys);
    if (more && *more)
        return true;
    if (!more && more.error().fault == StoreFault::Damaged)
        add({}); // tables that contradict each other so far that they cannot be gone through
    m_ended = true;
    m_database.reset();
    m_places.clear();
    if (m_state == LookState::Looking)
        m_state = more ? LookState::Sound : LookState::Unknown;
    return false;
}

void ContentLook::add(const DamagedPart &part)
{
    m_found.append(part);
    m_state = LookState::Damaged;
}

Outcome<bool> ContentLook::tryStep(const VaultKeys &keys)
{
    Outcome<void> done;
    if (!m_database)
        done = open(keys);
    else if (!m_planned)
        done = plan();
    else if (m_next < m_places.size())
        done = lookAtContent(keys);
    else if (m_entry > 0)
        done = lookAtChain(keys);
    else
        return false;
    return done.map([] { return true; });
}

Outcome<void> ContentLook::open(const VaultKeys &keys)
{
    m_database.reset();
    auto opened = openDatabase(m_file, keys.database);
    if (!opened)
        return tl::unexpected(opened.error());
    opened->setCheckpointOnClose(false);
    m_database.emplace(std::move(*opened));
    // Everything is read once: what the session's cache is for does not arise here.
    return m_database->run("PRAGMA cache_size=-1024");
}

Outcome<void> ContentLook::plan()
{
    m_planned = true;
    // From the tables, not from their indexes: one of another age would leave something out.
    auto planned = planRows(Place::Kind::Sample,
                            "SELECT s.enrolment, e.token, CASE WHEN s.finger THEN s.kind || ' ' || s.finger "
                            "ELSE s.kind END, s.id,"
                            " coalesce(length(b.sealed), 0), s.rowid, NULL FROM sample s NOT INDEXED"
                            " JOIN enrolment e ON e.id = s.enrolment LEFT JOIN sample_blob b ON b.sample = "
                            "s.id ORDER BY s.rowid");
    if (planned)
        planned
            = planRows(Place::Kind::Template,
                       "SELECT s.enrolment, e.token, 'template ' || s.finger, s.id, length(t.sealed),"
                       " t.rowid, NULL FROM finger_template t NOT INDEXED JOIN sample s ON s.id = t.sample"
                       " JOIN enrolment e ON e.id = s.enrolment ORDER BY t.rowid");
    if (planned)
        planned
            = planRows(Place::Kind::Packet,
                       "SELECT p.enrolment, e.token, 'packet', p.id, p.size, p.rowid, p.sha256 FROM packet p"
                       " JOIN enrolment e ON e.id = p.enrolment"
                       " WHERE p.sealed_at IS NOT NULL AND p.erased_at IS NULL ORDER BY p.rowid");
    return planned;
}

Outcome<void> ContentLook::planRows(Place::Kind kind, const char *sql)
{
    Statement rows = m_database->prepare(sql);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return {};
        m_places.append({kind, EnrolmentId::fromString(rows.text(0)), rows.text(1), rows.text(2),
                         rows.text(3), rows.integer(4), rows.integer(5), rows.bytes(6)});
    }
}

Outcome<void> ContentLook::lookAtContent(const VaultKeys &keys)
{
    for (qint64 bytes = 0; m_next < m_places.size() && bytes < pieceBytes;) {
        const Place &place = m_places[m_next];
        const auto answer = held(keys, [&] { return read(keys, place); });
        if (!answer)
            return tl::unexpected(answer.error());
        const bool packet = place.kind == Place::Kind::Packet;
        bytes += packet ? pieceBytes : place.size;
        if (*answer == Held::Yes && packet && m_packetRead < place.size)
            continue;
        if (*answer == Held::No)
            add({place.enrolment, place.token, place.part});
        m_packetHash.reset();
        m_packetRead = 0;
        ++m_next;
    }
    return {};
}

Outcome<ContentLook::Held> ContentLook::held(const VaultKeys &keys,
                                             const std::function<Outcome<void>()> &read)
{
    auto done = read();
    if (!done && done.error().fault == StoreFault::Damaged) {
        // A fresh connection tells damage of this place from damage that was met before, or from a page that
        // there was no memory to read.
        const auto opened = open(keys);
        done = opened ? read() : opened;
        if (opened && !done && done.error().fault == StoreFault::Damaged) {
            const auto again = open(keys);
            return again.map([] { return Held::No; });
        }
    }
    if (done)
        return Held::Yes;
    // That it was there, its enrolment's seal has told at the unlock.
    if (done.error().fault == StoreFault::NotFound || done.error().fault == StoreFault::Invalid)
        return Held::Gone;
    return tl::unexpected(done.error());
}

Outcome<void> ContentLook::read(const VaultKeys &keys, const Place &place)
{
    if (place.kind == Place::Kind::Packet)
        return readPacketPiece(place);
    const auto key = readDataKey(*m_database, keys.blobs, place.enrolment);
    if (!key)
        return tl::unexpected(key.error());
    const auto sample = SampleId::fromString(place.id);
    const auto done = place.kind == Place::Kind::Template
        ? checkTemplate(*m_database, *key, place.enrolment, sample)
        : readSample(*m_database, *key, place.enrolment, sample).map([](const Sample &) {});
    return !done && done.error().fault == StoreFault::NotFound ? checkGone(place) : done;
}

/// NotFound when it was replaced or erased meanwhile. Damaged when its row is there, and only its table's
/// index does not know it.
Outcome<void> ContentLook::checkGone(const Place &place)
{
    Statement row = m_database->prepare(place.kind == Place::Kind::Template
                                            ? "SELECT sample FROM finger_template WHERE rowid = ?"
                                            : "SELECT id FROM sample WHERE rowid = ?");
    const auto found = row.bind(place.row).step();
    if (!found)
        return tl::unexpected(found.error());
    if (*found && row.text(0) == place.id)
        return failed(StoreFault::Damaged, u"an index of the samples is of another age"_s);
    return failed(StoreFault::NotFound, u"replaced or erased meanwhile"_s);
}

Outcome<void> ContentLook::readPacketPiece(const Place &place)
{
    const auto piece = readPacket(*m_database, PacketId::fromString(place.id), m_packetRead, pieceBytes);
    if (!piece)
        return tl::unexpected(piece.error());
    if (piece->isEmpty() && m_packetRead < place.size)
        return failed(StoreFault::Damaged, u"a packet is shorter than its row says"_s);
    if (m_packetRead == 0)
        m_packetHash = std::make_unique<QCryptographicHash>(QCryptographicHash::Sha256);
    m_packetHash->addData(*piece);
    m_packetRead += piece->size();
    if (m_packetRead < place.size || m_packetHash->result() == place.sha256)
        return {};
    // Sealed anew since the plan was made, it has another digest; that is verified when it is next sealed or
    // sent.
    const auto now = readUpload(*m_database, PacketId::fromString(place.id));
    if (now && now->sha256 != place.sha256)
        return {};
    return failed(StoreFault::Damaged, u"a packet does not have its digest"_s);
}

Outcome<void> ContentLook::lookAtChain(const VaultKeys &keys)
{
    const auto last = m_database->readInteger("SELECT coalesce(max(sequence), 0) FROM audit");
    if (!last)
        return tl::unexpected(last.error());
    const auto answer = held(keys, [&] { return compareIndexes(*last); });
    if (!answer)
        return tl::unexpected(answer.error());
    if (*answer == Held::No)
        add({});
    m_entry = *answer == Held::No || m_entry > *last ? 0 : m_entry + pieceEntries;
    return {};
}

/// Each entry of the piece is in every index; at the end, no index has more than the chain.
Outcome<void> ContentLook::compareIndexes(qint64 last)
{
    for (const ChainIndex &index : chainIndexes) {
        const QByteArray in
            = " FROM audit i INDEXED BY " + QByteArray(index.name) + " WHERE i." + index.column;
        const QByteArray query = m_entry > last
            ? "SELECT count(*) - ?1" + in + index.all
            : "SELECT count(*) FROM audit a NOT INDEXED WHERE a.sequence BETWEEN ?1 AND ?2 AND NOT EXISTS"
              " (SELECT 1"
                + in + " = a." + index.column + " AND i.sequence = a.sequence)";
        Statement row = m_database->prepare(query.constData());
        if (m_entry > last)
            row.bind(last);
        else
            row.bind(m_entry).bind(m_entry + pieceEntries - 1);
        const auto found = row.step();
        const auto wrong = found ? Outcome<qint64>(row.integer(0)) : tl::unexpected(found.error());
        if (auto done = unlessWrong(wrong); !done)
            return done;
    }
    return {};
}

} // namespace indraj
