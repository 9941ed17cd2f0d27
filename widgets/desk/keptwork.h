#pragma once

namespace indraj {

/// What the store does not have yet, in numbers: what a banner says is kept.
struct KeptWork {
    bool fields = false;
    bool photo = false;
    bool signature = false; ///< or that there is none
    int fingers = 0;
    int exceptions = 0; ///< set or taken back
    bool isEmpty() const { return !fields && !photo && !signature && fingers == 0 && exceptions == 0; }
};

} // namespace indraj
