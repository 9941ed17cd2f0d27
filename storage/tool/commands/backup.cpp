#include "storage/repair/backup.h"
#include "storage/tool/toolcommand.h"

#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

ToolAnswer answerOf(const BackupManifest &manifest, const QString &done)
{
    ToolAnswer answer;
    answer.lines = {u"Vault %1 of station %2"_s.arg(manifest.vaultId, manifest.station),
                    u"Made at %1, audit chain at %2"_s.arg(manifest.madeAt.toString(Qt::ISODate))
                        .arg(manifest.auditSequence)};
    QJsonArray parts;
    for (const BackupPart &part : manifest.parts) {
        const QString digest = QString::fromLatin1(part.sha256.toHex());
        answer.lines.append(u"  %1  %L2 bytes  %3"_s.arg(part.name, 14).arg(part.size, 14).arg(digest));
        parts.append(QJsonObject{{u"name"_s, part.name}, {u"size"_s, part.size}, {u"sha256"_s, digest}});
    }
    answer.lines.append(done);
    answer.json = {{u"vault"_s, manifest.vaultId},
                   {u"station"_s, manifest.station},
                   {u"madeAt"_s, manifest.madeAt.toString(Qt::ISODate)},
                   {u"auditSequence"_s, manifest.auditSequence},
                   {u"parts"_s, parts}};
    return answer;
}

} // namespace

Outcome<ToolAnswer> runBackup(const ToolArguments &arguments, const SecretBytes &passphrase,
                              const Progress &progress)
{
    const auto vault = holdVault(arguments.operands[0], arguments.operatorId, passphrase, TryOptions{});
    if (!vault)
        return tl::unexpected(vault.error());
    const auto manifest
        = writeBackup(*vault, arguments.operands[1], QDateTime::currentDateTimeUtc(), progress);
    if (!manifest)
        return tl::unexpected(manifest.error());
    return answerOf(*manifest, u"The backup is on disk."_s);
}

Outcome<ToolAnswer> runRestore(const ToolArguments &arguments, const SecretBytes &passphrase,
                               const Progress &progress)
{
    const auto manifest = restoreBackup(arguments.operands[0], arguments.operands[1], arguments.operatorId,
                                        passphrase, TryOptions{}, QDateTime::currentDateTimeUtc(), progress);
    if (!manifest)
        return tl::unexpected(manifest.error());
    return answerOf(*manifest, u"The vault is restored to that moment; what came after it is not in it."_s);
}

} // namespace indraj
