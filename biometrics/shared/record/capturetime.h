#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace indraj {

/// Bytes of the capture date and time that every record of ISO/IEC 19794:2011 has.
inline constexpr qsizetype captureTimeLength = 9;

/// Whether a record can hold it: UTC of the years 1 to 9999, or null where nothing is known. Pure; any
/// thread.
bool isCaptureTime(const QDateTime &time);

/// Appends captureTimeLength bytes; all ones for a null time. `time`: isCaptureTime().
void appendCaptureTime(QByteArray &bytes, const QDateTime &time);

/// Reads what appendCaptureTime() wrote; a null time for all ones, nothing when it is no date or time.
/// `bytes`: captureTimeLength of them.
std::optional<QDateTime> captureTimeOf(QByteArrayView bytes);

} // namespace indraj
