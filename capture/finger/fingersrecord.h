#pragma once

#include "biometrics/finger/record/fingerrecord.h"
#include "enrollment/samples.h"

namespace indraj {

/// One ISO/IEC 19794-4:2011 record of all fingers among `samples`, in the order of the position codes; other
/// samples are passed over. Each picture is the sample's file byte for byte, JPEG 2000 called lossless only
/// where its wavelet is. A score is carried without an algorithm: ours has no registered number, the
/// enrolment names it. Empty: no finger is among them. Fails for a finger that no record can hold. Pure; any
/// thread.
tl::expected<QByteArray, RecordError> fingersRecord(const QList<Sample> &samples);

} // namespace indraj
