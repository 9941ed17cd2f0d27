#include "devices/camera/stillcamera.h"

namespace indraj {

bool StillRequest::isValid() const
{
    using namespace std::chrono_literals;
    return requestedScore >= 0 && requestedScore <= 100 && timeout >= 1s && timeout <= 5min;
}

} // namespace indraj
