#pragma once

#include "devices/simulator/sbi/trainingperson.h"

#include <QByteArray>

namespace indraj::sbi {

/// The ISO records a simulated device hands out: ISO/IEC 19794-4, -6 and -5 of 2011. Pure; any thread.
QByteArray fingerRecordOf(const SimulatedFinger &finger);
QByteArray irisRecordOf(const SyntheticEye &eye, EyePosition which, int score);
QByteArray faceRecordOf(const QImage &photograph, int score);

/// Records whose fields promise a picture of 40,000 x 40,000 pixels. @{
QByteArray monstrousFingerRecord(FingerPosition finger);
QByteArray monstrousIrisRecord(EyePosition eye);
/// @}

} // namespace indraj::sbi
