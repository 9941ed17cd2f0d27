#pragma once

#include <QImage>

namespace indraj::irismeasures {

/// ISO/IEC 29794-6:2015, 6.2.10, after J. Daugman: mean power of a band-pass of 9 x 9 pixels over the whole
/// picture, brought to 0-100. Noise and lashes count as detail like the fibres of the iris do.
double sharpness(const QImage &picture);

} // namespace indraj::irismeasures
