#include "widgets/controls/foldrow.h"

#include "widgets/theme/textstyle.h"

#include <QBoxLayout>
#include <QEvent>

namespace indraj {

namespace {
constexpr int betweenColumns = 16;
constexpr int betweenLines = 8;
} // namespace

FoldRow::FoldRow(QWidget *parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    FoldRow::fold(foldedText());
}

void FoldRow::add(QWidget *widget, int share) { m_row->addWidget(widget, share); }

void FoldRow::addFiller(int share)
{
    m_filler = new QWidget(this);
    m_row->addWidget(m_filler, share);
    m_filler->setVisible(!foldedText());
}

void FoldRow::fold(bool folded)
{
    m_row->setDirection(folded ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_row->setSpacing(folded ? betweenLines : betweenColumns);
    if (m_filler)
        m_filler->setVisible(!folded);
}

void FoldRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fold(foldedText());
    QWidget::changeEvent(event);
}

} // namespace indraj
