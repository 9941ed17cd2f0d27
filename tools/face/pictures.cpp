#include "tools/face/pictures.h"

#include "biometrics/shared/record/jpegscan.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <opencv2/imgcodecs.hpp>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A decoder would fill the rest with grey, which is then judged as if it had been seen.
bool isCutShort(const QByteArray &bytes)
{
    const auto scanned = scanJpeg(bytes);
    return !scanned && scanned.error() == JpegFault::CutShort;
}

} // namespace

QStringList picturesAt(const QStringList &paths)
{
    const QStringList kinds{u"*.jpg"_s, u"*.jpeg"_s, u"*.png"_s,  u"*.jp2"_s,
                            u"*.bmp"_s, u"*.tif"_s,  u"*.tiff"_s, u"*.webp"_s};
    QStringList pictures;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            pictures.append(path);
            continue;
        }
        const QDir folder(path);
        for (const QString &name : folder.entryList(kinds, QDir::Files, QDir::Name))
            pictures.append(folder.filePath(name));
    }
    return pictures;
}

cv::Mat readPicture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = file.readAll();
    if (bytes.isEmpty() || isCutShort(bytes))
        return {};
    try {
        // The bytes are only read; cv::Mat has no constructor for const data.
        const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8U,
                              const_cast<char *>(bytes.constData()));
        return cv::imdecode(encoded, cv::IMREAD_COLOR);
    } catch (const cv::Exception &) {
        return {}; // no picture, or one of more pixels than OpenCV takes
    }
}

} // namespace indraj
