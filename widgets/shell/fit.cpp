#include "widgets/shell/fit.h"

#include <QLayout>

namespace indraj {

namespace {

void forgetSizes(QLayoutItem *item)
{
    if (QLayout *inner = item->layout())
        for (int i = 0; i < inner->count(); ++i)
            forgetSizes(inner->itemAt(i));
    item->invalidate();
}

} // namespace

int neededWidth(QLayout *layout)
{
    forgetSizes(layout);
    return layout->minimumSize().width();
}

} // namespace indraj
