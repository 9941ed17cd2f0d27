#include "storage/repair/salvagerows.h"

#include "storage/codes.h"
#include "storage/crypto.h"
#include "storage/enrolmentrows.h"
#include "storage/packetrows.h"
#include "storage/repair/chaintold.h"
#include "storage/samplerows.h"

#include <QCryptographicHash>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

Outcome<void> runAll(Database &database, std::initializer_list<const char *> statements)
{
    for (const char *sql : statements) {
        if (auto done = database.run(sql); !done)
            return done;
    }
    return {};
}

Outcome<QStringList> readList(Statement rows)
{
    QStringList list;
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return list;
        list.append(rows.text(0));
    }
}

/// What every step needs.
struct Salvage {
    Database &fresh;
    const HeldVault &vault;
    const QDateTime &now;
    SalvageReport *report;

    Outcome<void> tell(const QString &event, const QString &subject, const QString &detail = {}) const
    {
        return appendAudit(fresh, vault.keys.audit, {vault.operatorId, event, subject, detail}, now)
            .map([](const AuditHead &) {});
    }
};

/// How an enrolment's content stands.
struct SalvageStanding {
    QStringList lost; ///< samples that do not open, by kind or finger
    bool queued = false; ///< its row in the queue is there
    bool packet = false; ///< a sealed packet is there and holds
    bool packetBroken = false;
    qint64 sequence = 0; ///< of its packet; 0: none reserved
};

QString nameOf(const QString &kind, qint64 finger)
{
    return finger > 0 ? u"%1 %2"_s.arg(kind).arg(finger) : kind;
}

struct SampleRow {
    SampleId id;
    QString name;
};

Outcome<QList<SampleRow>> sampleRows(Database &database, const QString &enrolment)
{
    QList<SampleRow> list;
    Statement rows = database.prepare("SELECT id, kind, finger FROM sample WHERE enrolment = ?");
    rows.bind(enrolment);
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return list;
        list.append({SampleId::fromString(rows.text(0)), nameOf(rows.text(1), rows.integer(2))});
    }
}

/// Opens every sample of an enrolment, drops those that do not hold, and notes those that the chain tells of
/// and that are not there. The chain says of each that it is gone.
Outcome<void> checkSamples(const Salvage &salvage, EnrolmentId id, const QSet<QString> &told,
                           SalvageStanding *standing)
{
    Database &fresh = salvage.fresh;
    QSet<QString> missing = told;
    const auto samples = sampleRows(fresh, id.toString());
    if (!samples)
        return tl::unexpected(samples.error());
    auto key = readDataKey(fresh, salvage.vault.keys.blobs, id);
    for (const SampleRow &row : *samples) {
        if (key && readSample(fresh, *key, id, row.id)) {
            ++salvage.report->samples;
            missing.remove(row.name);
            continue;
        }
        missing.insert(row.name);
        auto done = fresh.run("DELETE FROM finger_template WHERE sample = ?", row.id.toString());
        if (done)
            done = fresh.run("DELETE FROM sample_blob WHERE sample = ?", row.id.toString());
        if (done)
            done = fresh.run("DELETE FROM sample WHERE id = ?", row.id.toString());
        if (!done)
            return done;
    }
    standing->lost = missing.values();
    standing->lost.sort();
    for (const QString &name : std::as_const(standing->lost)) {
        if (auto done = salvage.tell(u"salvaged-without"_s, id.toString(), name); !done)
            return done;
    }
    if (key)
        return {};
    // Without its key nothing can be added to the draft.
    const auto fresher = makeDataKey(salvage.vault.keys.blobs, id);
    if (!fresher)
        return tl::unexpected(fresher.error());
    standing->lost.append(u"data key"_s);
    return fresh.run("UPDATE enrolment SET data_key = ? WHERE id = ?", *fresher, id.toString());
}

bool packetHolds(Database &fresh, const UploadRecord &record)
{
    QCryptographicHash whole(QCryptographicHash::Sha256);
    for (qint64 offset = 0; offset < record.size; offset += chunkSize) {
        const auto bytes = readPacket(fresh, record.packet, offset, chunkSize);
        if (!bytes)
            return false;
        whole.addData(*bytes);
    }
    return record.size > 0 && whole.result() == record.sha256;
}

Outcome<void> checkPacket(const Salvage &salvage, EnrolmentId id, SalvageStanding *standing)
{
    const auto record = readUploadOf(salvage.fresh, id);
    if (!record)
        return record.error().fault == StoreFault::NotFound ? Outcome<void>()
                                                            : tl::unexpected(record.error());
    standing->queued = true;
    standing->sequence = record->sequence;
    if (!record->sealedAt.isValid())
        return {};
    standing->packet = packetHolds(salvage.fresh, *record);
    standing->packetBroken = !standing->packet;
    salvage.report->packets += standing->packet ? 1 : 0;
    return {};
}

/// Back to where the work can be done again. The chain tells of it.
Outcome<void> setBack(const Salvage &salvage, const QString &id, bool toDraft)
{
    Database &fresh = salvage.fresh;
    const QString state = stateCode(toDraft ? EnrolmentState::Draft : EnrolmentState::Approved);
    auto done = fresh.run("UPDATE enrolment SET state = ? WHERE id = ?", state, id);
    if (done)
        done = fresh.run(
            "DELETE FROM packet_chunk WHERE packet IN (SELECT id FROM packet WHERE enrolment = ?)", id);
    if (done)
        done = toDraft
            ? fresh.run("DELETE FROM packet WHERE enrolment = ?", id)
            : fresh.run("UPDATE packet SET size = 0, committed = 0, sha256 = NULL, sealed_at = NULL"
                        " WHERE enrolment = ?",
                        id);
    if (!done)
        return done;
    return salvage.tell(toDraft ? u"salvaged-to-draft"_s : u"salvaged-to-approved"_s, id);
}

/// An approved enrolment whose place in the queue is gone gets another; it is sealed again.
Outcome<void> queueAgain(const Salvage &salvage, const Enrolment &enrolment)
{
    const Decision decision = enrolment.lastDecision.value_or(Decision{});
    salvage.report->reduced.append(enrolment.token
                                   + u": its place in the queue was lost, to be sealed anew"_s);
    auto done = enqueuePacket(salvage.fresh, enrolment.id, decision.actorId,
                              decision.at.isValid() ? decision.at : salvage.now);
    if (done)
        done = setState(salvage.fresh, enrolment.id, EnrolmentState::Approved);
    if (done)
        done = salvage.tell(u"salvaged-to-approved"_s, enrolment.id.toString());
    return done;
}

/// What is to be done with an enrolment of which something is gone.
Outcome<void> judge(const Salvage &salvage, const Enrolment &enrolment, const SalvageStanding &standing)
{
    const EnrolmentState state = enrolment.state;
    const QString id = enrolment.id.toString(), token = enrolment.token;
    const bool approved = state == EnrolmentState::Approved || state == EnrolmentState::Sealed
        || state == EnrolmentState::Sending || state == EnrolmentState::Received;
    if (approved && !standing.queued && standing.lost.isEmpty())
        return queueAgain(salvage, enrolment);
    const bool sealed = state == EnrolmentState::Sealed || state == EnrolmentState::Sending;
    if (standing.lost.isEmpty() && !(sealed && !standing.packet))
        return {};
    const QString what = standing.lost.isEmpty() ? u"packet"_s : standing.lost.join(u", "_s);
    if (sealed && standing.packet) { // the packet holds everything
        salvage.report->reduced.append(token + u": "_s + what
                                       + u" lost, its sealed packet holds and is sent as it is"_s);
        return {};
    }
    const bool toDraft = !standing.lost.isEmpty() || !standing.packetBroken;
    if (toDraft && standing.sequence > 0)
        salvage.report->notes.append(
            u"packet number %1 of %2 is given up: tell central"_s.arg(standing.sequence).arg(token));
    salvage.report->reduced.append(
        token
        + (toDraft ? u": "_s + what + u" lost, back to draft"_s : u": packet damaged, to be sealed again"_s));
    if (toDraft && state == EnrolmentState::Draft)
        return {};
    return setBack(salvage, id, toDraft);
}

Outcome<void> mendOne(const Salvage &salvage, const QString &id, bool suspect, const Told &told)
{
    ++salvage.report->enrolments;
    const EnrolmentId key = EnrolmentId::fromString(id);
    const auto enrolment = readEnrolment(salvage.fresh, key);
    if (enrolment && enrolment->state == EnrolmentState::Erased)
        return {}; // a tombstone has nothing more to lose
    SalvageStanding standing;
    auto done = checkSamples(salvage, key, told.samples, &standing);
    if (done)
        done = checkPacket(salvage, key, &standing);
    if (!done)
        return done;
    if (suspect)
        standing.lost.append(u"form values or exceptions"_s);
    // Read again: what did not open is out of the way now.
    const auto mended = readEnrolment(salvage.fresh, key);
    if (!mended)
        return tl::unexpected(mended.error());
    return judge(salvage, *mended, standing);
}

/// Enrolments that the chain tells of and that did not come over.
Outcome<void> listLost(const Salvage &salvage, const QHash<QString, Told> &told, const QStringList &kept)
{
    for (auto one = told.cbegin(); one != told.cend(); ++one) {
        if (one->token.isEmpty() || kept.contains(one.key()))
            continue;
        salvage.report->lostEnrolments.append(one->token);
        if (auto done = salvage.tell(u"salvaged-lost"_s, one.key(), one->token); !done)
            return done;
    }
    salvage.report->lostEnrolments.sort();
    return {};
}

/// Where the chain broke, it says anew what each enrolment is.
Outcome<void> tellKept(const Salvage &salvage)
{
    const auto kept = readList(
        salvage.fresh.prepare("SELECT id || ' ' || token || ' ' || state FROM enrolment ORDER BY number"));
    if (!kept)
        return tl::unexpected(kept.error());
    for (const QString &line : *kept) {
        if (auto done = salvage.tell(u"salvaged-kept"_s, line.section(u' ', 0, 0), line.section(u' ', 1));
            !done)
            return done;
    }
    return {};
}

} // namespace

Outcome<void> cutChain(Database &fresh, const SecretBytes &auditKey, SalvageReport *report)
{
    AuditHead kept{0, QByteArray(sizes::digest, '\0')};
    {
        Statement rows = fresh.prepare(
            "SELECT sequence, at, actor, event, subject, detail, hash FROM audit ORDER BY sequence");
        for (;;) {
            const auto row = rows.step();
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                break;
            const AuditEvent event{rows.text(2), rows.text(3), rows.text(4), rows.text(5)};
            const QByteArray hash = auditHash(rows.integer(0), rows.integer(1), event, kept.hash);
            if (rows.integer(0) != kept.sequence + 1 || hash != rows.bytes(6))
                break;
            kept = {rows.integer(0), hash};
        }
    }
    auto done = fresh.run("INSERT INTO audit_fragment SELECT * FROM audit WHERE sequence > ?", kept.sequence);
    if (done)
        report->auditFragments = fresh.changes();
    if (done)
        done = fresh.run("DELETE FROM audit WHERE sequence > ?", kept.sequence);
    if (done) // their numbers are given out again
        done = fresh.run("DELETE FROM audit_checkpoint WHERE sequence > ?", kept.sequence);
    const auto told = done ? readAuditHead(fresh, auditKey) : tl::unexpected(done.error());
    report->chainBroken = !told || told->sequence != kept.sequence || told->hash != kept.hash;
    if (report->chainBroken)
        report->notes.append(
            u"the audit chain ends at entry %1: entries after it are lost or stand alone"_s.arg(
                kept.sequence));
    report->auditKept = kept.sequence;
    return done ? writeAuditHead(fresh, auditKey, kept) : done;
}

Outcome<void> mendEnrolments(Database &fresh, const HeldVault &vault, const QSet<QString> &suspect,
                             const QDateTime &now, SalvageReport *report)
{
    // Children first: the new database keeps its references.
    auto done = runAll(fresh,
                       {"DELETE FROM finger_template WHERE sample NOT IN"
                        " (SELECT id FROM sample WHERE enrolment IN (SELECT id FROM enrolment))",
                        "DELETE FROM sample_blob WHERE sample NOT IN"
                        " (SELECT id FROM sample WHERE enrolment IN (SELECT id FROM enrolment))",
                        "DELETE FROM sample WHERE enrolment NOT IN (SELECT id FROM enrolment)",
                        "DELETE FROM packet_chunk WHERE packet NOT IN"
                        " (SELECT id FROM packet WHERE enrolment IN (SELECT id FROM enrolment))",
                        "DELETE FROM packet WHERE enrolment NOT IN (SELECT id FROM enrolment)"});
    if (!done)
        return done;
    const auto ids = readList(fresh.prepare("SELECT id FROM enrolment ORDER BY number"));
    if (!ids)
        return tl::unexpected(ids.error());
    const auto told = readTold(fresh, true);
    if (!told)
        return tl::unexpected(told.error());
    const Salvage salvage{fresh, vault, now, report};
    if (done = listLost(salvage, *told, *ids); !done)
        return done;
    for (const QString &id : *ids) {
        if (done = mendOne(salvage, id, suspect.contains(id), told->value(id)); !done)
            return done;
    }
    return report->chainBroken ? tellKept(salvage) : Outcome<void>();
}

Outcome<void> mendNamedHeads(Database &fresh, SalvageReport *report)
{
    constexpr const char *broken
        = " packet WHERE audit_sequence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit a"
          " WHERE a.sequence = audit_sequence AND a.hash = audit_head)";
    const auto numbers = readList(
        fresh.prepare((QByteArray("SELECT sequence FROM") + broken + " ORDER BY sequence").constData()));
    if (!numbers)
        return tl::unexpected(numbers.error());
    for (const QString &number : *numbers)
        report->notes.append(
            u"packet number %1 names an entry of the chain that is lost: tell central"_s.arg(number));
    return fresh.run((QByteArray("UPDATE packet SET audit_sequence = NULL, audit_head = NULL WHERE id IN"
                                 " (SELECT id FROM")
                      + broken + ')')
                         .constData());
}

Outcome<void> tellCertificate(Database &fresh, const HeldVault &vault, const QDateTime &now)
{
    QString used;
    {
        Statement row = fresh.prepare("SELECT certificate FROM station WHERE id = 1");
        const auto found = row.step();
        if (!found)
            return tl::unexpected(found.error());
        if (!row.isNull(0))
            used = QString::fromLatin1(sha256(row.bytes(0)).toHex());
    }
    const auto told = fresh.readText("SELECT detail FROM audit WHERE event IN ('certificate-installed',"
                                     " 'salvaged-certificate') ORDER BY sequence DESC LIMIT 1");
    if (!told || *told == used)
        return told.map([](const QString &) {});
    return appendAudit(fresh, vault.keys.audit, {vault.operatorId, u"salvaged-certificate"_s, {}, used}, now)
        .map([](const AuditHead &) {});
}

Outcome<void> sealAnew(Database &fresh, const LedgerKeys &keys, const AuditHead &head, const QDateTime &now)
{
    const auto key = keys.sealKey();
    if (!key)
        return tl::unexpected(key.error());
    auto done = fresh.run("DELETE FROM enrolment_seal");
    if (done)
        done = sealChanged(fresh, *key, 0);
    if (done)
        done = writeCheckpoint(fresh, keys.station, keys.vaultId, head, now);
    return done;
}

Outcome<void> mendCounters(Database &fresh)
{
    return runAll(fresh,
                  {"UPDATE station SET next_token = max(next_token, 1 +"
                   " (SELECT coalesce(max(number), 0) FROM enrolment)),"
                   " next_sequence = max(next_sequence, 1 +"
                   " (SELECT coalesce(max(sequence), 0) FROM packet))"});
}

} // namespace indraj
