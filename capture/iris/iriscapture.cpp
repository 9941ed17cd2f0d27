#include "capture/iriscapture.h"

#include <algorithm>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

const IrisEyeTry *IrisTry::of(EyePosition eye) const
{
    const auto found
        = std::find_if(eyes.begin(), eyes.end(), [eye](const IrisEyeTry &one) { return one.eye == eye; });
    return found == eyes.end() ? nullptr : &*found;
}

QString irisFaultCode(IrisFault fault)
{
    switch (fault) {
    case IrisFault::NothingSeen:
        return u"iris-nothing-seen"_s;
    case IrisFault::EyesMissing:
        return u"iris-eyes-missing"_s;
    case IrisFault::EyesUnexpected:
        return u"iris-eyes-unexpected"_s;
    case IrisFault::SameEyeTwice:
        return u"iris-same-eye-twice"_s;
    case IrisFault::Misplaced:
        return u"iris-misplaced"_s;
    case IrisFault::NotReadable:
        return u"iris-not-readable"_s;
    }
    return u"iris-not-readable"_s;
}

} // namespace indraj
