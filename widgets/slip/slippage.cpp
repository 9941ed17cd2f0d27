#include "widgets/slip/slippage.h"

#include "widgets/controls/banner.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/review/parts.h"
#include "widgets/shell/words.h"

#include <QDir>
#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

SlipPage::SlipPage(EnrolmentDesk &desk, const QString &station, const QString &folder, QWidget *parent)
    : Page(parent)
    , m_desk(desk)
    , m_station(station)
    , m_folder(folder)
    , m_notice(new Banner)
    , m_preview(new SlipPreview)
{
    setObjectName(u"page.slip"_s);
    m_preview->setObjectName(u"slip.preview"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(12);
    m_notice->hide();
    box->addWidget(m_notice);
    box->addWidget(m_preview, 1);
    connect(&m_desk, &EnrolmentDesk::picturesChanged, this, &SlipPage::refresh);
    connect(&m_desk, &EnrolmentDesk::changed, this, &SlipPage::refresh);
}

SlipData SlipPage::data() const
{
    const Enrolment &enrolment = m_desk.enrolment();
    SlipData data;
    data.token = enrolment.token;
    data.enrolment = enrolment.id;
    data.name = {enrolment.fields.value(u"name.en"_s), enrolment.fields.value(u"name.ur"_s)};
    data.service = m_desk.form().title;
    if (const auto fee = m_desk.fee())
        data.fee = feeText(*fee);
    data.station = m_station;
    data.at = enrolment.savedAt.toLocalTime();
    data.portrait = m_desk.portrait();
    return data;
}

QString SlipPage::path() const
{
    return QDir(m_folder).filePath(u"slip-"_s + m_desk.enrolment().id.toString() + u".pdf"_s);
}

QString SlipPage::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void SlipPage::setPaper(SlipPaper paper)
{
    m_paper = paper;
    refresh();
}

PageChrome SlipPage::chrome() const
{
    PageChrome chrome;
    chrome.title = tr("Slip");
    chrome.subtitle = m_written ? tr("The slip is written. Give it to the citizen.")
                                : tr("Signed off. Print the slip for the citizen.");
    const auto kind
        = [](bool primary) { return primary ? ActionSpec::Kind::Primary : ActionSpec::Kind::Normal; };
    const ActionSpec print{u"print"_s,
                           m_written ? tr("Print again") : tr("Print slip"),
                           m_written ? QKeySequence() : QKeySequence(Qt::CTRL | Qt::Key_P),
                           kind(!m_written),
                           m_desk.hasEnrolment(),
                           u"printer"_s};
    const ActionSpec done{
        u"done"_s, m_written ? tr("Next citizen") : tr("Without slip"), {}, kind(m_written), true, {}};
    chrome.end = m_written ? QList{print, done} : QList{done, print};
    chrome.showCitizen = true;
    return chrome;
}

void SlipPage::enter()
{
    m_written = false;
    m_notice->hide();
    refresh();
    Q_EMIT chromeChanged();
}

void SlipPage::refresh()
{
    if (m_desk.hasEnrolment())
        m_preview->setSlip(data(), m_paper);
}

void SlipPage::trigger(const QString &actionId)
{
    if (actionId == u"done"_s) {
        Q_EMIT navigate(u"home"_s);
        return;
    }
    if (actionId != u"print"_s || !m_desk.hasEnrolment())
        return;
    const auto result = writeSlipPdf(path(), data(), m_paper);
    if (!result) {
        notify(*m_notice, MessageKind::Error,
               tr("The slip could not be written. The enrolment is safe; try again."));
        return;
    }
    m_notice->hide();
    m_written = true;
    Q_EMIT chromeChanged();
    Q_EMIT written(path());
}

void SlipPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    Page::changeEvent(event);
}

void SlipPreview::setSlip(const SlipData &slip, SlipPaper paper)
{
    m_data = slip;
    m_paper = paper;
    setAccessibleName(tr("Slip of token %1").arg(slip.token));
    update();
}

void SlipPreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QSizeF paper
        = slipSize(m_paper).scaled(QSizeF(size()).shrunkBy(QMarginsF(2, 2, 2, 2)), Qt::KeepAspectRatio);
    const QRectF sheet(QPointF((width() - paper.width()) / 2, (height() - paper.height()) / 2), paper);
    painter.setPen(tokensOf(this).border);
    painter.setBrush(Qt::white);
    painter.drawRect(sheet);
    if (m_data.token.isEmpty())
        return;
    painter.translate(sheet.topLeft());
    const qreal scale = paper.width() / (slipSize(m_paper).width() * 10);
    painter.scale(scale, scale);
    if (const auto painted = paintSlip(painter, m_data, m_paper); !painted) {
        painter.setPen(tokensOf(this).error);
        painter.drawText(QRectF(0, 0, 800, 400), Qt::AlignCenter, tr("The slip cannot be shown."));
    }
}

} // namespace indraj
