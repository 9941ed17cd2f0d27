#include "widgets/people/sharesview.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/messageline.h"
#include "widgets/controls/qrcode.h"
#include "widgets/controls/textlabel.h"
#include "widgets/people/sharepaper.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QRandomGenerator>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int holders = 3;
constexpr int shareCodeSide = 248;
constexpr int quietModules = 4; // white round a QR code, as its standard asks
constexpr int shareGroupsPerLine = 4;

/// The QR code of the share on white, whatever the theme.
class CodeView : public QWidget {
public:
    explicit CodeView(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(shareCodeSide, shareCodeSide);
    }
    void setCode(const QImage &code)
    {
        m_code = code;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (m_code.isNull())
            return;
        QPainter painter(this);
        painter.fillRect(rect(), Qt::white);
        const qreal module = qreal(width()) / (m_code.width() + 2 * quietModules);
        const qreal edge = module * quietModules;
        paintQrCode(painter, m_code, QRectF(rect()).adjusted(edge, edge, -edge, -edge));
    }

private:
    QImage m_code;
};

QString comparable(const QString &text)
{
    QString out;
    for (const QChar c : text)
        if (c.isLetterOrNumber())
            out += c.digitValue() >= 0 ? QChar(u'0' + c.digitValue()) : c.toUpper();
    return out;
}

} // namespace

SharesView::SharesView(QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(TextStyle::Heading, this))
    , m_lead(new TextLabel(TextStyle::Body, this))
    , m_code(new CodeView(this))
    , m_share(new TextLabel(TextStyle::Field, this, Script::English))
    , m_idLine(new TextLabel(TextStyle::Small, this))
    , m_print(new ActionButton(u"printShare"_s, {}, this))
    , m_typeLabel(new TextLabel(TextStyle::Label, this))
    , m_typed(new QLineEdit(this))
    , m_message(new MessageLine(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_title->setBold(true);
    m_lead->setWordWrap(true);
    m_share->setBold(true);
    m_share->setObjectName(u"share.text"_s);
    m_share->setAlignment(Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignTop);
    m_idLine->setTone(u"muted"_s);
    m_print->setIconName(u"printer"_s);
    m_typed->setObjectName(u"field.shareGroup"_s);
    m_typed->setFixedSize(180, 44);
    m_typed->setLayoutDirection(Qt::LeftToRight);
    m_typed->setFont(latinFont(TextStyle::Field));
    m_typed->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    m_typeLabel->setBuddy(m_typed);
    m_message->setWordWrap(true);
    auto *right = new QVBoxLayout;
    right->setSpacing(10);
    for (QWidget *part : {static_cast<QWidget *>(m_share), static_cast<QWidget *>(m_idLine)})
        right->addWidget(part);
    right->addWidget(m_print, 0, Qt::AlignLeading);
    right->addSpacing(8);
    right->addWidget(m_typeLabel);
    right->addWidget(m_typed, 0, Qt::AlignLeading);
    right->addWidget(m_message);
    right->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    row->addWidget(m_code, 0, Qt::AlignTop);
    row->addLayout(right, 1);
    column->addWidget(m_title);
    column->addWidget(m_lead);
    column->addLayout(row);
    column->addStretch(1);
    connect(m_print, &QAbstractButton::clicked, this, &SharesView::print);
    connect(m_typed, &QLineEdit::returnPressed, this, &SharesView::goOn);
    connect(m_typed, &QLineEdit::textEdited, this, [this] { m_message->clear(); });
    refresh();
}

SharesView::~SharesView() { forget(); }

void SharesView::start(const RecoveryShares &shares, const QString &station)
{
    forget();
    m_shares = shares.shares;
    m_recoveryId = shares.recoveryId;
    m_station = station;
    m_madeAt = QDateTime::currentDateTimeUtc();
    m_number = 1;
    refresh();
}

void SharesView::forget()
{
    for (QString &share : m_shares)
        wipe(share);
    m_shares.clear();
    m_number = 0;
    m_shown = false;
    m_typed->setText({});
    refresh();
}

QStringList SharesView::groups() const
{
    if (m_number < 1 || m_number > m_shares.size())
        return {};
    return m_shares.at(m_number - 1).split(u'-', Qt::SkipEmptyParts);
}

QString SharesView::nextWords() const
{
    if (!m_shown)
        return tr("I am holder %1: show my share").arg(m_number);
    return m_number < holders ? tr("Checked: hide it, next holder") : tr("Checked: hide it, done");
}

void SharesView::goOn()
{
    if (m_number == 0)
        return;
    if (m_shown)
        return checkTyped();
    m_shown = true;
    const auto count = quint32(qMax<qsizetype>(1, groups().size()));
    m_askedGroup = int(QRandomGenerator::system()->bounded(count)) + 1;
    refresh();
    m_typed->setFocus(Qt::OtherFocusReason);
    Q_EMIT changed();
}

void SharesView::checkTyped()
{
    const QString wanted = groups().value(m_askedGroup - 1);
    if (comparable(m_typed->text()) != comparable(wanted)) {
        m_message->setMessage(
            MessageKind::Error,
            tr("This is not group %1. Look at what you wrote down or printed.").arg(m_askedGroup));
        m_typed->setFocus(Qt::OtherFocusReason);
        m_typed->selectAll();
        return;
    }
    wipe(m_shares[m_number - 1]);
    m_typed->setText({});
    m_message->clear();
    m_shown = false;
    if (m_number == holders) {
        forget();
        Q_EMIT finished();
        return;
    }
    ++m_number;
    refresh();
    Q_EMIT changed();
}

void SharesView::print()
{
    const SharePage page{m_number, m_shares.value(m_number - 1), m_recoveryId, m_station, m_madeAt};
    m_askPath(this, tr("Print share %1: choose the holder's own stick, not this computer").arg(m_number),
              u"recovery-share-%1.pdf"_s.arg(m_number), u"pdf"_s, [this, page](const QString &path) {
                  const auto written = writeSharePdf(path, {page});
                  m_message->setMessage(written ? MessageKind::Ok : MessageKind::Error,
                                        written ? tr("Written. Print it, then delete the file.")
                                                : tr("It could not be written there. Choose another place."));
              });
}

QString SharesView::message() const { return m_message->text(); }

void SharesView::refresh()
{
    const bool shown = m_shown && m_number > 0;
    m_title->setText(tr("Recovery share %1 of 3").arg(qMax(1, m_number)));
    m_lead->setText(
        shown
            ? tr("Only the holder looks at this. Write it down or print it, and keep it away from "
                 "the station. It is never shown again.")
            : tr("Hand the seat over to holder %1. Nobody else may see the screen.").arg(qMax(1, m_number)));
    for (QWidget *part : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_share),
                          static_cast<QWidget *>(m_idLine), static_cast<QWidget *>(m_print),
                          static_cast<QWidget *>(m_typeLabel), static_cast<QWidget *>(m_typed)})
        part->setVisible(shown);
    auto *code = static_cast<CodeView *>(m_code);
    if (!shown) {
        m_share->clear();
        code->setCode({});
        return;
    }
    const QStringList all = groups();
    QStringList lines;
    for (qsizetype i = 0; i < all.size(); i += shareGroupsPerLine)
        lines << all.mid(i, shareGroupsPerLine).join(u"  -  "_s);
    m_share->setText(lines.join(u'\n'));
    code->setCode(qrCode(m_shares.at(m_number - 1).toLatin1()).value_or(QImage()));
    m_idLine->setText(tr("Belongs to recovery %1").arg(isolated(m_recoveryId)));
    m_print->setLabel(tr("Print…"));
    m_typeLabel->setText(tr("Type group %1 of your share").arg(m_askedGroup));
    m_typed->setAccessibleName(m_typeLabel->text());
}

void SharesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace indraj
