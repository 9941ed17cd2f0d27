#include "widgets/controls/segmentedchoice.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int segmentHeight = 44;
constexpr int tickGap = 6;

int tickSize() { return scaledRoom(16); }

QPainterPath outline(const QRectF &box, bool roundLeft, bool roundRight)
{
    constexpr qreal radius = 6;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(box, radius, radius);
    if (!roundLeft)
        path.addRect(box.adjusted(0, 0, -box.width() / 2, 0));
    if (!roundRight)
        path.addRect(box.adjusted(box.width() / 2, 0, 0, 0));
    return path.simplified();
}
} // namespace

ChoiceSegment::ChoiceSegment(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChoiceSegment::setPlace(bool first, bool last)
{
    m_first = first;
    m_last = last;
    update();
}

QSize ChoiceSegment::sizeHint() const
{
    QFont bold = uiFont(TextStyle::Body);
    bold.setBold(true);
    return {QFontMetrics(bold).horizontalAdvance(text()) + tickSize() + tickGap + 16,
            scaledRoom(segmentHeight)};
}

void ChoiceSegment::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    const auto *group = qobject_cast<SegmentedChoice *>(parentWidget());
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const bool error = group && group->errorState();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(error ? tokens.error : tokens.controlBorder, error ? 2 : 1));
    painter.setBrush(isChecked() ? tokens.accentSoft : tokens.surface);
    // Neighbours share their line: each but the first reaches one pixel into the one before.
    QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (!m_first)
        box.adjust(rtl ? 0 : -1, 0, rtl ? 1 : 0, 0);
    painter.drawPath(outline(box, rtl ? m_last : m_first, rtl ? m_first : m_last));

    QFont font = uiFont(TextStyle::Body);
    font.setBold(isChecked());
    const int textWidth = QFontMetrics(font).horizontalAdvance(text());
    const int tick = isChecked() ? tickSize() + tickGap : 0;
    const QRect content((width() - textWidth - tick) / 2, 0, textWidth + tick, height());
    if (tick) {
        const QRect at
            = QStyle::visualRect(layoutDirection(), content, QRect(content.left(), 0, tickSize(), height()));
        paintIcon(painter, at, u"tick"_s, tokens.accent);
    }
    painter.setFont(font);
    painter.setPen(isChecked() ? tokens.accent : tokens.text);
    const QRect words = QStyle::visualRect(layoutDirection(), content, content.adjusted(tick, 0, 0, 0));
    painter.drawText(words.adjusted(-2, 0, 2, 0), Qt::AlignCenter | Qt::TextDontClip, text());
}

/// Arrows are for the row: a button by itself would take them for Tab, and leave it.
void ChoiceSegment::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left)
        event->ignore();
    else
        QAbstractButton::keyPressEvent(event);
}

SegmentedChoice::SegmentedChoice(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SegmentedChoice::setOptions(const QList<Option> &options)
{
    const QString kept = current();
    m_options = options;
    while (m_segments.size() > options.size()) {
        delete m_segments.takeLast();
    }
    while (m_segments.size() < options.size()) {
        auto *segment = new ChoiceSegment(this);
        const qsizetype index = m_segments.size();
        connect(segment, &QAbstractButton::clicked, this, [this, index] {
            setCurrent(m_options.at(index).code);
            Q_EMIT chosen(m_options.at(index).code);
        });
        layout()->addWidget(segment);
        m_segments.append(segment);
    }
    for (qsizetype i = 0; i < options.size(); ++i) {
        ChoiceSegment *segment = m_segments.at(i);
        segment->setText(options.at(i).text);
        segment->setAccessibleName(options.at(i).text);
        segment->setObjectName(objectName() + u'.' + options.at(i).code);
        segment->setPlace(i == 0, i + 1 == options.size());
        segment->updateGeometry();
    }
    if (!m_segments.isEmpty())
        setFocusProxy(m_segments.first());
    setCurrent(kept);
}

void SegmentedChoice::setCurrent(const QString &code)
{
    for (qsizetype i = 0; i < m_segments.size(); ++i) {
        const bool here = m_options.at(i).code == code;
        m_segments.at(i)->setChecked(here);
        if (here)
            setFocusProxy(m_segments.at(i));
    }
    // One tab stop for the row: the chosen one, or the first; arrow keys reach the others.
    for (ChoiceSegment *segment : std::as_const(m_segments)) {
        const bool stop = current().isEmpty() ? segment == m_segments.constFirst() : segment->isChecked();
        segment->setFocusPolicy(stop ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

QString SegmentedChoice::current() const
{
    for (qsizetype i = 0; i < m_segments.size(); ++i)
        if (m_segments.at(i)->isChecked() && i < m_options.size())
            return m_options.at(i).code;
    return {};
}

void SegmentedChoice::setErrorState(bool error)
{
    m_error = error;
    for (ChoiceSegment *segment : std::as_const(m_segments))
        segment->update();
}

void SegmentedChoice::keyPressEvent(QKeyEvent *event)
{
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    int step = 0;
    if (event->key() == Qt::Key_Right)
        step = rtl ? -1 : 1;
    else if (event->key() == Qt::Key_Left)
        step = rtl ? 1 : -1;
    qsizetype at = -1;
    for (qsizetype i = 0; i < m_segments.size(); ++i)
        if (m_segments.at(i)->hasFocus())
            at = i;
    if (step == 0 || at < 0)
        return QWidget::keyPressEvent(event);
    const qsizetype to = qBound<qsizetype>(0, at + step, m_segments.size() - 1);
    m_segments.at(to)->setFocus(Qt::OtherFocusReason);
}

} // namespace indraj
