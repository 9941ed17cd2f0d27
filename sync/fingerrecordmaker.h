#pragma once

#include "enrollment/samples.h"

#include <tl/expected.hpp>

#include <functional>

namespace indraj {

/// Mime type of such a record; no registered one exists.
inline constexpr QLatin1StringView fingerRecordType("application/x-iso-19794-4");

/// Makes one ISO/IEC 19794-4:2011 record of the fingers among the samples, or says for the log why it cannot;
/// empty where there are none. Given by the composition, because records are made where fingers are judged.
/// Pure; any thread.
using FingerRecordMaker = std::function<tl::expected<QByteArray, QString>(const QList<Sample> &samples)>;

} // namespace indraj
