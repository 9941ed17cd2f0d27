#include "storage/audit/auditexport.h"

#include "storage/audit/auditrows.h"
#include "storage/durablefile.h"
#include "storage/stationkey.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }
QString text(const QDateTime &at) { return at.toUTC().toString(Qt::ISODateWithMs); }
QString dayText(const QDate &day) { return day.toString(Qt::ISODate); }

/// Lines into a new file, with the digest of all that was written.
class LineWriter {
public:
    Outcome<void> open(const QString &path)
    {
        if (const auto made = makePrivateFile(path); !made)
            return made;
        m_file.setFileName(path);
        if (!m_file.open(QIODevice::ReadWrite))
            return failed(StoreFault::IoFailed, u"the export cannot be written"_s);
        return {};
    }
    Outcome<void> write(const QJsonObject &line)
    {
        const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
        m_digest.addData(bytes);
        if (m_file.write(bytes) != bytes.size())
            return failure();
        return {};
    }
    Outcome<void> finish()
    {
        if (!m_file.flush() || ::fsync(m_file.handle()) != 0)
            return failure();
        m_file.close();
        return {};
    }
    /// Takes away what was begun.
    void discard()
    {
        if (m_file.isOpen())
            m_file.remove();
    }
    QByteArray digest() const { return m_digest.result(); }

private:
    tl::unexpected<StoreError> failure() const
    {
        return failed(m_file.error() == QFileDevice::ResourceError ? StoreFault::DiskFull
                                                                   : StoreFault::IoFailed,
                      u"the export could not be written"_s);
    }
    QFile m_file;
    QCryptographicHash m_digest{QCryptographicHash::Sha256};
};

QJsonObject firstLine(const LedgerKeys &keys, const AuditHead &head, const AuditFilter &filter,
                      const ExportFacts &facts)
{
    QJsonObject limits;
    if (filter.from.isValid())
        limits[u"from"_s] = dayText(filter.from);
    if (filter.to.isValid())
        limits[u"to"_s] = dayText(filter.to);
    if (!filter.actor.isEmpty())
        limits[u"actor"_s] = filter.actor;
    if (!filter.subject.isEmpty())
        limits[u"subject"_s] = filter.subject;
    if (!filter.events.isEmpty())
        limits[u"events"_s] = QJsonArray::fromStringList(filter.events);
    return {{u"format"_s, u"indraj-audit-export-1"_s},
            {u"station"_s, facts.stationId},
            {u"vault"_s, keys.vaultId},
            {u"exportedAt"_s, text(facts.exportedAt)},
            {u"exportedBy"_s, facts.exportedBy},
            {u"filter"_s, limits},
            {u"headSequence"_s, head.sequence},
            {u"headHash"_s, hex(head.hash)}};
}

QJsonObject entryLine(const HashedEntry &each)
{
    const AuditEntry &entry = each.entry;
    return {{u"sequence"_s, entry.sequence}, {u"at"_s, text(entry.at)},     {u"actor"_s, entry.actor},
            {u"event"_s, entry.event},       {u"subject"_s, entry.subject}, {u"detail"_s, entry.detail},
            {u"hash"_s, hex(each.hash)}};
}

Outcome<QJsonObject> lastLine(const LedgerKeys &keys, qint64 entries, const QByteArray &digest,
                              const QByteArray &certificatePem)
{
    const auto signature = signDigest(keys.station, digest);
    const auto publicPem = publicKeyPem(keys.station);
    if (!signature || !publicPem)
        return tl::unexpected(signature ? publicPem.error() : signature.error());
    QJsonObject line{{u"entries"_s, entries},
                     {u"sha256"_s, hex(digest)},
                     {u"algorithm"_s, u"ecdsa-p256-sha256"_s},
                     {u"signature"_s, QString::fromLatin1(signature->toBase64())},
                     {u"publicKey"_s, QString::fromLatin1(*publicPem)}};
    if (!certificatePem.isEmpty())
        line[u"certificate"_s] = QString::fromLatin1(certificatePem);
    return line;
}

} // namespace

Outcome<ExportDraft> writeAuditExport(Database &database, const LedgerKeys &keys, const AuditFilter &filter,
                                      const ExportFacts &facts, const QString &file)
{
    const auto head = readAuditHead(database, keys.audit);
    if (!head)
        return tl::unexpected(head.error());
    LineWriter writer;
    ExportDraft draft;
    const auto written = [&]() -> Outcome<void> {
        if (const auto opened = writer.open(file); !opened)
            return opened;
        if (const auto begun = writer.write(firstLine(keys, *head, filter, facts)); !begun)
            return begun;
        const auto walked = walkAudit(database, filter, [&](const HashedEntry &each) {
            ++draft.entries;
            return writer.write(entryLine(each));
        });
        if (!walked)
            return walked;
        const auto last = lastLine(keys, draft.entries, writer.digest(), facts.certificatePem);
        if (!last)
            return tl::unexpected(last.error());
        if (const auto ended = writer.write(*last); !ended)
            return ended;
        return writer.finish();
    }();
    if (!written) {
        writer.discard();
        return tl::unexpected(written.error());
    }
    draft.sha256 = writer.digest();
    return draft;
}

} // namespace indraj
