#include "widgets/portrait/qualitychecklist.h"

#include "widgets/review/parts.h"
#include "widgets/review/spokenwords.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int rowsTop = 84; ///< below score, bar and count
constexpr int rowHeight = 30; ///< with room; rows come closer where the three pictures below need it
constexpr int leastRowHeight = 22;

} // namespace

QualityChecklist::QualityChecklist(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"checklist"_s);
    clear();
}

void QualityChecklist::clear()
{
    FaceJudgement empty;
    for (const FaceCheck check :
         {FaceCheck::OneFace, FaceCheck::Distance, FaceCheck::Position, FaceCheck::HeadStraight,
          FaceCheck::Light, FaceCheck::EyesOpen, FaceCheck::MouthClosed, FaceCheck::Sharp})
        empty.checks << FaceCheckResult{check};
    setJudgement(empty);
}

void QualityChecklist::setJudgement(const FaceJudgement &judgement)
{
    m_judgement = judgement;
    setToolTip(judgement.score.algorithm.isEmpty()
                   ? QString()
                   : tr("Scored by %1").arg(isolated(judgement.score.algorithm)));
    setAccessibleName(tr("Picture check") + u", "_s + describe());
    update();
}

void QualityChecklist::setMark(int score)
{
    m_mark = score;
    update();
}

int QualityChecklist::met() const
{
    return static_cast<int>(
        std::count_if(m_judgement.checks.begin(), m_judgement.checks.end(),
                      [](const FaceCheckResult &r) { return r.state == CheckState::Good; }));
}

QString QualityChecklist::describe() const
{
    return tr("%1 of %2 met").arg(met()).arg(m_judgement.checks.size());
}

QString QualityChecklist::wordFor(const FaceCheckResult &result) const
{
    switch (result.state) {
    case CheckState::NotAssessed:
        return u"–"_s;
    case CheckState::Good:
        return tr("good");
    case CheckState::Warn:
    case CheckState::Fail:
        break;
    }
    switch (result.check) {
    case FaceCheck::OneFace:
        return m_judgement.faces > 1 ? tr("more than one") : tr("none seen");
    case FaceCheck::Distance:
        return m_judgement.guidance == FaceGuidance::MoveBack ? tr("too close") : tr("too far");
    case FaceCheck::Position:
        return tr("off centre");
    case FaceCheck::HeadStraight: {
        const double angle
            = std::max({std::abs(m_judgement.yaw), std::abs(m_judgement.pitch), std::abs(m_judgement.roll)});
        return tr("off by %1").arg(isolated(QString::number(qRound(angle)) + u'°'));
    }
    case FaceCheck::Light:
        return result.state == CheckState::Warn ? tr("a little uneven") : tr("not good");
    case FaceCheck::EyesOpen:
        return tr("closed");
    case FaceCheck::MouthClosed:
        return tr("open");
    case FaceCheck::Sharp:
        return tr("blurred");
    }
    return {};
}

void QualityChecklist::paintBar(QPainter &painter, const QRectF &box) const
{
    const Tokens &tokens = tokensOf(this);
    const bool valid = m_judgement.score.isValid();
    const QColor ink = m_judgement.allRequiredMet ? tokens.ok : tokens.warn;
    painter.setPen(QPen(tokens.controlBorder, 1));
    painter.setBrush(tokens.sunken);
    painter.drawRoundedRect(box, 4, 4);
    const bool rtl = isRightToLeft();
    if (valid) {
        QRectF filled = box;
        filled.setWidth(box.width() * m_judgement.score.value / 100.0);
        if (rtl)
            filled.moveRight(box.right());
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawRoundedRect(filled, 4, 4);
    }
    const qreal at = box.width() * m_mark / 100.0;
    painter.fillRect(QRectF((rtl ? box.right() - at : box.left() + at) - 1, box.top() - 4, 2, 16),
                     tokens.text);
}

void QualityChecklist::paintRow(QPainter &painter, const QRectF &box, const FaceCheckResult &result) const
{
    const Tokens &tokens = tokensOf(this);
    const bool rtl = isRightToLeft();
    MessageKind tone = MessageKind::Neutral;
    QString icon = u"dash"_s;
    if (result.state == CheckState::Good) {
        tone = MessageKind::Ok;
        icon = u"tick"_s;
    } else if (result.state != CheckState::NotAssessed) {
        const bool blocks = result.state == CheckState::Fail && result.required;
        tone = blocks ? MessageKind::Error : MessageKind::Warn;
        icon = messageIcon(tone);
    }
    const QRectF mark(rtl ? box.right() - 20 : box.left(), box.center().y() - 10, 20, 20);
    paintIcon(painter, mark.toRect(), icon, messageColour(tokens, tone));
    const bool loud = tone == MessageKind::Warn || tone == MessageKind::Error;
    QFont font = fontFor(this, TextStyle::Body);
    font.setPixelSize(scaledText(rtl ? 16 : 14));
    font.setBold(loud);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const QRectF words = rtl ? box.adjusted(0, 0, -30, 0) : box.adjusted(30, 0, 0, 0);
    painter.drawText(words, startSide(this), said(this, wordsFor(result.check)));
    QFont small = fontFor(this, TextStyle::Small);
    small.setBold(loud);
    painter.setFont(small);
    painter.setPen(loud ? messageColour(tokens, tone) : tokens.textMuted);
    painter.drawText(words, endSide(this), wordFor(result));
}

void QualityChecklist::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setLayoutDirection(layoutDirection());
    const Tokens &tokens = tokensOf(this);
    QRectF line(0, 0, width(), scaledText(26));
    QFont font = fontFor(this, TextStyle::Body);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(line, startSide(this), tr("Picture check"));
    painter.setPen(m_judgement.allRequiredMet ? tokens.ok : tokens.warn);
    if (m_judgement.score.isValid())
        painter.drawText(line, endSide(this), isolated(u"%1 / 100"_s.arg(m_judgement.score.value)));
    paintBar(painter, QRectF(0.5, scaledText(36) + 0.5, width() - 1, 8));
    line = QRectF(0, scaledText(52), width(), scaledText(22));
    painter.setFont(fontFor(this, TextStyle::Small));
    painter.setPen(tokens.textMuted);
    painter.drawText(line, startSide(this), describe());
    painter.drawText(line, endSide(this), tr("usual: %1").arg(m_mark));
    const int room = (height() - scaledText(rowsTop)) / qMax(1, static_cast<int>(m_judgement.checks.size()));
    const int each = qBound(scaledText(leastRowHeight), room, scaledText(rowHeight));
    QRectF row(0, scaledText(rowsTop), width(), each);
    for (const FaceCheckResult &result : m_judgement.checks) {
        paintRow(painter, row, result);
        row.translate(0, each);
    }
}

void QualityChecklist::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        setJudgement(m_judgement);
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace indraj
