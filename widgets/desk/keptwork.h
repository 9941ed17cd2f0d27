#pragma once

namespace indraj {

/// What the store does not have yet, in numbers: what a banner says is kept.
struct KeptWork {
    bool fields = false;
    bool photo = false;
    bool photoTries = false; ///< the log of what was tried for the photo
    bool signature = false; ///< or that there is none
    int fingers = 0;
    int irises = 0; ///< pictures of eyes, and exceptions set or taken back
    int exceptions = 0; ///< of fingers, set or taken back
    bool isEmpty() const
    {
        return !fields && !photo && !photoTries && !signature && fingers == 0 && irises == 0
            && exceptions == 0;
    }
};

} // namespace indraj
