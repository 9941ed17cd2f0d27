#include "widgets/review/concernlist.h"

#include "widgets/controls/keycap.h"
#include "widgets/review/parts.h"
#include "widgets/theme/icons.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

ConcernList::ConcernList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"concerns"_s);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusRing", true); // the current line shows where the keys go
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ConcernList::setConcerns(const QList<Concern> &concerns)
{
    m_concerns = concerns;
    m_seen.clear();
    m_current = 0;
    describe();
    updateGeometry();
    update();
}

void ConcernList::addConcern(const Concern &concern)
{
    m_concerns.append(concern);
    describe();
    updateGeometry();
    update();
}

void ConcernList::setReading(bool reading)
{
    m_reading = reading;
    setFocusPolicy(reading ? Qt::NoFocus : Qt::StrongFocus);
}

/// What is opened must be hit by a finger; what is only read must not.
int ConcernList::lineHeight() const { return scaledText(m_reading ? 30 : 44); }

void ConcernList::open(int index)
{
    if (index < 0 || index >= m_concerns.size())
        return;
    m_current = index;
    m_seen.insert(index);
    describe();
    update();
    Q_EMIT opened(index);
}

void ConcernList::describe()
{
    QStringList all;
    for (int i = 0; i < m_concerns.size(); ++i)
        all << said(this, m_concerns[i].title) + u", "_s + said(this, m_concerns[i].detail) + u", "_s
                + (m_seen.contains(i) ? tr("seen") : tr("look"));
    setAccessibleDescription(all.join(u'\n'));
    setAccessibleName(tr("%1 of %2 seen").arg(m_seen.size()).arg(m_concerns.size()));
}

QSize ConcernList::sizeHint() const
{
    return {500, qMax(1, static_cast<int>(m_concerns.size())) * lineHeight()};
}

void ConcernList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setLayoutDirection(layoutDirection());
    if (m_concerns.isEmpty()) {
        painter.setPen(tokensOf(this).ok);
        painter.setFont(fontFor(this, TextStyle::Body));
        paintIcon(painter, QRect(isRightToLeft() ? width() - 20 : 0, rect().center().y() - 10, 20, 20),
                  u"tick"_s, tokensOf(this).ok);
        painter.drawText(rect().adjusted(30, 0, -30, 0), startSide(this), tr("All checks met"));
    }
    for (int i = 0; i < m_concerns.size(); ++i)
        paintRow(painter, i);
}

void ConcernList::paintRow(QPainter &painter, int index) const
{
    const Tokens &tokens = tokensOf(this);
    const bool rtl = isRightToLeft();
    const Concern &concern = m_concerns[index];
    const bool seen = m_reading || m_seen.contains(index);
    const QRect row(0, index * lineHeight(), width(), lineHeight());
    if (hasFocus() && index == m_current)
        painter.fillRect(row, tokens.accentSoft);
    paintIcon(painter, QRect(rtl ? row.right() - 24 : 4, row.center().y() - 10, 20, 20), u"triangle"_s,
              tokens.warn);
    const int titleWidth = row.width() * 42 / 100;
    const auto cell = [&](int from, int wide) {
        return rtl ? QRect(row.right() - from - wide, row.top(), wide, row.height())
                   : QRect(from, row.top(), wide, row.height());
    };
    QFont font = fontFor(this, TextStyle::Body);
    font.setPixelSize(scaledText(rtl ? 16 : 14));
    font.setBold(!seen || m_reading);
    painter.setFont(font);
    painter.setPen(tokens.text);
    const int endWidth = m_reading ? 0 : 96;
    const auto draw = [&](const QRect &box, const BilingualText &words) {
        const QString text = QFontMetrics(font).elidedText(said(this, words), Qt::ElideRight, box.width());
        painter.drawText(box, startSide(this), text);
    };
    draw(cell(34, titleWidth - 8), concern.title);
    font.setBold(false);
    painter.setFont(font);
    painter.setPen(tokens.textMuted);
    draw(cell(34 + titleWidth, row.width() - 40 - titleWidth - endWidth), concern.detail);
    if (m_reading)
        return;
    const QRect state = cell(row.width() - endWidth, endWidth - 34);
    painter.setPen(seen ? tokens.ok : tokens.warn);
    painter.setFont(fontFor(this, TextStyle::Small));
    painter.drawText(state, endSide(this), seen ? tr("seen") : tr("look"));
    if (index < 9)
        paintKeycap(painter, cell(row.width() - 28, 22).adjusted(0, 8, 0, -8), QString::number(index + 1),
                    tokens.controlBorder, tokens.text);
}

void ConcernList::mousePressEvent(QMouseEvent *event)
{
    if (!m_reading)
        open(int(event->position().y()) / lineHeight());
}

void ConcernList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        m_current = qBound(0, m_current + (event->key() == Qt::Key_Up ? -1 : 1),
                           qMax(0, static_cast<int>(m_concerns.size()) - 1));
        update();
    } else if (event->key() == Qt::Key_Return && event->modifiers() == Qt::NoModifier) {
        open(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void ConcernList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        describe();
    QWidget::changeEvent(event);
}

} // namespace indraj
