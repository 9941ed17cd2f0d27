#pragma once

#include <QByteArray>

namespace indraj {

/// One quality block of a record of ISO/IEC 19794:2011.
struct RecordQuality {
    quint8 score = 255; ///< 0-100, or 255 for an attempt that failed
    quint16 vendor = 0; ///< CBEFF biometric organisation; 0 when not registered
    quint16 algorithm = 0; ///< of that vendor
    friend bool operator==(const RecordQuality &, const RecordQuality &) = default;
};

enum class RecordFault {
    NotARecord, ///< another format identifier or version
    Truncated, ///< ends within a field
    WrongLength, ///< a length field that does not fit what follows
    WrongField, ///< a value the standard does not allow
    NotSupported, ///< allowed, but nothing we can carry: a pixel depth other than 8
};

struct RecordError {
    RecordFault fault = RecordFault::NotARecord;
    QByteArray field; ///< which, for the log
    qsizetype offset = 0; ///< bytes from the start, where the reader stood
};

} // namespace indraj
