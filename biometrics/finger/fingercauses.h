#pragma once

#include "biometrics/finger/fingermeasures.h"

#include <QString>

#include <optional>

namespace indraj {

/// Why a picture is not better, as far as the measures tell: what the applicant should change. The words are
/// made in widgets/ and in the command-line tool.
enum class FingerCause {
    NotAFinger, ///< blank, noise, no ridges
    SmallArea, ///< too little of the finger on the glass
    TooWet, ///< ridges run together
    PressHarder, ///< barely on the glass
    TooDry, ///< ridges broken and light
    PressLighter, ///< ridges wide and dark but still apart
    Smudged, ///< contrast without direction: moved, dirty glass
    OffCentre, ///< cut off at a side while there is room at the other
};

/// Stable codes for reports: "not-a-finger", "small-area", "too-wet", "press-harder", "too-dry",
/// "press-lighter", "smudged", "off-centre".
QString fingerCauseCode(FingerCause cause);

/// Whether there are no ridges to speak of, so that a score would be an accident.
bool isNoFinger(const FingerMeasures &measures);

/// The most telling cause, none when every measure is in its usual range. Rules of thumb: their limits were
/// set on synthetic and recorded touches and are in docs/finger-quality.md. Pure; either measure set.
std::optional<FingerCause> findCause(const FingerMeasures &measures);

} // namespace indraj
