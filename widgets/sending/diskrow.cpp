#include "widgets/sending/diskrow.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

AskFolder askFolderDialog()
{
    return [](QWidget *parent, const QString &title, std::function<void(const QString &path)> chosen) {
        auto *dialog = new QFileDialog(parent, title, u"/media"_s);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        // The system's dialog would speak the system's language, not that of the interface.
        dialog->setOptions(QFileDialog::DontUseNativeDialog | QFileDialog::ShowDirsOnly);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
        dialog->open();
    };
}

DiskRow::DiskRow(Sender &sender, QWidget *parent)
    : QWidget(parent)
    , m_sender(sender)
    , m_copy(new ActionButton(u"sending.copy"_s, {}))
    , m_take(new ActionButton(u"sending.take"_s, {}))
    , m_result(new TextLabel(TextStyle::Body))
    , m_ask(askFolderDialog())
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    for (ActionButton *button : {m_copy, m_take}) {
        button->setCompact(true);
        button->setIconName(u"disk"_s);
        box->addWidget(button);
    }
    m_result->setWordWrap(true);
    m_result->setObjectName(u"sending.disk"_s);
    box->addWidget(m_result, 1);
    connect(m_copy, &QAbstractButton::clicked, this, &DiskRow::copy);
    connect(m_take, &QAbstractButton::clicked, this, &DiskRow::take);
    connect(&m_sender, &Sender::mediaProgress, this, &DiskRow::showProgress);
    connect(&m_sender, &Sender::mediaDone, this, &DiskRow::show);
    retranslate();
}

void DiskRow::retranslate()
{
    m_copy->setLabel(tr("Copy to a disk…"));
    m_take->setLabel(tr("Take receipts…"));
    m_result->setText({});
}

void DiskRow::begin(const QString &words)
{
    m_copy->setEnabled(false);
    m_take->setEnabled(false);
    m_result->setTone(u"muted"_s);
    m_result->setText(words);
}

void DiskRow::copy()
{
    m_ask(this, tr("Copy what waits to which disk?"), [this](const QString &folder) {
        begin(tr("Copying and reading back. Leave the disk in."));
        m_sender.copyTo(folder);
    });
}

void DiskRow::take()
{
    m_ask(this, tr("In which folder are central’s receipts?"), [this](const QString &folder) {
        begin(tr("Reading receipts. Leave the disk in."));
        m_sender.takeReceiptsFrom(folder);
    });
}

void DiskRow::showProgress(int done, int all)
{
    m_result->setText(tr("%1 of %2 steps. Leave the disk in.")
                          .arg(isolated(QString::number(done)), isolated(QString::number(all))));
}

QString DiskRow::result() const { return m_result->text(); }

void DiskRow::show(const MediaReport &report)
{
    m_copy->setEnabled(true);
    m_take->setEnabled(true);
    m_result->setTone(report.fault == MediaFault::None && report.refused == 0 ? u"ok"_s : u"error"_s);
    m_result->setText(wordsFor(report));
}

QString DiskRow::wordsFor(const MediaReport &report) const
{
    const QString number = isolated(QString::number(report.packets));
    switch (report.fault) {
    case MediaFault::None:
        break;
    case MediaFault::NothingToSend:
        return tr("Nothing waits to be sent.");
    case MediaFault::NoRoom:
        return tr("The disk has too little room.");
    case MediaFault::CannotWrite:
        return tr("The disk cannot be written. Is it there, and not write-protected?");
    case MediaFault::ReadBackFailed:
        return tr("The copy does not read back the same. Take another disk.");
    case MediaFault::QueueUnreadable:
        return tr("What waits here could not be read. Try again, then call the help desk.");
    case MediaFault::NotOurs:
        return tr("There are no receipts for this station in that folder.");
    case MediaFault::Cancelled:
        return tr("Stopped; nothing was left on the disk.");
    }
    if (report.kind == MediaReport::Kind::Copied)
        return tr("%1 copied and read back. They stay here until central’s receipts come back.").arg(number);
    if (report.refused > 0)
        return tr("%1 cleared; %2 receipts could not be verified. Call the help desk.")
            .arg(number, isolated(QString::number(report.refused)));
    return tr("%1 cleared by central’s receipts.").arg(number);
}

} // namespace indraj
