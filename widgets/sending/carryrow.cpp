#include "widgets/sending/carryrow.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/parts.h"

#include <QHBoxLayout>

#include <utility>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString number(int count) { return isolated(QString::number(count)); }

QString megabytes(qint64 bytes) { return isolated(QString::number(double(bytes) / 1e6, 'f', 1) + u" MB"_s); }

} // namespace

CarryRow::CarryRow(Sender &sender, QWidget *parent)
    : QWidget(parent)
    , m_sender(sender)
    , m_choose(new ActionButton(u"sending.carry"_s, {}))
    , m_begin(new ActionButton(u"sending.carryBegin"_s, {}, nullptr, ActionButton::Look::Primary))
    , m_stop(new ActionButton(u"sending.carryStop"_s, {}))
    , m_result(new TextLabel(TextStyle::Body))
    , m_ask(askFolderDialog())
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    for (ActionButton *button : {m_choose, m_begin, m_stop}) {
        button->setCompact(true);
        box->addWidget(button);
    }
    m_choose->setIconName(u"disk"_s);
    m_stop->setIconName(u"pause"_s);
    m_result->setWordWrap(true);
    m_result->setObjectName(u"sending.carried"_s);
    box->addWidget(m_result, 1);
    connect(m_choose, &QAbstractButton::clicked, this, &CarryRow::choose);
    connect(m_begin, &QAbstractButton::clicked, this, &CarryRow::begin);
    connect(m_stop, &QAbstractButton::clicked, this, &CarryRow::stop);
    connect(&m_sender, &Sender::diskSeen, this, &CarryRow::showSeen);
    connect(&m_sender, &Sender::carryProgress, this, &CarryRow::showProgress);
    connect(&m_sender, &Sender::carried, this, &CarryRow::showEnd);
    connect(&m_sender, &Sender::lineChanged, this,
            [this](const LineStatus &line) { showAwaited(line.awaitedDisk); });
    retranslate();
    setStep(Step::Idle);
    showAwaited(m_sender.line().awaitedDisk);
}

void CarryRow::retranslate()
{
    m_choose->setLabel(tr("Send on another station’s disk…"));
    m_begin->setLabel(tr("Send it on"));
    m_stop->setLabel(tr("Stop"));
    if (m_step == Step::Idle)
        m_result->setText({});
    else if (m_step == Step::Awaiting)
        sayAwaited();
}

void CarryRow::setStep(Step step)
{
    const QWidget *keys = window()->focusWidget();
    const bool focused = keys && isAncestorOf(keys);
    m_step = step;
    const bool mayChoose = step == Step::Idle || step == Step::Seen || step == Step::Awaiting;
    m_choose->setVisible(mayChoose);
    m_begin->setVisible(step == Step::Seen);
    m_stop->setVisible(step == Step::Looking || step == Step::Sending || step == Step::Awaiting);
    // The one that was pressed is gone: the keys stay in this row.
    if (focused)
        (step == Step::Seen ? m_begin : mayChoose ? m_choose : m_stop)->setFocus(Qt::OtherFocusReason);
}

void CarryRow::say(const QString &words, const QString &tone)
{
    m_result->setTone(tone);
    m_result->setText(words);
}

void CarryRow::choose()
{
    m_ask(this, tr("Which disk of another station?"), [this](const QString &folder) {
        setStep(Step::Looking);
        say(tr("Looking at the disk."));
        m_sender.lookAtDisk(folder);
    });
}

void CarryRow::begin()
{
    setStep(Step::Sending);
    say(tr("It begins. Leave the disk in."));
    m_sender.carryDisk(m_folder);
}

void CarryRow::stop() { m_sender.stopCarrying(); }

QString CarryRow::result() const { return m_result->text(); }

void CarryRow::showSeen(const CarryPreview &preview)
{
    if (preview.fault != CarryFault::None) {
        setStep(Step::Idle);
        return say(wordsFor(preview.fault), u"error"_s);
    }
    m_folder = preview.folder;
    setStep(Step::Seen);
    say(wordsFor(preview), QString());
}

QString CarryRow::wordsFor(const CarryPreview &preview) const
{
    const QString what
        = tr("Station %1: %2 packets, %3, sealed; nobody here can read them.")
              .arg(isolated(preview.station), number(preview.packets), megabytes(preview.bytes));
    if (preview.atCentral < 0)
        return what + u' ' + tr("Central cannot be asked now; it is tried again and again.");
    return what + u' ' + tr("Central has %1 of them already.").arg(number(preview.atCentral));
}

void CarryRow::showProgress(const CarryProgress &now)
{
    if (m_step != Step::Sending && !now.resumed)
        return;
    if (m_step != Step::Sending)
        setStep(Step::Sending);
    QString how = tr("%1 of %2 packets, %3 of %4.")
                      .arg(number(now.done), number(now.packets), megabytes(now.sent), megabytes(now.bytes));
    if (now.resumed)
        how.prepend(tr("The disk of station %1 goes on where it stopped.").arg(isolated(now.station)) + u' ');
    if (now.nextTry.isValid())
        return say(how + u' '
                       + tr("Central does not answer; tried again at %1. Leave the disk in.")
                             .arg(isolated(now.nextTry.toLocalTime().toString(u"HH:mm:ss"_s))),
                   u"muted"_s);
    say(how + u' ' + tr("Leave the disk in."), u"muted"_s);
}

void CarryRow::showAwaited(const QString &station)
{
    // Said once: what a person has asked meanwhile is not overwritten.
    if (std::exchange(m_awaited, station) == station || (m_step != Step::Idle && m_step != Step::Awaiting))
        return;
    if (!station.isEmpty()) {
        setStep(Step::Awaiting);
        return sayAwaited();
    }
    if (m_step == Step::Awaiting) {
        setStep(Step::Idle);
        say({});
    }
}

void CarryRow::sayAwaited()
{
    say(tr("The disk of station %1 is not finished, and not here. Put it in: it goes on by itself. If it "
           "will not "
           "come, press Stop.")
            .arg(isolated(m_awaited)),
        QString());
}

void CarryRow::showEnd(const CarryReport &report)
{
    setStep(Step::Idle);
    if (report.fault != CarryFault::None)
        return say(wordsFor(report.fault), u"error"_s);
    const QString done = tr("%1 are at central, and their receipts on the disk. Eject it and give it back to "
                            "station %2.")
                             .arg(number(report.packets), isolated(report.station));
    if (report.refused == 0)
        return say(done, u"ok"_s);
    say(done + u' '
            + tr("%1 are damaged or were refused: they stay at their station. Tell its in-charge.")
                  .arg(number(report.refused)),
        u"error"_s);
}

QString CarryRow::wordsFor(CarryFault fault) const
{
    switch (fault) {
    case CarryFault::None:
        break;
    case CarryFault::NotADisk:
        return tr("There is no station’s copy in that folder.");
    case CarryFault::SeveralFolders:
        return tr("There are several copies on it. Choose the folder of one.");
    case CarryFault::BadList:
        return tr("The list on this disk was not signed by a station of this authority, or was changed. Send "
                  "nothing of it; call the help desk.");
    case CarryFault::OwnDisk:
        return tr("This is this station’s own disk. What is on it is sent from here by itself.");
    case CarryFault::CannotWrite:
        return tr("The disk cannot be written, so receipts could not go back on it. Is it write-protected?");
    case CarryFault::NoRoom:
        return tr("The disk has no room for central’s receipts.");
    case CarryFault::DiskGone:
        return tr("The disk is gone. Put it in again: it goes on by itself where it stopped.");
    case CarryFault::CentralRefuses:
        return tr("Central does not take this disk: its station or this one is unknown, blocked or revoked "
                  "there. Call the help desk.");
    case CarryFault::NotOffered:
        return tr("Central does not take other stations’ disks from here. Send the disk to central itself.");
    case CarryFault::BadAnswer:
        return tr("Central’s answer could not be verified. Call the help desk.");
    case CarryFault::NotNow:
        return tr("That is not possible just now. Try again in a moment.");
    case CarryFault::Stopped:
        return tr("Stopped. What has arrived stays; choose the disk again to go on.");
    }
    return {};
}

} // namespace indraj
