#pragma once

#include "app/stationword.h"
#include "capture/face/portraitsample.h"

namespace indraj {

/// What a station's own station.ini says about faces, section [face].
struct FaceChoices {
    /// `record`: "jpeg2000" or "camera" (docs/decisions/0017).
    FrameCoding largeFrames = FrameCoding::Jpeg2000;
    QString cohort; ///< `cohort`, absolute; a relative one is taken beside station.ini. Empty: none
    /// `rules`: by which portraits are judged, a file of resources/thresholds/; "standard" or "tr03121".
    QString rules = QStringLiteral("portrait.json");
    std::optional<UnknownWord> unknown = {}; ///< `record` says something else; it counts as "jpeg2000"
    /// `rules` says something else. Nobody is judged by laxer rules than the site asked for because of a
    /// misspelt word: the station does not start.
    std::optional<UnknownWord> unknownRules = {};
};

/// `file` empty, as in a rehearsal, or absent: as the station comes. Whether the cohort is there and can be
/// used is for who opens it.
FaceChoices readFaceChoices(const QString &file);

} // namespace indraj
