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
    int needed = 0;
    for (const Entry &entry : entries)
        needed += 28 + metrics.horizontalAdvance(entry.words);
    const qreal gap = qMax(4.0, double(width() - needed) / double(entries.size() - 1));
    const bool rtl = isRightToLeft();
    qreal at = 0; // from the start side
    for (const Entry &entry : entries) {
        const int wide = metrics.horizontalAdvance(entry.words);
        const qreal mark = rtl ? width() - at - 11 : at + 11;
        painter.save();
        painter.translate(mark, height() / 2.0);
        painter.scale(0.8, 0.8);
        HandDiagram::paintMark(painter, entry.mark, {}, tokens);
        painter.restore();
        painter.setPen(tokens.text);
        const QRectF box(rtl ? width() - at - 28 - wide : at + 28, 0, wide + 2, height());
        painter.drawText(box, int(Qt::AlignAbsolute | Qt::AlignLeft | Qt::AlignVCenter), entry.words);
        at += 28 + wide + gap;
    }
}

} // namespace indraj
