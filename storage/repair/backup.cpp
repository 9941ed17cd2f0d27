#include "storage/repair/backup.h"

#include "storage/engine.h"
#include "storage/repair/newfolder.h"
#include "storage/repair/partfile.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

Outcome<BackupManifest> describe(const HeldVault &vault, const QDateTime &now)
{
    CheckReport report;
    checkPages(vault, &report);
    checkChain(vault, &report);
    if (!report.good())
        return failed(StoreFault::Damaged,
                      u"the vault is damaged, see check: "_s + report.damage.first().detail);
    auto database = vault.open();
    if (!database)
        return tl::unexpected(database.error());
    BackupManifest manifest;
    manifest.vaultId = vault.vaultId;
    manifest.madeAt = now;
    const auto station = database->readText("SELECT station FROM station WHERE id = 1");
    const auto schema = database->readInteger("PRAGMA user_version");
    const auto head = readAuditHead(*database, vault.keys.audit);
    if (!station || !schema || !head)
        return failed(StoreFault::Damaged, u"the station's own row cannot be read"_s);
    manifest.station = *station;
    manifest.schema = *schema;
    manifest.auditSequence = head->sequence;
    manifest.auditHash = head->hash;
    return manifest;
}

/// Calls on with running totals.
std::function<void(qint64)> counter(const Progress &progress, const QString &what, qint64 total)
{
    return [=, done = qint64(0)](qint64 more) mutable {
        done += more;
        if (progress)
            progress(what, done, total);
    };
}

struct Container {
    QFile file;
    BackupTrailer trailer;
    QByteArray manifestJson;
    BackupManifest manifest;
};

Outcome<QByteArray> readAt(QFile &file, qint64 offset, qint64 size)
{
    if (!file.seek(offset))
        return failed(StoreFault::Damaged, u"backup: it is too short"_s);
    QByteArray bytes = file.read(size);
    if (bytes.size() != size)
        return failed(StoreFault::Damaged, u"backup: it is too short"_s);
    return bytes;
}

/// Start and end of the file; the manifest is not proven yet.
Outcome<void> readContainer(Container *container)
{
    QFile &file = container->file;
    if (!file.exists())
        return failed(StoreFault::NotFound, u"there is no such backup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return failed(StoreFault::IoFailed, file.errorString());
    const qint64 size = file.size();
    if (const auto begin = readAt(file, 0, backupformat::start.size());
        !begin || *begin != backupformat::start)
        return failed(StoreFault::Damaged, u"backup: it does not begin like one"_s);
    const auto tail = readAt(file, size - backupformat::trailerSize, backupformat::trailerSize);
    const auto trailer = tail.and_then([&](const QByteArray &bytes) { return parseTrailer(bytes, size); });
    if (!trailer)
        return tl::unexpected(trailer.error());
    container->trailer = *trailer;
    const auto json = readAt(file, trailer->manifestOffset, trailer->manifestSize);
    const auto manifest = json.and_then([](const QByteArray &bytes) { return parseManifest(bytes); });
    if (!manifest)
        return tl::unexpected(manifest.error());
    container->manifestJson = *json;
    container->manifest = *manifest;
    const BackupPart &last = manifest->parts.constLast();
    if (last.offset + last.size != trailer->manifestOffset)
        return failed(StoreFault::Damaged, u"backup: bytes that belong to no part"_s);
    return {};
}

/// The keys by the ring inside, then the manifest proven with them.
Outcome<RingKeys> prove(Container *container, const QString &operatorId, const SecretBytes &passphrase,
                        const TryOptions &options)
{
    const QList<BackupPart> &parts = container->manifest.parts;
    const auto ring = std::find_if(parts.cbegin(), parts.cend(),
                                   [](const BackupPart &part) { return part.name == vaultfiles::ring; });
    if (ring == parts.cend() || ring->size > 256 * 1024)
        return failed(StoreFault::Damaged, u"backup: no key ring in it"_s);
    const auto json = readAt(container->file, ring->offset, ring->size);
    if (!json)
        return tl::unexpected(json.error());
    if (sha256(*json) != ring->sha256)
        return failed(StoreFault::Damaged, u"backup: the digest of the key ring does not hold"_s);
    auto keys = openRing(*json, operatorId, passphrase, options, {});
    if (!keys)
        return keys;
    const auto mac = manifestMac(keys->keys.audit, container->manifestJson);
    if (!mac)
        return tl::unexpected(mac.error());
    if (!equalSecrets(viewOf(*mac), viewOf(container->trailer.mac))
        || keys->vaultId != container->manifest.vaultId)
        return failed(StoreFault::Damaged, u"backup: the manifest was changed"_s);
    return keys;
}

Outcome<void> unpack(Container *container, const QString &folder, const Progress &progress)
{
    const auto count = counter(progress, u"restore"_s, container->trailer.manifestOffset);
    for (const BackupPart &part : container->manifest.parts) {
        if (!container->file.seek(part.offset))
            return failed(StoreFault::IoFailed, container->file.errorString());
        auto file = PartFile::create(folder + u'/' + part.name);
        if (!file)
            return tl::unexpected(file.error());
        const auto digest = copyBytes(container->file, part.size, *file, count);
        if (!digest)
            return tl::unexpected(digest.error());
        if (*digest != part.sha256)
            return failed(StoreFault::Damaged, u"backup: the digest of a part does not hold"_s);
        if (const auto done = file->finish(); !done)
            return done;
    }
    return {};
}

/// The restored database says so itself.
Outcome<void> noteRestored(const QString &folder, const RingKeys &ring, const QString &operatorId,
                           const BackupManifest &manifest, const QDateTime &now)
{
    auto database = openDatabase(folder + u'/' + vaultfiles::database, ring.keys.database);
    if (!database)
        return tl::unexpected(database.error());
    const auto held = verifyAudit(*database, ring.keys.audit);
    if (!held)
        return tl::unexpected(held.error());
    if (held->sequence != manifest.auditSequence || held->hash != manifest.auditHash)
        return failed(StoreFault::Damaged, u"backup: its database is not of the moment it names"_s);
    const QString detail = u"from backup made at %1, chain at %2"_s.arg(manifest.madeAt.toString(Qt::ISODate))
                               .arg(manifest.auditSequence);
    auto keys = LedgerKeys::read(*database, ring.keys);
    if (!keys)
        return tl::unexpected(keys.error());
    const auto ledger = Ledger::forWork(*database, std::move(*keys), [now] { return now; });
    if (!ledger)
        return tl::unexpected(ledger.error());
    database->setHooks(Ledger::hooks(*ledger));
    const auto head = database->transact([&] {
        return appendAudit(*database, ring.keys.audit, {operatorId, u"restored"_s, {}, detail}, now);
    });
    database->setHooks({});
    if (!head)
        return tl::unexpected(head.error());
    if (const auto done = database->checkpoint(); !done)
        return done;
    return placeHead(folder, ring.keys.audit, (*ledger)->keys(), *head);
}

} // namespace

Outcome<BackupManifest> writeBackup(const HeldVault &vault, const QString &file, const QDateTime &now,
                                    const Progress &progress)
{
    auto manifest = describe(vault, now);
    if (!manifest)
        return manifest;
    auto out = PartFile::create(file);
    if (!out)
        return tl::unexpected(out.error());
    qint64 total = 0;
    const QStringList names = stateFiles(vault.folder);
    for (const QString &name : names)
        total += QFileInfo(vault.folder + u'/' + name).size();
    const auto count = counter(progress, u"backup"_s, total);
    auto done = out->write(backupformat::start);
    for (const QString &name : names) {
        if (!done)
            return tl::unexpected(done.error());
        QFile part(vault.folder + u'/' + name);
        if (!part.open(QIODevice::ReadOnly))
            return failed(StoreFault::IoFailed, part.errorString());
        BackupPart entry{name, out->size(), part.size(), {}};
        const auto digest = copyBytes(part, entry.size, *out, count);
        if (!digest)
            return tl::unexpected(digest.error());
        entry.sha256 = *digest;
        manifest->parts.append(entry);
    }
    const QByteArray json = manifestToJson(*manifest);
    const auto mac = manifestMac(vault.keys.audit, json);
    if (!mac)
        return tl::unexpected(mac.error());
    if (done)
        done = out->write(json);
    if (done)
        done = out->write(trailer(json, *mac));
    if (done)
        done = out->finish();
    if (!done)
        return tl::unexpected(done.error());
    return manifest;
}

Outcome<BackupManifest> restoreBackup(const QString &file, const QString &newFolder,
                                      const QString &operatorId, const SecretBytes &passphrase,
                                      const TryOptions &options, const QDateTime &now,
                                      const Progress &progress)
{
    Container container;
    container.file.setFileName(file);
    if (const auto read = readContainer(&container); !read)
        return tl::unexpected(read.error());
    const auto ring = prove(&container, operatorId, passphrase, options);
    if (!ring)
        return tl::unexpected(ring.error());
    auto place = NewFolder::begin(newFolder);
    if (!place)
        return tl::unexpected(place.error());
    if (const auto done = unpack(&container, place->path(), progress); !done)
        return tl::unexpected(done.error());
    if (const auto done = noteRestored(place->path(), *ring, operatorId, container.manifest, now); !done)
        return tl::unexpected(done.error());
    if (const auto done = place->finish(); !done)
        return tl::unexpected(done.error());
    return container.manifest;
}

} // namespace indraj
