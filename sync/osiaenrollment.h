#pragma once

#include "enrollment/enrolment.h"

#include <QJsonObject>

namespace indraj {

/// The enrolment as an OSIA Enrollment (interface 1.3.0, schema `Enrollment` of enrollment.yaml), without the
/// two read-only members enrollmentId and status. Pictures are referred to by imageRef/dataRef =
/// sampleRef(id). `fingerRecord`: reference of an ISO/IEC 19794-4 record of all fingers, which every
/// finger's templateRef then names; empty: there is none. Pure; any thread.
QJsonObject osiaEnrollment(const Enrolment &enrolment, const QString &fingerRecord = {});

/// One sample as OSIA BiometricData (1.3.0 and ABIS 1.6.0), with imageRef = sampleRef(id). Pure; any thread.
QJsonObject osiaBiometric(const SampleInfo &info);

/// "urn:uuid:..." (RFC 4122): ties a picture in the enrolment to its part in the packet's manifest.
QString sampleRef(SampleId id);

/// "right-thumb": used in part names.
QString eyeName(EyePosition eye); ///< "right" or "left"
QString fingerName(FingerPosition finger);
/// RFC 3339 in UTC with milliseconds; empty for an invalid time.
QString wireTime(const QDateTime &time);

} // namespace indraj
