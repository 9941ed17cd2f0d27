#pragma once

#include <QByteArray>

namespace indraj {

/// A picture of a camera's JPEG stream as a file that anybody can read: cameras leave out the usual Huffman
/// tables (UVC Motion JPEG), which are put in; what is there stays byte for byte. Empty: not a JPEG. Pure;
/// any thread.
QByteArray withHuffmanTables(const QByteArray &jpeg);

} // namespace indraj
