#include "widgets/audit/auditwords.h"

#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(indraj::AuditWords)
};

struct EventWords {
    const char *code;
    const char *words;
};

constexpr EventWords events[] = {
    {"vault-created", QT_TRANSLATE_NOOP("indraj::AuditWords", "Store made")},
    {"unlocked", QT_TRANSLATE_NOOP("indraj::AuditWords", "Signed in")},
    {"locked", QT_TRANSLATE_NOOP("indraj::AuditWords", "Shift ended")},
    {"wrong-passphrases", QT_TRANSLATE_NOOP("indraj::AuditWords", "Wrong pass phrases")},
    {"tries-file-lost", QT_TRANSLATE_NOOP("indraj::AuditWords", "Count of wrong pass phrases was lost")},
    {"certificate-installed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Certificate installed")},
    {"draft-created", QT_TRANSLATE_NOOP("indraj::AuditWords", "Enrolment begun")},
    {"fields-saved", QT_TRANSLATE_NOOP("indraj::AuditWords", "Details saved")},
    {"sample-saved", QT_TRANSLATE_NOOP("indraj::AuditWords", "Photo, finger or iris saved")},
    {"finger-veto", QT_TRANSLATE_NOOP("indraj::AuditWords", "Low finger accepted with a reason")},
    {"iris-veto", QT_TRANSLATE_NOOP("indraj::AuditWords", "Low iris accepted with a reason")},
    {"portrait-veto", QT_TRANSLATE_NOOP("indraj::AuditWords", "Photo decided against the judgement")},
    {"face-compared", QT_TRANSLATE_NOOP("indraj::AuditWords", "Face at sign-off compared with the photo")},
    {"exception-saved", QT_TRANSLATE_NOOP("indraj::AuditWords", "Finger or iris cannot be taken")},
    {"exception-cleared", QT_TRANSLATE_NOOP("indraj::AuditWords", "Exception taken back")},
    {"registry-asked", QT_TRANSLATE_NOOP("indraj::AuditWords", "Registry asked about the person")},
    {"registry-answered", QT_TRANSLATE_NOOP("indraj::AuditWords", "Registry has answered")},
    {"registry-outdated", QT_TRANSLATE_NOOP("indraj::AuditWords", "Changed after the registry was asked")},
    {"match-asked", QT_TRANSLATE_NOOP("indraj::AuditWords", "Registry asked with the pictures")},
    {"match-answered", QT_TRANSLATE_NOOP("indraj::AuditWords", "Registry has compared the pictures")},
    {"match-outdated", QT_TRANSLATE_NOOP("indraj::AuditWords", "Changed after the registry compared")},
    {"review", QT_TRANSLATE_NOOP("indraj::AuditWords", "Confirmed by the citizen")},
    {"sign-off", QT_TRANSLATE_NOOP("indraj::AuditWords", "Signed off by the operator")},
    {"fingers-signed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Missing and low fingers or eyes signed off")},
    {"exceptions-confirmed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Exceptions confirmed")},
    {"own-fingers-saved",
     QT_TRANSLATE_NOOP("indraj::AuditWords", "Fingers of a person who works here saved")},
    {"submit", QT_TRANSLATE_NOOP("indraj::AuditWords", "Given to the in-charge")},
    {"approve", QT_TRANSLATE_NOOP("indraj::AuditWords", "Approved")},
    {"return", QT_TRANSLATE_NOOP("indraj::AuditWords", "Returned to the operator")},
    {"reject", QT_TRANSLATE_NOOP("indraj::AuditWords", "Rejected")},
    {"reopen", QT_TRANSLATE_NOOP("indraj::AuditWords", "Opened again")},
    {"seal", QT_TRANSLATE_NOOP("indraj::AuditWords", "Sealed for central")},
    {"start-sending", QT_TRANSLATE_NOOP("indraj::AuditWords", "Sending begun")},
    {"receive", QT_TRANSLATE_NOOP("indraj::AuditWords", "Receipt of central verified")},
    {"erase", QT_TRANSLATE_NOOP("indraj::AuditWords", "Erased here")},
    {"person-change-proposed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Change of a person asked for")},
    {"person-change-withdrawn", QT_TRANSLATE_NOOP("indraj::AuditWords", "Change of a person withdrawn")},
    {"person-added", QT_TRANSLATE_NOOP("indraj::AuditWords", "Person added")},
    {"person-suspended", QT_TRANSLATE_NOOP("indraj::AuditWords", "Person suspended")},
    {"person-resumed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Person resumed")},
    {"person-new-passphrase", QT_TRANSLATE_NOOP("indraj::AuditWords", "New pass phrase of a person")},
    {"person-role-changed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Role of a person changed")},
    {"person-removed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Person removed")},
    {"recovery-made", QT_TRANSLATE_NOOP("indraj::AuditWords", "Recovery shares made")},
    {"slot-renewed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Protection of a pass phrase renewed")},
    {"key-ring-replaced", QT_TRANSLATE_NOOP("indraj::AuditWords", "Keys changed")},
    {"deletion-proposed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Deletion asked for")},
    {"deletion-withdrawn", QT_TRANSLATE_NOOP("indraj::AuditWords", "Deletion withdrawn")},
    {"audit-exported", QT_TRANSLATE_NOOP("indraj::AuditWords", "Audit entries taken out")},
    {"vault-migrated", QT_TRANSLATE_NOOP("indraj::AuditWords", "Store brought to a newer form")},
    {"people-sealed", QT_TRANSLATE_NOOP("indraj::AuditWords", "Keys of the people sealed")},
    {"rekeyed", QT_TRANSLATE_NOOP("indraj::AuditWords", "New master key")},
    {"recovered", QT_TRANSLATE_NOOP("indraj::AuditWords", "Opened with recovery shares")},
    {"seal-begun", QT_TRANSLATE_NOOP("indraj::AuditWords", "Sealing begun")},
    {"mark-made", QT_TRANSLATE_NOOP("indraj::AuditWords", "Mark of the chain made")},
    {"outside-mark-made", QT_TRANSLATE_NOOP("indraj::AuditWords", "Mark outside the folder made")},
    {"outside-mark-lost", QT_TRANSLATE_NOOP("indraj::AuditWords", "Mark outside the folder was gone")},
    {"outside-mark-failed",
     QT_TRANSLATE_NOOP("indraj::AuditWords", "Mark outside the folder could not be made")},
    {"content-damaged", QT_TRANSLATE_NOOP("indraj::AuditWords", "Something stored does not hold")},
    {"witness-made", QT_TRANSLATE_NOOP("indraj::AuditWords", "Mark on a second disk made")},
    {"witness-lost", QT_TRANSLATE_NOOP("indraj::AuditWords", "Mark on the second disk was gone")},
    {"witness-absent", QT_TRANSLATE_NOOP("indraj::AuditWords", "Second disk was not there")},
    {"delete", QT_TRANSLATE_NOOP("indraj::AuditWords", "Deleted by two people")},
    {"restored", QT_TRANSLATE_NOOP("indraj::AuditWords", "Restored from a backup")},
    {"salvaged", QT_TRANSLATE_NOOP("indraj::AuditWords", "Saved from a damaged store")},
    {"salvaged-lost", QT_TRANSLATE_NOOP("indraj::AuditWords", "Enrolment lost to damage")},
    {"salvaged-kept", QT_TRANSLATE_NOOP("indraj::AuditWords", "Enrolment kept after damage")},
    {"salvaged-without", QT_TRANSLATE_NOOP("indraj::AuditWords", "Photo or finger lost to damage")},
    {"salvaged-to-draft", QT_TRANSLATE_NOOP("indraj::AuditWords", "Draft again after damage")},
    {"salvaged-to-approved", QT_TRANSLATE_NOOP("indraj::AuditWords", "To be sealed again after damage")},
    {"salvaged-certificate", QT_TRANSLATE_NOOP("indraj::AuditWords", "Certificate known again after damage")},
};

QString count(qint64 value) { return isolated(QLocale(QLocale::English).toString(value)); }

} // namespace

QString auditEventWords(const QString &code)
{
    for (const EventWords &event : events)
        if (code == QLatin1StringView(event.code))
            return Words::tr(event.words);
    return isolated(code);
}

QString auditActorWords(const QString &actor)
{
    return actor == "station"_L1 ? Words::tr("the station itself") : isolated(actor);
}

ChainWords auditChainWords(const AuditReport &report)
{
    if (!report.holds)
        return {
            MessageKind::Error,
            Words::tr("The chain does not hold: %1. Leave this computer as it is and call the technician.")
                .arg(isolated(report.detail))};
    QString text = Words::tr("The chain holds: %1 entries, %2 signatures.")
                       .arg(count(report.entries), count(report.checkpoints));
    text += u' ';
    text += report.lastCheckpointAt.isValid()
        ? Words::tr("Last signed %1.").arg(dayTimeWords(report.lastCheckpointAt))
        : Words::tr("Not signed yet.");
    if (report.clockSteps > 0)
        text += u' ' + Words::tr("Times the clock was set back: %1.").arg(count(report.clockSteps));
    return {report.clockSteps > 0 ? MessageKind::Warn : MessageKind::Ok, text};
}

} // namespace indraj
