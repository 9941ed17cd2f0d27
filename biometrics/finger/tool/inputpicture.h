#pragma once

#include "biometrics/finger/record/fingerrecord.h"
#include "biometrics/finger/tool/tooloutput.h"

#include <QImage>
#include <QList>

#include <tl/expected.hpp>

namespace indraj::fingertool {

struct InputPicture {
    QString name; ///< the file's, with "#n" for the nth picture of a record of several
    QImage picture; ///< Format_Grayscale8 at 500 pixels per inch
    std::optional<FingerRepresentation> representation; ///< when it came out of a record
};

/// The bytes of a file of at most 64 MB; says itself what is wrong.
tl::expected<QByteArray, Exit> fileBytes(const QString &path);

/// PNG and the like, JPEG 2000, or an ISO/IEC 19794-4 record, told apart by their first bytes. `resolution`
/// is that of a picture; a record has its own. Says itself what is wrong.
tl::expected<QList<InputPicture>, Exit> readPictures(const QString &path, int resolution);

QString recordErrorText(const RecordError &error);

} // namespace indraj::fingertool
