#include "capture/iris/irisenrolment.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

QString pictureMime(IrisImageFormat format)
{
    switch (format) {
    case IrisImageFormat::Jpeg2000:
        return u"image/jp2"_s;
    case IrisImageFormat::Png:
        return u"image/png"_s;
    case IrisImageFormat::Raw:
        break;
    }
    return u"application/octet-stream"_s;
}

} // namespace

tl::expected<Sample, RecordError> enrolmentSample(const IrisSample &iris)
{
    const auto record = readIrisRecord(iris.record);
    if (!record)
        return tl::unexpected(record.error());
    const IrisRepresentation &part = record->representations.first();
    Sample picture;
    SampleInfo &info = picture.info;
    info.id = SampleId::create();
    info.kind = SampleKind::Iris;
    info.eye = iris.eye;
    info.mimeType = pictureMime(part.format);
    info.width = iris.width;
    info.height = iris.height;
    info.quality = iris.quality;
    info.device = iris.device;
    info.capturedAt = iris.capturedAt;
    info.acceptFrom = iris.acceptFrom;
    info.attempts = iris.attempts;
    picture.bytes = part.image;
    Sample whole;
    whole.info = info;
    whole.info.id = SampleId::create();
    whole.info.kind = SampleKind::IrisRecord;
    whole.info.mimeType = irisRecordType;
    whole.info.attempts = {}; // told by the picture
    whole.bytes = iris.record;
    if (iris.veto)
        info.accept(iris.veto->kind, iris.veto->reasonCode, iris.veto->note);
    picture.companions.push_back(whole);
    return picture;
}

} // namespace indraj
