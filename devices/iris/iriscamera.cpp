#include "devices/iris/iriscamera.h"

#include <algorithm>

namespace indraj {

QList<EyePosition> IrisRequest::expected() const
{
    QList<EyePosition> left;
    std::copy_if(eyes.begin(), eyes.end(), std::back_inserter(left),
                 [this](EyePosition eye) { return !exceptions.contains(eye); });
    return left;
}

bool IrisRequest::isValid() const
{
    using namespace std::chrono_literals;
    return QSet<EyePosition>(eyes.begin(), eyes.end()).size() == eyes.size() && !expected().isEmpty()
        && requestedScore >= 0 && requestedScore <= 100 && timeout >= 1s && timeout <= 5min;
}

} // namespace indraj
