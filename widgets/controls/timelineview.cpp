#include "widgets/controls/timelineview.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/textstyle.h"

#include <QPainter>
#include <QStyle>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

int disc() { return scaledRoom(26); }

int indent() { return disc() + 12; }

struct Ink {
    QColor line, fill;
    QString icon;
};

Ink inkOf(const Tokens &tokens, TimelineView::Entry::State state)
{
    switch (state) {
    case TimelineView::Entry::State::Done:
        return {tokens.ok, tokens.okSoft, u"tick"_s};
    case TimelineView::Entry::State::Waiting:
        return {tokens.info, tokens.infoSoft, u"clock"_s};
    case TimelineView::Entry::State::Failed:
        return {tokens.error, tokens.errorSoft, u"octagon"_s};
    case TimelineView::Entry::State::ToDo:
        return {tokens.textMuted, tokens.surface, u"dash"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

TimelineView::TimelineView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TimelineView::setEntries(const QList<Entry> &entries)
{
    m_entries = entries;
    QStringList spoken;
    for (const Entry &entry : entries)
        spoken << entry.title << entry.detail;
    setAccessibleName(spoken.join(u". "_s));
    updateGeometry();
    update();
}

int TimelineView::rowHeight() const { return scaledText(urduInterface() ? 56 : 48); }

QSize TimelineView::sizeHint() const { return {200, rowHeight() * int(m_entries.size())}; }

void TimelineView::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QFont bold = uiFont(TextStyle::Body);
    bold.setBold(true);
    bold.setPixelSize(bold.pixelSize() - 1);
    const int line = uiLineHeight(TextStyle::Small);
    for (int i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries.at(i);
        const Ink ink = inkOf(tokens, entry.state);
        const int top = i * rowHeight();
        const QRect mark = QStyle::visualRect(layoutDirection(), rect(), QRect(0, top, disc(), disc()));
        if (i + 1 < m_entries.size())
            painter.fillRect(QRect(mark.center().x(), top + disc(), 2, rowHeight() - disc()), tokens.border);
        painter.setPen(QPen(ink.line, 1.5));
        painter.setBrush(ink.fill);
        painter.drawEllipse(QRectF(mark).adjusted(1, 1, -1, -1));
        paintIcon(painter, mark.adjusted(5, 5, -5, -5), ink.icon, ink.line);
        const QRect words = QStyle::visualRect(layoutDirection(), rect(),
                                               QRect(indent(), top, width() - indent(), line + 2));
        const int side = int(Qt::AlignVCenter | Qt::AlignAbsolute)
            | int(layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
        painter.setPen(entry.state == Entry::State::ToDo ? tokens.textMuted : tokens.text);
        painter.setFont(bold);
        painter.drawText(words, side, entry.title);
        painter.setPen(tokens.textMuted);
        painter.setFont(uiFont(TextStyle::Small));
        painter.drawText(words.translated(0, line), side, entry.detail);
    }
}

} // namespace indraj
