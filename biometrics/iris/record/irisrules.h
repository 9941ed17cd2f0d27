#pragma once

#include "biometrics/iris/record/irisrecord.h"

/// Internal to record/: what reader and writer share, so that neither accepts what the other would not.
namespace indraj::irisrecord {

inline constexpr char formatId[] = {'I', 'I', 'R', '\0'};
inline constexpr char version[] = {'0', '2', '0', '\0'};
inline constexpr qsizetype headerLength = 16; ///< bytes of the general header
inline constexpr quint8 pixelDepth = 8;
inline constexpr quint8 noCertification = 0; ///< the only value this version of the standard has

/// The name of the first field the standard does not allow; empty when all are fine.
QByteArray firstWrongField(const IrisRepresentation &part);

/// How many different eyes there are; 0 when one of them is undefined.
quint8 eyesRepresented(const IrisRecord &record);

/// The byte of image properties.
quint8 properties(const IrisRepresentation &part);

} // namespace indraj::irisrecord
