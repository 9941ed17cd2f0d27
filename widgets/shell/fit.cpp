#include "widgets/shell/fit.h"

#include <QLayout>
#include <QWidget>

namespace indraj {

namespace {

void forgetSizes(QLayoutItem *item)
{
    QLayout *inner = item->layout();
    if (item->widget())
        inner = item->widget()->layout();
    for (int i = 0; inner && i < inner->count(); ++i)
        forgetSizes(inner->itemAt(i));
    if (inner)
        inner->invalidate();
    item->invalidate();
}

} // namespace

int neededWidth(QLayout *layout)
{
    forgetSizes(layout);
    return layout->sizeHint().width();
}

} // namespace indraj
