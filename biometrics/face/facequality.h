#pragma once

#include "biometrics/face/facemeasures.h"

#include <QString>

namespace indraj {

/// Id and version of the unified score below. It is ours: no claim to the scale of a standard is made.
inline const QString faceQualityAlgorithm = QStringLiteral("indraj-face-1");

/// 0 to 100, higher is better; 255 without landmarks. Half the weakest, half the mean of eight components,
/// each mapped by a sigmoid after ISO/IEC 29794-5 where it has one. Skin-dependent measures are left out.
int faceQuality(const FaceMeasures &measures);

} // namespace indraj
