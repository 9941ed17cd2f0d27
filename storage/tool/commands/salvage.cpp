#include "storage/repair/salvage.h"
#include "storage/tool/toolcommand.h"

#include <QJsonArray>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Outcome<ToolAnswer> runSalvage(const ToolArguments &arguments, const SecretBytes &passphrase,
                               const Progress &progress)
{
    const auto vault = holdVault(arguments.operands[0], arguments.operatorId, passphrase, TryOptions{});
    if (!vault)
        return tl::unexpected(vault.error());
    if (progress)
        progress(u"salvage"_s, 0, 0);
    const auto report = salvageVault(*vault, arguments.operands[1], QDateTime::currentDateTimeUtc());
    if (!report)
        return tl::unexpected(report.error());
    ToolAnswer answer;
    answer.exit = report->complete() ? Good : DamageFound;
    answer.lines
        = {u"Brought over: %1 enrolments, %2 samples, %3 packets"_s.arg(report->enrolments)
               .arg(report->samples)
               .arg(report->packets),
           u"Audit chain: %1 entries, %2 kept aside"_s.arg(report->auditKept).arg(report->auditFragments)};
    for (const QString &token : report->lostEnrolments)
        answer.lines.append(u"  %1: lost"_s.arg(token));
    for (const QString &list : report->reduced + report->notes)
        answer.lines.append(u"  "_s + list);
    answer.lines.append(report->complete()
                            ? u"Nothing was lost."_s
                            : u"Keep the old folder until the lost ones have been taken again."_s);
    answer.json = {{u"enrolments"_s, report->enrolments},
                   {u"samples"_s, report->samples},
                   {u"packets"_s, report->packets},
                   {u"auditKept"_s, report->auditKept},
                   {u"auditFragments"_s, report->auditFragments},
                   {u"lost"_s, QJsonArray::fromStringList(report->lostEnrolments)},
                   {u"reduced"_s, QJsonArray::fromStringList(report->reduced)},
                   {u"notes"_s, QJsonArray::fromStringList(report->notes)},
                   {u"complete"_s, report->complete()}};
    return answer;
}

} // namespace indraj
