#pragma once

#include "enrollment/formspec.h"

namespace indraj {

/// What every page says about the place and the station.
struct StationNames {
    BilingualText place; ///< "NRC Gulzar Chowk"
    QString stationId; ///< "TRN-01"
    bool training = false; ///< simulated devices and a private central: marked on every page
    QString passphraseFile; ///< where the training pass phrases are kept; shown once at the first start
};

} // namespace indraj
