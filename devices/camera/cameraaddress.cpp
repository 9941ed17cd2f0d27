#include "devices/camera/framesource.h"

#include <QFileInfo>
#include <QUrl>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

std::optional<CameraAddress> CameraAddress::parse(const QString &text)
{
    const QString address = text.trimmed();
    const auto after = [&](QLatin1StringView scheme) { return address.mid(scheme.size()); };
    const auto named = [&](Kind kind, const QString &value) -> std::optional<CameraAddress> {
        if (value.isEmpty())
            return std::nullopt;
        return CameraAddress{kind, value};
    };
    const auto network = [&](Kind kind) -> std::optional<CameraAddress> {
        const QUrl url(address, QUrl::StrictMode);
        if (!url.isValid() || url.host().isEmpty())
            return std::nullopt;
        return CameraAddress{kind, address};
    };
    if (address.startsWith("v4l2:"_L1))
        return named(Kind::V4l2, after("v4l2:"_L1));
    if (address.startsWith("file:"_L1)) {
        const QString path
            = address.startsWith("file://"_L1) ? QUrl(address).toLocalFile() : after("file:"_L1);
        return named(Kind::File, path);
    }
    if (address.startsWith("http://"_L1) || address.startsWith("https://"_L1))
        return network(Kind::HttpMjpeg);
    if (address.startsWith("rtsp://"_L1))
        return network(Kind::Rtsp);
    if (address.startsWith("pipeline:"_L1))
        return named(Kind::Pipeline, after("pipeline:"_L1).trimmed());
    return std::nullopt;
}

QString CameraAddress::displayName() const
{
    switch (kind) {
    case Kind::V4l2:
        return value;
    case Kind::File:
        return QFileInfo(value).fileName();
    case Kind::HttpMjpeg:
    case Kind::Rtsp:
        // A query often carries a password or token as well.
        return QUrl(value).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    case Kind::Pipeline:
        return u"pipeline"_s; // its text may hold addresses with passwords
    }
    return {};
}

} // namespace indraj
