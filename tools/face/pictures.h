#pragma once

#include <QStringList>

#include <opencv2/core/mat.hpp>

namespace indraj {

/// The pictures named by files and folders (not their subfolders), folders in alphabetical order.
QStringList picturesAt(const QStringList &paths);

/// CV_8UC3, upright as its Exif data say; empty when it cannot be read.
cv::Mat readPicture(const QString &path);

} // namespace indraj
