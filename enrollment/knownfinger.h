#pragma once

#include "enrollment/samples.h"

#include <QByteArray>

namespace indraj {

/// A finger seen before at this station, as comparison knows it: of an earlier enrolment whose data are still
/// here, or of a person who works here. Personal data like the picture itself.
struct KnownFinger {
    FingerPosition finger = FingerPosition::RightThumb;
    QByteArray record; ///< finger minutiae record of ISO/IEC 19794-2:2011
    EnrolmentId enrolment; ///< null: a person's of the station
    SampleId sample; ///< its picture in the vault; null: there is none
    QString token; ///< of that enrolment
    QDateTime at; ///< UTC, when that enrolment began; of a person's finger, when it was taken
    QString person; ///< actor id: who captured that enrolment, or whose finger it is
    bool isOwn() const { return enrolment.isNull(); }
};

} // namespace indraj
