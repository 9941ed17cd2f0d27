#include "tests/sync/sampleenrolment.h"

#include <QRandomGenerator>

namespace indraj::testing {
namespace {

using namespace Qt::Literals::StringLiterals;

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return bytes;
}

void addSample(SealInput &input, SampleKind kind, FingerPosition finger, qsizetype size)
{
    Sample sample;
    sample.info.id = SampleId::create();
    sample.info.kind = kind;
    sample.info.finger = finger;
    sample.info.mimeType = u"image/jp2"_s;
    sample.info.width = 480;
    sample.info.height = 640;
    sample.info.resolution = kind == SampleKind::Finger ? 500 : 0;
    sample.info.quality = {71, u"test-algorithm-1"_s};
    sample.info.device = u"test device"_s;
    sample.info.capturedAt = QDateTime({2026, 3, 4}, {9, 15, 30, 250}, Qt::UTC);
    sample.bytes = randomBytes(size);
    input.enrolment.samples.append(sample.info);
    input.samples.append(sample);
}

} // namespace

SealInput sampleInput(qint64 sequence, qsizetype pictureBytes)
{
    SealInput input;
    input.packet = PacketId::create();
    input.sequence = sequence;
    input.approvedBy = u"su-1"_s;
    input.approvedAt = QDateTime({2026, 3, 4}, {10, 0, 0}, Qt::UTC);
    input.auditHead = QByteArray(32, '\x5a');
    input.auditSequence = 40 + sequence;
    input.enrolment.id = EnrolmentId::create();
    input.enrolment.token = u"T-%1"_s.arg(sequence, 3, 10, QLatin1Char('0'));
    input.enrolment.service = u"first-card"_s;
    input.enrolment.formVersion = 1;
    input.enrolment.state = EnrolmentState::Approved;
    input.enrolment.capturedBy = u"op-1"_s;
    input.enrolment.createdAt = QDateTime({2026, 3, 4}, {9, 0, 0}, Qt::UTC);
    input.enrolment.fields = {{u"name.en"_s, u"Sample \"Quoted\" Person"_s},
                              {u"name.ur"_s, u"نمونہ شخص"_s},
                              {u"introducer.cnic"_s, u"91234-1234567-1"_s},
                              {u"birth.date"_s, u"1990-01-31"_s}};
    addSample(input, SampleKind::FacePortrait, FingerPosition::RightThumb, pictureBytes);
    for (int code = 1; code <= 8; ++code)
        addSample(input, SampleKind::Finger, static_cast<FingerPosition>(code), pictureBytes);
    input.enrolment.exceptions
        = {{FingerPosition::LeftRing, ExceptionKind::Missing, {}, u"op-1"_s, input.enrolment.createdAt},
           {FingerPosition::LeftLittle, ExceptionKind::Damaged, u"burn"_s, u"op-1"_s,
            input.enrolment.createdAt}};
    return input;
}

} // namespace indraj::testing
