#include "widgets/portrait/findinglist.h"

#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int iconRoom = 26;
constexpr int betweenWordsAndFigures = 10;
constexpr int gap = 5;
constexpr int smallGap = 3;
constexpr int besideBar = 6; // figures keep away from a scroll bar
constexpr int smallRow = 24;

} // namespace

FindingList::FindingList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"findings"_s);
}

void FindingList::setReport(const PortraitReport &report, const QString &title)
{
    m_report = report;
    m_title = title;
    rebuild();
}

void FindingList::clear()
{
    m_report = {};
    m_title.clear();
    rebuild();
}

QStringList FindingList::advice() const
{
    QStringList sentences;
    for (const auto flag : {&PortraitFinding::refuses, &PortraitFinding::warns})
        for (const PortraitFinding &finding : m_report.findings)
            if (finding.*flag)
                sentences << said(this, adviceFor(finding));
    return sentences;
}

void FindingList::rebuild()
{
    m_rows.clear();
    if (!m_report.findings.empty()) {
        const bool refused = m_report.verdict == PortraitVerdict::Refused;
        const QString score = m_report.score <= 100 ? isolated(u"%1 / 100"_s.arg(m_report.score)) : u"–"_s;
        m_rows << Row{MessageKind::Neutral, m_title, score, true};
        for (const PortraitFinding &finding : m_report.findings)
            if (finding.refuses)
                m_rows << Row{MessageKind::Error, said(this, adviceFor(finding)), {}};
        for (const PortraitFinding &finding : m_report.findings)
            if (finding.warns)
                m_rows << Row{MessageKind::Warn, said(this, adviceFor(finding)), {}};
        if (m_rows.size() == 1)
            m_rows << Row{MessageKind::Ok, tr("All rules are met"), {}};
        if (!m_report.confirmations.isEmpty())
            m_rows << Row{MessageKind::Neutral, tr("Using it, you confirm:"), {}, true};
        for (const QString &code : m_report.confirmations)
            m_rows << Row{MessageKind::Info, said(this, confirmationWords(code)), {}, false, true};
        m_figuresFrom = m_rows.size();
        m_rows << Row{MessageKind::Neutral, tr("All measures"), {}, true};
        for (const PortraitFinding &finding : m_report.findings) {
            const MessageKind kind = finding.refuses ? MessageKind::Error
                : finding.warns                      ? MessageKind::Warn
                : finding.state == RuleState::Good   ? MessageKind::Ok
                                                     : MessageKind::Neutral;
            m_rows << Row{kind, said(this, wordsFor(finding.measure.id)), figuresOf(finding)};
        }
        setAccessibleName(refused ? tr("%1, below the rules").arg(m_title) : m_title);
    }
    setAccessibleDescription(advice().join(u'\n'));
    setToolTip(m_report.findings.empty() ? QString()
                                         : tr("Scored by %1").arg(isolated(stillQualityAlgorithm)));
    layOut();
    update();
}

QFont FindingList::fontOf(const Row &row) const
{
    if (row.small || (!row.figures.isEmpty() && !row.heading))
        return fontFor(this, TextStyle::Small);
    QFont font = fontFor(this, TextStyle::Body);
    font.setPixelSize(scaledText(isRightToLeft() ? 16 : 14));
    font.setBold(row.heading);
    return font;
}

/// How much of the end side the figures take.
int FindingList::endRoom(const Row &row) const
{
    return row.figures.isEmpty()
        ? 0
        : QFontMetrics(fontOf(row)).horizontalAdvance(row.figures) + betweenWordsAndFigures + besideBar;
}

int FindingList::wordsEnd() const
{
    return m_figuresFrom < m_rows.size() ? m_rows[m_figuresFrom].top : height();
}

void FindingList::layOut()
{
    int top = 0;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        if (i > 0 && i == m_figuresFrom)
            top += gap;
        const int start = row.heading ? 0 : iconRoom;
        const QRect room(0, 0, qMax(40, width() - start - endRoom(row)), 1000);
        const QRect words = QFontMetrics(fontOf(row)).boundingRect(room, Qt::TextWordWrap, row.words);
        row.top = top;
        const int below = row.small ? smallGap : row.figures.isEmpty() || row.heading ? gap : 4;
        row.height = qMax(row.small ? 0 : smallRow, words.height() + below);
        top += row.height;
    }
    setMinimumHeight(top);
}

void FindingList::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    for (const Row &row : m_rows)
        if (row.top + row.height >= event->rect().top() && row.top <= event->rect().bottom())
            paintRow(painter, row);
}

void FindingList::paintRow(QPainter &painter, const Row &row) const
{
    const Tokens &tokens = tokensOf(this);
    const bool rtl = isRightToLeft();
    const QRect box(0, row.top, width(), row.height);
    const int size = row.figures.isEmpty() && !row.small ? 20 : 16;
    if (!row.heading) {
        const QString icon = row.kind == MessageKind::Neutral ? u"dash"_s
            : row.kind == MessageKind::Ok                     ? u"tick"_s
                                                              : messageIcon(row.kind);
        const QRect mark(rtl ? box.right() - size : box.left(), box.top() + 2, size, size);
        paintIcon(painter, mark, icon, messageColour(tokens, row.kind));
    }
    const int start = row.heading ? 0 : iconRoom;
    const int end = endRoom(row);
    const QRect words = rtl ? box.adjusted(end, 0, -start, 0) : box.adjusted(start, 0, -end, 0);
    painter.setFont(fontOf(row));
    painter.setPen(tokens.text);
    const int side = startSide(this) & ~int(Qt::AlignVertical_Mask);
    painter.drawText(words, side | int(Qt::AlignTop) | int(Qt::TextWordWrap), row.words);
    if (row.figures.isEmpty())
        return;
    const QRect figures = rtl ? QRect(box.left() + besideBar, box.top(), end - besideBar, box.height())
                              : QRect(box.right() - end, box.top(), end - besideBar, box.height());
    painter.setPen(row.heading ? tokens.text : tokens.textMuted);
    const int farSide = endSide(this) & ~int(Qt::AlignVertical_Mask);
    painter.drawText(figures, farSide | int(Qt::AlignTop), row.figures);
}

void FindingList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void FindingList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LayoutDirectionChange)
        rebuild();
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

} // namespace indraj
