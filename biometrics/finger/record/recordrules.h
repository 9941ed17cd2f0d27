#pragma once

#include "biometrics/finger/record/fingerrecord.h"

/// Internal to record/: what reader and writer share, so that neither accepts what the other would not.
namespace indraj::fingerrecord {

inline constexpr char formatId[] = {'F', 'I', 'R', '\0'};
inline constexpr char version[] = {'0', '2', '0', '\0'};
inline constexpr int headerLength = 16; ///< bytes of the general header
inline constexpr int maxRepresentations = 672; ///< 16 of each of 42 positions
inline constexpr int pixelDepth = 8;
inline constexpr int extensionHead = 4; ///< bytes of an extended data block before its data

/// The name of the first field the standard does not allow; empty when all are fine.
QByteArray firstWrongField(const FingerRepresentation &part);

/// How many different positions there are.
int distinctPositions(const FingerRecord &record);

} // namespace indraj::fingerrecord
