#include "widgets/review/concernroom.h"

#include "widgets/review/concernlist.h"

namespace indraj {

ConcernRoom::ConcernRoom(ConcernList *list, int lines, QWidget *parent)
    : QScrollArea(parent)
    , m_list(list)
    , m_lines(lines)
{
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setWidget(list);
    viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    connect(list, &ConcernList::opened, this, &ConcernRoom::bringIntoView);
    fit();
}

void ConcernRoom::fit()
{
    const auto count = int(m_list->concerns().size());
    setFixedHeight(qBound(1, count, m_lines) * m_list->lineHeight() + 2);
    // What is only read has no current line that the keys move: then they scroll.
    const bool keys = m_list->isReading() && count > m_lines;
    setFocusPolicy(keys ? Qt::StrongFocus : Qt::NoFocus);
    setAccessibleName(keys ? m_list->accessibleDescription() : QString());
}

void ConcernRoom::bringIntoView(int index)
{
    const int high = m_list->lineHeight();
    ensureVisible(0, index * high + high / 2, 0, high / 2 + 1);
}

} // namespace indraj
