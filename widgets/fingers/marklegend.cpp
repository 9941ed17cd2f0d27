#include "widgets/fingers/marklegend.h"

#include "widgets/fingers/handdiagram.h"
#include "widgets/review/parts.h"

#include <QPainter>

namespace indraj {

MarkLegend::MarkLegend(QWidget *parent)
    : QWidget(parent)
{
}

void MarkLegend::paintEvent(QPaintEvent *)
{
    struct Entry {
        FingerMark mark;
        QString words;
    };
    const QList<Entry> entries{{FingerMark::Good, tr("Good")},
                               {FingerMark::Low, tr("Low, best kept")},
                               {FingerMark::Now, tr("Now")},
                               {FingerMark::ToDo, tr("To do")},
                               {FingerMark::Exception, tr("Exception")}};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = tokensOf(this);
    const QFont font = fontFor(this, TextStyle::Small);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    int words = 0;
    for (const Entry &entry : entries)
        words += metrics.horizontalAdvance(entry.words);
    const auto gapBeside = [&](int room) {
        return (width() - words - room * double(entries.size())) / double(entries.size() - 1);
    };
    // Where little room is, the marks give way: a mark must stand closer to its own words than to the next.
    const bool narrow = gapBeside(28) < 12;
    const int room = narrow ? 22 : 28;
    const qreal size = narrow ? 0.62 : 0.8;
    const qreal gap = qMax(4.0, gapBeside(room));
    const bool rtl = isRightToLeft();
    qreal at = 0; // from the start side
    for (const Entry &entry : entries) {
        const int wide = metrics.horizontalAdvance(entry.words);
        const qreal mark = rtl ? width() - at - size * 14 : at + size * 14;
        painter.save();
        painter.translate(mark, height() / 2.0);
        painter.scale(size, size);
        HandDiagram::paintMark(painter, entry.mark, {}, tokens);
        painter.restore();
        painter.setPen(tokens.text);
        const QRectF box(rtl ? width() - at - room - wide : at + room, 0, wide + 2, height());
        painter.drawText(box, int(Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignVCenter), entry.words);
        at += room + wide + gap;
    }
}

} // namespace indraj
