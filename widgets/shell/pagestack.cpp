#include "widgets/shell/pagestack.h"

#include <QLayout>
#include <QResizeEvent>
#include <QScrollArea>

namespace indraj {

PageStack::PageStack(QWidget *parent)
    : QStackedWidget(parent)
{
    connect(this, &QStackedWidget::currentChanged, this, [this] { updateGeometry(); });
}

QSize PageStack::minimumSizeHint() const
{
    const QWidget *page = currentWidget();
    if (!page)
        return {};
    QSize needed = page->minimumSizeHint().expandedTo(page->minimumSize());
    if (const QLayout *layout = page->layout(); layout && layout->hasHeightForWidth())
        needed.setHeight(qMax(needed.height(), layout->minimumHeightForWidth(qMax(width(), needed.width()))));
    return needed;
}

void PageStack::resizeEvent(QResizeEvent *event)
{
    QStackedWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // lines break elsewhere
}

void makeRoom(QScrollArea *scroll, QWidget *content)
{
    content->setObjectName(QStringLiteral("scrollContent"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
}

} // namespace indraj
