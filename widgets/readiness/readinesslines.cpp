#include "widgets/readiness/readinesslines.h"

#include "widgets/readiness/centralline.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QCoreApplication>
#include <QLocale>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

using Topic = ReadinessLine::Topic;

struct LineWords {
    Q_DECLARE_TR_FUNCTIONS(indraj::Readiness)
};

QString number(qint64 value) { return isolated(QLocale(QLocale::English).toString(value)); }

QString gigabytes(qint64 bytes)
{
    return isolated(QLocale(QLocale::English).toString(double(bytes) / 1e9, 'f', 1) + u" GB"_s);
}

bool warns(const StationHealth &health, StationWarning warning) { return health.warnings.contains(warning); }

ReadinessLine looking(Topic topic, const QString &icon, const QString &title)
{
    return {topic, MessageKind::Neutral, icon, title, LineWords::tr("Looking…"), {}};
}

/// What the look through everything stored has come to, where that is not "sound".
void addDamage(const StationHealth &health, ReadinessLine *line)
{
    if (health.contents == LookState::Damaged) {
        line->kind = MessageKind::Error;
        line->value = LineWords::tr("Damage found");
        const QStringList tokens = health.damagedTokens.mid(0, 2);
        if (!health.tablesHold)
            line->advice
                = LineWords::tr("Lists in the store are damaged or were put back. Call the technician, and "
                                "leave this computer as it is.");
        else if (tokens.size() < health.damagedTokens.size())
            line->advice
                = LineWords::tr("Of %1 and others something is damaged or was put back. Take it again, and "
                                "call the technician.")
                      .arg(isolated(tokens.join(u", "_s)));
        else
            line->advice
                = LineWords::tr("Of %1 something is damaged or was put back. Take it again, and call the "
                                "technician.")
                      .arg(isolated(tokens.join(u", "_s)));
    } else if (health.contents == LookState::Unknown && line->kind == MessageKind::Ok) {
        line->kind = MessageKind::Warn;
        line->advice
            = LineWords::tr("What is stored could not be read through. Sign in again; if this stays, call "
                            "the technician.");
    }
}

ReadinessLine diskLine(const std::optional<StationHealth> &health)
{
    ReadinessLine line = looking(Topic::Disk, u"disk"_s, LineWords::tr("Disk"));
    if (!health)
        return line;
    line.value = LineWords::tr("%1 enrolments").arg(number(health->enrolmentsLeft));
    if (warns(*health, StationWarning::DiskFloor)) {
        line.kind = MessageKind::Error;
        line.advice = LineWords::tr("No new enrolments: send what waits, then room comes back. %1 free.")
                          .arg(gigabytes(health->freeBytes));
    } else if (warns(*health, StationWarning::DiskLow)) {
        line.kind = MessageKind::Warn;
        line.advice = LineWords::tr("Connect soon: what is sent makes room. %1 free.")
                          .arg(gigabytes(health->freeBytes));
    } else {
        line.kind = MessageKind::Ok;
        line.advice = LineWords::tr("more will fit, %1 free").arg(gigabytes(health->freeBytes));
    }
    if (line.kind == MessageKind::Ok && warns(*health, StationWarning::WitnessMissing)) {
        line.kind = MessageKind::Warn;
        line.advice = health->witness == WitnessState::SameDisk
            ? LineWords::tr(
                "The mark of the last step lies on this same disk: ask the technician to name a second one.")
            : LineWords::tr(
                "The second disk, which keeps the mark of the last step, is not there: plug it in, then sign "
                "in again.");
    }
    addDamage(*health, &line);
    return line;
}

ReadinessLine draftsLine(const std::optional<StationHealth> &health)
{
    ReadinessLine line = looking(Topic::Drafts, u"pause"_s, LineWords::tr("Drafts"));
    if (!health)
        return line;
    line.value = health->drafts == 0 ? LineWords::tr("None open")
                                     : LineWords::tr("%1 open").arg(number(health->drafts));
    line.kind = warns(*health, StationWarning::DraftsOld) ? MessageKind::Warn : MessageKind::Ok;
    if (line.kind == MessageKind::Warn && health->draftDaysLeft == 0)
        line.advice
            = LineWords::tr("The oldest is past its age. Finish it, or have it deleted by two people.");
    else if (line.kind == MessageKind::Warn)
        line.advice = LineWords::tr("Days left for the oldest: %1. Finish it under Today.")
                          .arg(number(qMax(0, health->draftDaysLeft)));
    else if (health->oldestDraftAt.isValid())
        line.advice
            = LineWords::tr("the oldest is of %1").arg(dateWords(health->oldestDraftAt.toLocalTime().date()));
    else
        line.advice = LineWords::tr("nothing is left over");
    return line;
}

ReadinessLine offlineLine(const std::optional<StationHealth> &health)
{
    ReadinessLine line = looking(Topic::Offline, u"sending"_s, LineWords::tr("Waiting to send"));
    if (!health)
        return line;
    line.value = health->waiting == 0 ? LineWords::tr("Nothing")
                                      : LineWords::tr("%1 waiting").arg(number(health->waiting));
    if (warns(*health, StationWarning::OfflineTooLong)) {
        line.kind = MessageKind::Error;
        line.advice
            = LineWords::tr("Central was not reached for too long: no new enrolments until it is. Connect.");
    } else if (warns(*health, StationWarning::OfflineLong)) {
        line.kind = MessageKind::Warn;
        line.advice = LineWords::tr("Days left to connect: %1. One short connection is enough.")
                          .arg(number(qMax(0, health->offlineDaysLeft)));
    } else {
        line.kind = MessageKind::Ok;
        line.advice = health->offlineDaysLeft >= 0
            ? LineWords::tr("days left without a line: %1").arg(number(health->offlineDaysLeft))
            : LineWords::tr("central has signed for everything");
    }
    return line;
}

ReadinessLine cameraLine(const ReadinessFacts &facts)
{
    ReadinessLine line = looking(Topic::Camera, u"camera"_s, LineWords::tr("Camera"));
    if (facts.camera == CameraTest::Pictures) {
        line.kind = MessageKind::Ok;
        line.value = LineWords::tr("Gives pictures");
        line.advice = facts.cameraName;
    } else if (facts.camera == CameraTest::Failed) {
        line.kind = MessageKind::Error;
        line.value = LineWords::tr("No picture");
        line.advice = LineWords::tr("Plug it in or choose another one beside; then test again.");
    }
    return line;
}

ReadinessLine scannerLine(const ReadinessFacts &facts)
{
    ReadinessLine line = looking(Topic::Scanner, u"fingerprint"_s, LineWords::tr("Finger scanner"));
    switch (facts.scanner) {
    case ScannerState::Idle:
    case ScannerState::WaitingFinger:
    case ScannerState::FingerPresent:
    case ScannerState::Processing:
        if (facts.scannerName.isEmpty())
            return line; // opened, but has not said yet who it is
        line.kind = MessageKind::Ok;
        line.value = LineWords::tr("Connected");
        line.advice = isolated(facts.scannerName);
        if (facts.devicesSimulated)
            line.advice = LineWords::tr("simulated, for training");
        break;
    case ScannerState::NoDevice:
        if (facts.scannerLooking)
            return line;
        line.kind = MessageKind::Error;
        line.value = LineWords::tr("Not connected");
        line.advice = LineWords::tr("Plug it in; it is found by itself.");
        break;
    case ScannerState::TooHot:
        line.kind = MessageKind::Warn;
        line.value = LineWords::tr("Too hot");
        line.advice = LineWords::tr("It cools down by itself in some minutes.");
        break;
    case ScannerState::HelperLost:
        line.kind = MessageKind::Warn;
        line.value = LineWords::tr("Starting again");
        line.advice = LineWords::tr("Wait a moment; if it stays so, call the technician.");
        break;
    }
    return line;
}

/// Never an error: enrolments go on without irises.
ReadinessLine irisLine(const IrisFacts &facts)
{
    ReadinessLine line = looking(Topic::Iris, u"eye"_s, LineWords::tr("Iris camera"));
    if (!facts.device && facts.looking)
        return line;
    line.kind = MessageKind::Warn;
    if (!facts.device) {
        line.value = LineWords::tr("Not connected");
        line.advice
            = LineWords::tr("Plug it in; it is found by itself. Until then enrolments go on without irises.");
    } else if (!facts.device->trusted) {
        line.value = LineWords::tr("Not to be trusted");
        line.advice
            = LineWords::tr("It cannot prove who made it: nothing of it is taken. Tell the technician.");
    } else if (!facts.device->ready) {
        line.value = LineWords::tr("Not ready");
        line.advice
            = LineWords::tr("It says that it cannot take pictures now. Unplug it and plug it in again.");
    } else {
        line.kind = MessageKind::Ok;
        line.value = LineWords::tr("Connected");
        line.advice = facts.device->simulated
            ? LineWords::tr("simulated, for training")
            : isolated(QStringList{facts.device->make, facts.device->model}.join(u' ').simplified());
    }
    return line;
}

ReadinessLine chipLine(const std::optional<StationHealth> &health)
{
    ReadinessLine line = looking(Topic::Chip, u"chip"_s, LineWords::tr("Security chip"));
    if (!health)
        return line;
    switch (health->tpm) {
    case TpmState::Sealed:
        line.kind = MessageKind::Ok;
        line.value = LineWords::tr("Guards the key");
        line.advice = LineWords::tr("the store opens on this computer only");
        break;
    case TpmState::Absent:
        line.kind = MessageKind::Warn;
        line.value = LineWords::tr("None here");
        line.advice = LineWords::tr(
            "Pass phrases alone protect the store: keep them long, and lock the computer away.");
        break;
    case TpmState::NotUsed:
        line.kind = MessageKind::Warn;
        line.value = LineWords::tr("Not used");
        line.advice = LineWords::tr("The store was made without it. Ask the technician to make it anew.");
        break;
    }
    if (warns(*health, StationWarning::MemoryOnDisk)) {
        line.kind = MessageKind::Warn;
        line.advice
            = LineWords::tr("Memory may reach the disk unencrypted: ask the technician to encrypt the swap.");
    }
    return line;
}

ReadinessLine recoveryLine(const std::optional<StationHealth> &health)
{
    ReadinessLine line = looking(Topic::Recovery, u"key"_s, LineWords::tr("Recovery shares"));
    if (!health)
        return line;
    const bool missing = warns(*health, StationWarning::NoRecovery);
    line.kind = missing ? MessageKind::Warn : MessageKind::Ok;
    line.value = missing ? LineWords::tr("Not made") : LineWords::tr("Made");
    line.advice = missing
        ? LineWords::tr("If all pass phrases are lost, all is lost. The in-charge makes them under People.")
        : LineWords::tr("two of three holders can open the store");
    return line;
}

ReadinessLine ballastLine(const std::optional<StationHealth> &health)
{
    ReadinessLine line = looking(Topic::Ballast, u"ballast"_s, LineWords::tr("Disk reserve"));
    if (!health)
        return line;
    const bool missing = warns(*health, StationWarning::BallastMissing);
    line.kind = missing ? MessageKind::Warn : MessageKind::Ok;
    line.value = missing ? LineWords::tr("Missing") : LineWords::tr("In place");
    line.advice = missing
        ? LineWords::tr("Free some room on the disk, then sign in again: it is laid down anew.")
        : LineWords::tr("a full disk can still finish what is begun");
    return line;
}

} // namespace

QList<ReadinessLine> readinessLines(const ReadinessFacts &facts)
{
    QList<ReadinessLine> lines{cameraLine(facts), scannerLine(facts)};
    if (facts.iris)
        lines << irisLine(*facts.iris);
    lines << diskLine(facts.health) << offlineLine(facts.health) << centralLine(facts.line)
          << draftsLine(facts.health) << chipLine(facts.health) << recoveryLine(facts.health)
          << ballastLine(facts.health);
    return lines;
}

bool stopsEnrolling(const StationHealth &health)
{
    return warns(health, StationWarning::DiskFloor) || warns(health, StationWarning::OfflineTooLong);
}

QString firstConcern(const StationHealth &health)
{
    if (health.warnings.isEmpty())
        return {};
    switch (*std::min_element(health.warnings.cbegin(), health.warnings.cend())) {
    case StationWarning::ContentDamaged:
        return LineWords::tr("Something stored is damaged, or was put back.");
    case StationWarning::DiskFloor:
        return LineWords::tr("The disk is too full for new enrolments.");
    case StationWarning::DiskLow:
        return LineWords::tr("The disk is getting full.");
    case StationWarning::OfflineTooLong:
        return LineWords::tr("Central was not reached for too long.");
    case StationWarning::OfflineLong:
        return LineWords::tr("Days left without a connection: %1.")
            .arg(number(qMax(0, health.offlineDaysLeft)));
    case StationWarning::DraftsOld:
        return LineWords::tr("A draft is getting too old.");
    case StationWarning::NoRecovery:
        return LineWords::tr("No recovery shares were made.");
    case StationWarning::TpmAbsent:
        return LineWords::tr("No security chip guards the key.");
    case StationWarning::MemoryOnDisk:
        return LineWords::tr("What is in memory may reach the disk unencrypted.");
    case StationWarning::WitnessMissing:
        return LineWords::tr("No second disk keeps the mark of the last step.");
    case StationWarning::BallastMissing:
        return LineWords::tr("The reserve for a full disk is missing.");
    }
    Q_UNREACHABLE();
}

QString readinessWord(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Ok:
        return LineWords::tr("Ready");
    case MessageKind::Warn:
        return LineWords::tr("Watch");
    case MessageKind::Error:
        return LineWords::tr("Stop");
    default:
        return LineWords::tr("Looking…");
    }
}

} // namespace indraj
