#include "storage/repair/vaultcheck.h"

#include "storage/audit/ledger.h"
#include "storage/crypto.h"
#include "storage/engine.h"
#include "storage/packetrows.h"
#include "storage/samplerows.h"
#include "storage/schema.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <future>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Every first column of a query that answers "ok" or complaints.
void readComplaints(Database &database, const char *sql, const QString &code, CheckReport *report)
{
    Statement rows = database.prepare(sql);
    for (;;) {
        const auto row = rows.step();
        if (!row) {
            report->add(code, {}, row.error().detail);
            return;
        }
        if (!*row)
            return;
        if (const QString text = rows.text(0); text != u"ok")
            report->add(code, {}, text);
    }
}

struct SamplePlace {
    EnrolmentId enrolment;
    SampleId sample;
    QString token;
};

Outcome<QList<SamplePlace>> samplePlaces(Database &database)
{
    QList<SamplePlace> places;
    Statement rows = database.prepare("SELECT s.enrolment, s.id, e.token FROM sample s"
                                      " LEFT JOIN enrolment e ON e.id = s.enrolment ORDER BY s.rowid");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return places;
        places.append(
            {EnrolmentId::fromString(rows.text(0)), SampleId::fromString(rows.text(1)), rows.text(2)});
    }
}

struct PacketPlace {
    PacketId packet;
    QString token;
    qint64 size = 0;
    QByteArray sha256;
};

Outcome<QList<PacketPlace>> packetPlaces(Database &database)
{
    QList<PacketPlace> places;
    Statement rows
        = database.prepare("SELECT p.id, e.token, p.size, p.sha256 FROM packet p"
                           " JOIN enrolment e ON e.id = p.enrolment"
                           " WHERE p.sealed_at IS NOT NULL AND p.erased_at IS NULL ORDER BY p.rowid");
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return places;
        places.append({PacketId::fromString(rows.text(0)), rows.text(1), rows.integer(2), rows.bytes(3)});
    }
}

/// A connection that is opened again once damage has made it useless.
class Reader {
public:
    explicit Reader(const HeldVault &vault)
        : m_vault(vault)
        , m_database(vault.open())
    {
    }
    /// Runs `work` on a good connection; a second try on a fresh one tells damage of this place from damage
    /// met before.
    template <class Work> auto ask(Work work) -> decltype(work(std::declval<Database &>()))
    {
        if (!m_database)
            m_database = m_vault.open();
        if (!m_database)
            return tl::unexpected(m_database.error());
        auto answer = work(*m_database);
        const auto held = pagesHeld(*m_database);
        if (answer && held && *held)
            return answer;
        m_database = m_vault.open();
        if (!m_database)
            return tl::unexpected(m_database.error());
        return work(*m_database);
    }

private:
    const HeldVault &m_vault;
    Outcome<Database> m_database;
};

void checkSamples(Reader &reader, const HeldVault &vault, const Progress &progress, CheckReport *report)
{
    const auto places = reader.ask([](Database &database) { return samplePlaces(database); });
    if (!places) {
        report->add(u"samples"_s, {}, u"the list of samples cannot be read: "_s + places.error().detail);
        return;
    }
    for (const SamplePlace &place : *places) {
        const auto sample = reader.ask([&](Database &database) -> Outcome<qint64> {
            const auto key = readDataKey(database, vault.keys.blobs, place.enrolment);
            if (!key)
                return tl::unexpected(key.error());
            return readSample(database, *key, place.enrolment, place.sample).map([](const Sample &one) {
                return qint64(one.bytes.size());
            });
        });
        if (!sample) {
            report->add(u"sample"_s, place.token, sample.error().detail);
            continue;
        }
        ++report->samples;
        report->sampleBytes += *sample;
        if (progress && report->samples % 64 == 0)
            progress(u"samples"_s, report->samples, places->size());
    }
}

Outcome<void> checkPacket(Database &database, const PacketPlace &place)
{
    QCryptographicHash whole(QCryptographicHash::Sha256);
    for (qint64 offset = 0; offset < place.size; offset += chunkSize) {
        const auto bytes = readPacket(database, place.packet, offset, chunkSize);
        if (!bytes)
            return tl::unexpected(bytes.error());
        whole.addData(*bytes);
    }
    if (whole.result() != place.sha256)
        return failed(StoreFault::Damaged, u"the digest of the whole packet does not hold"_s);
    return {};
}

} // namespace

void CheckReport::add(const QString &code, const QString &subject, const QString &detail)
{
    if (damage.size() < mostDamage)
        damage.append({code, subject, detail});
    else
        ++omitted;
}

void checkPages(const HeldVault &vault, CheckReport *report)
{
    for (const auto &[sql, code] : {std::pair("PRAGMA cipher_integrity_check", u"page"_s),
                                    std::pair("PRAGMA integrity_check(50)", u"structure"_s)}) {
        auto database = vault.open();
        if (!database) {
            report->add(u"page"_s, {}, database.error().detail);
            return;
        }
        readComplaints(*database, sql, code, report);
    }
    auto database = vault.open();
    if (database)
        readComplaints(*database,
                       "SELECT 'rows of ' || \"table\" || ' that belong to nothing' FROM"
                       " pragma_foreign_key_check GROUP BY \"table\"",
                       u"reference"_s, report);
}

void checkContent(const HeldVault &vault, const Progress &progress, CheckReport *report)
{
    Reader reader(vault);
    checkSamples(reader, vault, progress, report);
    const auto places = reader.ask([](Database &database) { return packetPlaces(database); });
    if (!places) {
        report->add(u"packets"_s, {}, u"the list of packets cannot be read: "_s + places.error().detail);
        return;
    }
    for (const PacketPlace &place : *places) {
        const auto held = reader.ask([&](Database &database) { return checkPacket(database, place); });
        if (!held) {
            report->add(u"packet"_s, place.token, held.error().detail);
            continue;
        }
        ++report->packets;
        report->packetBytes += place.size;
        if (progress)
            progress(u"packets"_s, report->packets, places->size());
    }
}

namespace {

Outcome<AuditHead> verifyEverything(Database &database, const LedgerKeys &keys)
{
    const auto version = readSchemaVersion(database);
    if (!version)
        return tl::unexpected(version.error());
    // An older release sealed nothing: the next log-in brings it to this one.
    if (*version < schemaVersion())
        return verifyAudit(database, keys.audit);
    return verifyLedger(database, keys, true).map([](const LedgerFindings &found) { return found.head; });
}

/// The mark in the folder; the one outside of it is compared at log-in.
Outcome<void> checkMark(Database &database, const HeldVault &vault, const LedgerKeys &keys)
{
    auto sealKey = keys.sealKey();
    if (!sealKey)
        return tl::unexpected(sealKey.error());
    const auto mark = HeadMark::open(vault.path(vaultfiles::mark), vault.vaultId, std::move(*sealKey));
    if (!mark) {
        const auto made = database.readInteger("SELECT count(*) FROM audit WHERE event = 'mark-made'");
        if (mark.error().fault == StoreFault::NotFound && made && *made == 0)
            return {}; // nobody has logged in yet
        return tl::unexpected(mark.error());
    }
    const auto held = runsThrough(database, mark->head());
    if (!held)
        return tl::unexpected(held.error());
    if (!*held)
        return failed(StoreFault::Damaged, u"entry %1, once committed, is gone"_s.arg(mark->head().sequence));
    return {};
}

} // namespace

void checkChain(const HeldVault &vault, CheckReport *report)
{
    auto database = vault.open();
    if (!database)
        return;
    const auto keys = LedgerKeys::read(*database, vault.keys);
    if (!keys) {
        report->add(u"station"_s, {}, keys.error().detail);
        return;
    }
    const auto head = verifyEverything(*database, *keys);
    if (!head)
        report->add(u"chain"_s, {}, head.error().detail);
    else
        report->auditEntries = head->sequence;
    if (const auto held = checkMark(*database, vault, *keys); !held)
        report->add(u"mark"_s, {}, held.error().detail);
    const auto text = readWhole(vault.path(vaultfiles::anchor), 1024);
    const auto anchor
        = text.and_then([&](const QByteArray &bytes) { return parseAnchor(bytes, vault.keys.audit); });
    if (!anchor)
        report->add(u"anchor"_s, {}, anchor.error().detail);
    else if (const auto held = checkAnchor(*database, *anchor); !held)
        report->add(u"anchor"_s, {}, held.error().detail);
}

Outcome<CheckReport> checkVault(const HeldVault &vault, const Progress &progress)
{
    const QFileInfo file(vault.path(vaultfiles::database));
    CheckReport report;
    report.bytes = file.size();
    if (!file.exists()) {
        report.add(u"page"_s, {}, u"the database is gone"_s);
        return report;
    }
    auto database = vault.open();
    if (!database) {
        if (database.error().fault != StoreFault::Damaged)
            return tl::unexpected(database.error());
        report.add(u"page"_s, {}, u"the database cannot be opened: "_s + database.error().detail);
        return report;
    }
    const auto vaultId = database->readText("SELECT vault FROM station WHERE id = 1");
    if (!vaultId || *vaultId != vault.vaultId)
        report.add(u"station"_s, {}, u"key ring and database are of two vaults"_s);
    // The pages on one core, what is in them on the other.
    auto content = std::async(std::launch::async, [&] {
        CheckReport part;
        checkContent(vault, progress, &part);
        return part;
    });
    checkPages(vault, &report);
    checkChain(vault, &report);
    checkRows(vault, &report);
    const CheckReport part = content.get();
    report.samples = part.samples;
    report.sampleBytes = part.sampleBytes;
    report.packets = part.packets;
    report.packetBytes = part.packetBytes;
    report.omitted += part.omitted;
    for (const VaultDamage &one : part.damage)
        report.add(one.code, one.subject, one.detail);
    return report;
}

} // namespace indraj
