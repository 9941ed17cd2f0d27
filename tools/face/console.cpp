#include "tools/face/console.h"

#include <QSaveFile>

#include <cstdio>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

void complain(const QString &text) { std::fprintf(stderr, "indraj-face: %s\n", qUtf8Printable(text)); }

FaceToolStatus complainAbout(const FaceModelError &error)
{
    complain(u"%1: %2 (packaging/get-face-models.sh makes the models)"_s.arg(error.file, error.detail));
    return NoModels;
}

bool writeReport(const QByteArray &report, const QString &path)
{
    if (path.isEmpty())
        return std::fwrite(report.constData(), 1, static_cast<std::size_t>(report.size()), stdout)
            == static_cast<std::size_t>(report.size());
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(report) == report.size() && file.commit();
}

} // namespace indraj
