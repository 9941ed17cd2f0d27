#include "capture/iris/irisrecordof.h"

#include <algorithm>
#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A pixel to both sides: as sure as the borders were found.
IrisExtent extentAbout(double pixels)
{
    const double most = 65534;
    return {quint16(std::clamp(std::floor(pixels) - 1, 1.0, most)),
            quint16(std::clamp(std::ceil(pixels) + 1, 1.0, most))};
}

} // namespace

tl::expected<QByteArray, QString> irisRecordFor(EyePosition eye, const QImage &picture, const QDateTime &at,
                                                const IrisJudgement &judgement)
{
    IrisRepresentation part;
    part.capturedAt = at;
    part.eye = quint8(eye);
    part.qualities = {RecordQuality{
        quint8(judgement.quality.isValid() ? judgement.quality.value : QualityScore::failed), 0, 0}};
    if (const auto coded = setIrisPicture(part, picture); !coded)
        return tl::unexpected(u"picture: %1"_s.arg(int(coded.error())));
    if (judgement.eye) {
        part.centreX = extentAbout(judgement.eye->iris.centre.x());
        part.centreY = extentAbout(judgement.eye->iris.centre.y());
        part.diameter = extentAbout(2 * judgement.eye->iris.radius);
    }
    const bool inMiddle = std::any_of(judgement.criteria.begin(), judgement.criteria.end(),
                                      [](const IrisCriterion &criterion) {
                                          return criterion.measure == IrisMeasure::Margin && criterion.isHeld;
                                      });
    if (inMiddle && picture.size() == QSize(640, 480))
        part.type = IrisImageType::Vga;
    const auto record = writeIrisRecord({{part}});
    if (!record)
        return tl::unexpected(u"record: %1"_s.arg(int(record.error().fault)));
    return *record;
}

} // namespace indraj
