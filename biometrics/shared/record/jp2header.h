#pragma once

#include <QByteArray>

#include <optional>

namespace indraj {

/// What a JPEG 2000 file says of itself before anything is decoded (ISO/IEC 15444-1: annex I boxes, annex A
/// markers).
struct Jp2Header {
    quint32 width = 0; ///< pixels
    quint32 height = 0; ///< pixels
    int components = 0;
    int bitDepth = 0; ///< of the first component
    bool reversible = false; ///< 5/3 wavelet: without loss unless the stream was cut
};

/// None when the boxes or the main header of the code stream are damaged, or the file header and the code
/// stream disagree about the size. Looks at no more than the header. Pure.
std::optional<Jp2Header> readJp2Header(QByteArrayView file);

} // namespace indraj
