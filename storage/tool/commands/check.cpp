#include "storage/tool/toolcommand.h"

#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString lineOf(const VaultDamage &damage)
{
    return u"  %1%2: %3"_s.arg(damage.code, damage.subject.isEmpty() ? QString() : u' ' + damage.subject,
                               damage.detail);
}

} // namespace

Outcome<ToolAnswer> runCheck(const ToolArguments &arguments, const SecretBytes &passphrase,
                             const Progress &progress)
{
    const auto vault = holdVault(arguments.operands[0], arguments.operatorId, passphrase, TryOptions{});
    if (!vault)
        return tl::unexpected(vault.error());
    const auto report = checkVault(*vault, progress);
    if (!report)
        return tl::unexpected(report.error());
    ToolAnswer answer;
    answer.exit = report->good() ? Good : DamageFound;
    answer.lines = {u"Database: %L1 bytes"_s.arg(report->bytes), u"Enrolments: %1"_s.arg(report->enrolments),
                    u"Samples opened: %1 (%L2 bytes)"_s.arg(report->samples).arg(report->sampleBytes),
                    u"Packets computed: %1 (%L2 bytes)"_s.arg(report->packets).arg(report->packetBytes),
                    u"Audit entries: %1"_s.arg(report->auditEntries)};
    QJsonArray damage;
    for (const VaultDamage &one : report->damage) {
        answer.lines.append(lineOf(one));
        damage.append(
            QJsonObject{{u"code"_s, one.code}, {u"subject"_s, one.subject}, {u"detail"_s, one.detail}});
    }
    if (report->omitted > 0)
        answer.lines.append(u"  and %1 more"_s.arg(report->omitted));
    answer.lines.append(report->good() ? u"Everything holds."_s : u"DAMAGE FOUND."_s);
    answer.json = {{u"bytes"_s, report->bytes},
                   {u"enrolments"_s, report->enrolments},
                   {u"samples"_s, report->samples},
                   {u"sampleBytes"_s, report->sampleBytes},
                   {u"packets"_s, report->packets},
                   {u"packetBytes"_s, report->packetBytes},
                   {u"auditEntries"_s, report->auditEntries},
                   {u"good"_s, report->good()},
                   {u"damage"_s, damage},
                   {u"omitted"_s, report->omitted}};
    return answer;
}

} // namespace indraj
