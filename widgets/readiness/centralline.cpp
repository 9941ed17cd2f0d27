#include "widgets/readiness/centralline.h"

#include "widgets/theme/textstyle.h"

#include <QCoreApplication>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct CentralWords {
    Q_DECLARE_TR_FUNCTIONS(indraj::Readiness)
};

/// What is wrong with what came down from central; empty: nothing.
QString downTrouble(const DownwardReport &down)
{
    if (!down.staff.heldBack.isEmpty())
        return CentralWords::tr(
                   "Central has suspended %1, but nobody else could open this station. Add another person, "
                   "then it is carried out.")
            .arg(isolated(down.staff.heldBack.join(u", "_s)));
    const std::optional<SetError> &fault = down.staffFault ? down.staffFault : down.referenceFault;
    if (!fault)
        return {};
    switch (fault->fault) {
    case SetFault::NoAnswer:
    case SetFault::Older:
        return {};
    case SetFault::DiskFull:
        return CentralWords::tr(
            "The disk has no room for central's newer forms and rules. Those before stay in use.");
    case SetFault::NotUsable:
        return CentralWords::tr(
            "Central's newer forms and rules need another version of this program. Those before stay "
            "in use. Tell the technician.");
    case SetFault::NotSigned:
    case SetFault::BadContent:
    case SetFault::OtherChannel:
    case SetFault::BadItem:
        return CentralWords::tr(
            "What came as newer forms and rules is not from central and was thrown away. Call the "
            "help desk.");
    case SetFault::IoFailed:
    case SetFault::StoreFailed:
        break;
    }
    return CentralWords::tr(
        "Central's newer forms and rules could not be kept. It is tried again by itself.");
}

/// What is good to know about it; empty: nothing.
QString downNews(const DownwardReport &down)
{
    if (down.reference > down.inUse)
        return CentralWords::tr("newer forms and rules are here and are used from the next start");
    if (!down.staff.unknown.isEmpty())
        return CentralWords::tr("central names people whom the in-charge has yet to add: %1")
            .arg(isolated(down.staff.unknown.join(u", "_s)));
    return {};
}

/// What of the day's cap is gone, where bytes are paid for; empty: nobody has to know.
QString meteredNews(const LineStatus &status)
{
    const auto megabytes
        = [](qint64 bytes) { return isolated(QString::number(bytes / 1'000'000) + u" MB"_s); };
    if (status.metering == Metering::Unmetered)
        return {};
    if (status.dayCap > 0)
        return CentralWords::tr("%1 of the day’s %2 are used")
            .arg(megabytes(status.dayBytes), megabytes(status.dayCap));
    return status.metering == Metering::Metered
        ? CentralWords::tr("a metered line, %1 today").arg(megabytes(status.dayBytes))
        : QString();
}

} // namespace

ReadinessLine centralLine(const std::optional<LineStatus> &status)
{
    ReadinessLine line{ReadinessLine::Topic::Central,       MessageKind::Neutral,         u"online"_s,
                       CentralWords::tr("Line to central"), CentralWords::tr("Looking…"), {}};
    if (!status || !status->isKnown())
        return line;
    if (status->online) {
        line.kind = MessageKind::Ok;
        line.value = CentralWords::tr("Online");
        constexpr int shortestTold = 100; // ms: below, tenths of a second would say nought
        line.advice = status->latencyMs >= 0 && status->latencyMs < shortestTold
            ? CentralWords::tr("central answers at once")
            : status->latencyMs >= 0 ? CentralWords::tr("central answers in %1 s")
                                           .arg(isolated(QString::number(status->latencyMs / 1000.0, 'f', 1)))
                                     : CentralWords::tr("central answers");
        for (const QString &news : {meteredNews(*status), downNews(status->down)}) {
            if (!news.isEmpty())
                line.advice = news;
        }
        if (const QString trouble = downTrouble(status->down); !trouble.isEmpty()) {
            line.kind = MessageKind::Warn;
            line.advice = trouble;
        }
        return line;
    }
    line.icon = u"offline"_s;
    line.kind = MessageKind::Warn;
    line.value = CentralWords::tr("Offline");
    if (status->lastFault == UploadFault::NotCentral) {
        line.advice = CentralWords::tr(
            "Something else answers in central’s place: sign in to this network or use another line.");
        return line;
    }
    line.advice = status->lastFault == UploadFault::TlsRefused
        ? CentralWords::tr(
            "Central does not take this station's certificate: check the date, then call the help desk.")
        : CentralWords::tr("Go on working: all is safe here and is sent by itself when the line is back.");
    return line;
}

} // namespace indraj
