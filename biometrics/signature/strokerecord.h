#pragma once

#include "biometrics/signature/signature.h"

#include <QByteArray>

#include <tl/expected.hpp>

/// Signature records after the full format of ISO/IEC 19794-7:2007 ("SDI", version " 10"), in the shape that
/// docs/signature.md lays down: channels X, Y, DT, F where there is pressure, and S.
namespace indraj {

enum class StrokeFault {
    NotARecord, ///< another format identifier or version
    Truncated, ///< ends within a field
    WrongLength, ///< bytes after the end
    WrongField, ///< a value or an order that this shape does not have
    TooLarge, ///< more than Signature::mostPoints points or Signature::mostStrokes strokes
};

struct StrokeError {
    StrokeFault fault = StrokeFault::NotARecord;
    qsizetype offset = 0; ///< bytes from the start, where the reader stood
};

/// Strict: what is accepted writes back to the same bytes. Pure; any thread.
tl::expected<Signature, StrokeError> readStrokeRecord(QByteArrayView bytes);

/// A pause of more than 65.535 s is written as 65.535 s. Fails for what the reader would refuse: no stroke,
/// an empty one, a point beyond the field, times that go back. Pure; any thread.
tl::expected<QByteArray, StrokeError> writeStrokeRecord(const Signature &signature);

} // namespace indraj
