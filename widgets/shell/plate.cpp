#include "widgets/shell/plate.h"

#include <QPainter>

namespace indraj {

Plate::Plate(QColor Tokens::*fill, QColor Tokens::*line, int edges, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
    , m_line(line)
    , m_edges(edges)
{
}

void Plate::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = tokensOf(this);
    painter.fillRect(rect(), tokens.*m_fill);
    const QColor line = tokens.*m_line;
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const bool left = m_edges & (rtl ? EndEdge : StartEdge);
    const bool right = m_edges & (rtl ? StartEdge : EndEdge);
    if (left)
        painter.fillRect(0, 0, 1, height(), line);
    if (right)
        painter.fillRect(width() - 1, 0, 1, height(), line);
    if (m_edges & TopEdge)
        painter.fillRect(0, 0, width(), 1, line);
    if (m_edges & BottomEdge)
        painter.fillRect(0, height() - 1, width(), 1, line);
}

} // namespace indraj
