#include "devices/camera/cameraformat.h"

#include <QRegularExpression>

#include <algorithm>
#include <tuple>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestSide = 16384;

auto rankOf(const CameraFormat &format)
{
    return std::tuple(format.perSecond() >= leastLiveRate, format.pixels() <= mostStillPixels,
                      format.pixels(), format.coding == CameraFormat::Coding::Jpeg, format.perSecond());
}

} // namespace

std::optional<CameraFormat> CameraFormat::parse(const QString &text)
{
    static const QRegularExpression form(
        u"\\A([0-9]{1,5})x([0-9]{1,5})@([0-9]{1,6})/([0-9]{1,6}) (raw|jpeg)\\z"_s);
    const auto found = form.match(text);
    if (!found.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) { return found.captured(group).toInt(); };
    CameraFormat format{{number(1), number(2)},
                        number(3),
                        number(4),
                        found.captured(5) == "raw"_L1 ? Coding::Raw : Coding::Jpeg};
    if (format.size.isEmpty() || format.size.width() > longestSide || format.size.height() > longestSide
        || format.rate <= 0 || format.per <= 0)
        return std::nullopt;
    return format;
}

QString CameraFormat::toText() const
{
    return u"%1x%2@%3/%4 %5"_s.arg(size.width())
        .arg(size.height())
        .arg(rate)
        .arg(per)
        .arg(coding == Coding::Raw ? "raw"_L1 : "jpeg"_L1);
}

QList<CameraFormat> bestFirst(QList<CameraFormat> formats)
{
    formats.removeIf([](const CameraFormat &format) {
        return format.size.isEmpty()
            || (format.coding == CameraFormat::Coding::Raw && format.pixels() > mostRawPixels);
    });
    std::stable_sort(formats.begin(), formats.end(),
                     [](const CameraFormat &a, const CameraFormat &b) { return rankOf(a) > rankOf(b); });
    QList<CameraFormat> kept;
    for (const CameraFormat &format : std::as_const(formats))
        if (std::none_of(kept.cbegin(), kept.cend(), [&](const CameraFormat &other) {
                return other.size == format.size && other.coding == format.coding;
            }))
            kept.append(format);
    return kept;
}

} // namespace indraj
