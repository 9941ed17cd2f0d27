#pragma once

#include "capture/face/capturelog.h"
#include "capture/facecapture.h"

#include <QBuffer>
#include <QPainter>
#include <QPromise>

#include <deque>
#include <memory>

namespace indraj {

inline QByteArray pngOf(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// A drawn head with a mark on the citizen's right side, so that mirroring would be seen.
inline QImage drawnFace(const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor(0xDC, 0xE2, 0xEA));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QColor(0xC8, 0x93, 0x6C));
    painter.drawEllipse(QPointF(size.width() / 2.0, size.height() * 0.45), size.height() * 0.24,
                        size.height() * 0.32);
    painter.fillRect(QRect(0, 0, 20, 20), Qt::red);
    return image;
}

class FakeFace : public FaceCapture {
    Q_OBJECT
public:
    QList<FaceCandidate> best;
    QString manualCode;
    QStringList rejected; ///< reasons
    QList<CaptureAttempt> tried; ///< what attempts() says; refused pictures come into it
    QSize asked{0, 0}; ///< what leastPortrait() says
    bool running = false;
    bool snapshot = false; ///< it runs for startSnapshot()
    QDateTime snapshotAt;

    void start() override { running = true; }
    void startSnapshot() override { running = snapshot = true; }
    void stop() override { running = snapshot = false; }
    /// The camera at sign-off has found somebody.
    void giveSnapshot()
    {
        const FaceCandidate taken = made(70, true);
        snapshotAt = taken.at;
        Q_EMIT snapshotTaken(taken);
    }
    void retake() override { }
    void captureManually(const QString &code) override
    {
        manualCode = code;
        FaceCandidate taken = made(40, false);
        best << taken;
        Q_EMIT accepted(taken, true, code);
    }
    QList<FaceCandidate> candidates() const override { return best; }
    QList<CaptureAttempt> attempts() const override { return tried; }
    QSize leastPortrait() const override { return asked; }
    void reject(const FaceCandidate &candidate, const QString &reason) override
    {
        rejected << reason;
        CaptureAttempt refused{1, candidate.judgement.score, QStringLiteral("captured"), candidate.at};
        refused.veto = Veto::Rejected;
        refused.vetoReason = reason;
        tried << refused;
        best.removeIf([&](const FaceCandidate &each) { return each.at == candidate.at; });
        Q_EMIT candidatesChanged();
    }
    /// While set, samples are not finished before finishOne().
    bool slow = false;
    mutable std::deque<std::pair<std::shared_ptr<QPromise<Sample>>, Sample>> unfinished;
    void finishOne()
    {
        const auto [answer, sample] = unfinished.front();
        unfinished.pop_front();
        answer->addResult(sample);
        answer->finish();
    }
    QFuture<Sample> sampleFrom(const FaceCandidate &candidate) const override
    {
        if (!slow)
            return QtFuture::makeReadyFuture(madeSample(candidate));
        const auto answer = std::make_shared<QPromise<Sample>>();
        answer->start();
        unfinished.emplace_back(answer, madeSample(candidate));
        return answer->future();
    }
    Sample madeSample(const FaceCandidate &candidate) const
    {
        Sample sample;
        sample.info.id = SampleId::create();
        if (candidate.at == snapshotAt)
            sample.info.kind = SampleKind::FaceAtSignOff;
        sample.info.quality = candidate.judgement.score;
        sample.info.capturedAt = candidate.at;
        CaptureAttempt attempt{1, candidate.judgement.score, QStringLiteral("captured"), candidate.at};
        attempt.crop = candidate.adjustment;
        if (candidate.report)
            attempt.criteria = criteriaOf(*candidate.report);
        attempt.criteria += criteriaOf(candidate.judgement.hints);
        sample.info.attempts = {attempt};
        sample.info.mimeType = QStringLiteral("image/png");
        sample.bytes = pngOf(candidate.crop);
        return sample;
    }
    bool simulated() const override { return true; }
    QList<FaceMeasureId> badWhenCut; ///< what refuses a crop by hand
    /// While set, no crop is judged before finishCut().
    bool slowCuts = false;
    mutable std::deque<std::pair<std::shared_ptr<QPromise<FaceCandidate>>, FaceCandidate>> cuts;
    mutable int cutsAsked = 0;
    void finishCut()
    {
        const auto [answer, candidate] = cuts.front();
        cuts.pop_front();
        answer->addResult(candidate);
        answer->finish();
    }
    QFuture<QImage> wholePicture(const FaceCandidate &candidate, QSize) const override
    {
        return QtFuture::makeReadyFuture(candidate.image);
    }
    QFuture<FaceCandidate> cutByHand(const FaceCandidate &automatic, const CropAdjustment &by) const override
    {
        ++cutsAsked;
        FaceCandidate cut = automatic;
        if (!by.isNone()) {
            cut.automatic = std::make_shared<const FaceCandidate>(automatic);
            cut.adjustment = by;
            cut.at = automatic.at.addMSecs(cutsAsked);
            cut.report = report(badWhenCut);
        }
        if (!slowCuts)
            return QtFuture::makeReadyFuture(cut);
        const auto answer = std::make_shared<QPromise<FaceCandidate>>();
        answer->start();
        cuts.emplace_back(answer, cut);
        return answer->future();
    }
    void replace(const FaceCandidate &candidate, const FaceCandidate &by) override
    {
        for (FaceCandidate &each : best)
            if (each.at == candidate.at)
                each = by;
        Q_EMIT candidatesChanged();
    }

    static FaceJudgement judgement(FaceGuidance guidance, int score, bool met)
    {
        FaceJudgement j;
        for (int i = 0; i < 8; ++i)
            j.checks << FaceCheckResult{static_cast<FaceCheck>(i),
                                        !met && i == 3 ? CheckState::Fail : CheckState::Good};
        j.score = {score, QStringLiteral("indraj-face-1")};
        j.guidance = guidance;
        j.allRequiredMet = met;
        j.faces = 1;
        j.yaw = met ? 0 : 9;
        return j;
    }
    /// All measures good but these, which refuse.
    static PortraitReport report(const QList<FaceMeasureId> &bad, const QList<FaceMeasureId> &doubtful = {})
    {
        PortraitReport report;
        report.profile = QStringLiteral("adult");
        report.score = bad.isEmpty() ? 81 : 32;
        for (const FaceMeasureUnit &unit : faceMeasureUnits()) {
            PortraitFinding finding;
            finding.measure.id = unit.info.id;
            finding.measure.native = bad.contains(unit.info.id) || doubtful.contains(unit.info.id) ? -9 : 0;
            finding.rule = {unit.info.id, RuleLevel::Require, {-1, 1}, {-5, 5}, {}};
            finding.refuses = bad.contains(unit.info.id);
            finding.warns = doubtful.contains(unit.info.id);
            finding.state = finding.refuses ? RuleState::Bad
                : finding.warns             ? RuleState::Doubtful
                                            : RuleState::Good;
            report.findings.push_back(finding);
        }
        report.verdict = !bad.isEmpty() ? PortraitVerdict::Refused
            : !doubtful.isEmpty()       ? PortraitVerdict::AcceptedWithWarnings
                                        : PortraitVerdict::Accepted;
        return report;
    }
    static FaceCandidate made(int score, const PortraitReport &report)
    {
        FaceCandidate candidate = made(score, true);
        candidate.report = report;
        return candidate;
    }
    static FaceCandidate made(int score, bool met)
    {
        static qint64 clock = 1'700'000'000'000; // each candidate has its own time, which is its identity
        FaceCandidate candidate{drawnFace({1280, 720}), drawnFace({350, 450}),
                                judgement(FaceGuidance::None, score, met),
                                QDateTime::fromMSecsSinceEpoch(clock += 1000)};
        candidate.place = QRect(410, 14, 460, 591);
        candidate.judgement.frameSize = candidate.image.size();
        candidate.judgement.leftEye = QPointF(715, 280);
        candidate.judgement.rightEye = QPointF(565, 280);
        candidate.judgement.eyeDistance = 150;
        return candidate;
    }
};

} // namespace indraj
