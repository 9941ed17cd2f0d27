#pragma once

#include "biometrics/iris/record/irisrecord.h"
#include "capture/iriscapture.h"

#include <tl/expected.hpp>

namespace indraj {

/// What is saved of an eye: SampleKind::Iris with the picture as the record codes it, byte for byte, and the
/// record as its companion. Fails with the fault of a record that cannot be read. Pure; any thread.
tl::expected<Sample, RecordError> enrolmentSample(const IrisSample &iris);

} // namespace indraj
