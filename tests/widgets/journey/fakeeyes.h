#pragma once

#include "biometrics/iris/record/irisrecord.h"
#include "capture/iriscapture.h"
#include "devices/simulator/syntheticiris.h"

#include <map>

namespace indraj {

/// A capture of irises that does what its script says; records are real ones.
class FakeEyes : public EyeCapture {
public:
    std::optional<BiometricDevice> camera = BiometricDevice{};
    ScannerState state = ScannerState::Idle;
    QSet<EyePosition> exceptions;
    QList<EyePosition> waiting;
    QList<IrisTry> all;
    std::map<EyePosition, IrisVeto> vetoes;
    IrisPolicy rules;
    QSet<EyePosition> lookLikeTheOther; ///< eyes whose pictures do so
    std::optional<SideUnknown> sideUnknown; ///< why left or right cannot be told; nothing: it can
    int forced = 0;
    int opened = 0;
    int closed = 0;

    /// The camera answers what it was asked: one score for each eye, a failed one with `advice`.
    void answer(const std::map<EyePosition, int> &scores, IrisAdvice advice = IrisAdvice::OpenWider)
    {
        IrisTry attempt{int(all.size()) + 1, QDateTime::currentDateTimeUtc(), waiting, {}, {}, {}, false};
        for (const EyePosition eye : std::as_const(waiting)) {
            IrisEyeTry one;
            one.eye = eye;
            one.picture = picture(eye);
            one.quality = {scores.at(eye), QStringLiteral("indraj-iris-1")};
            one.isGood = scores.at(eye) >= rules.acceptFrom && scores.at(eye) <= 100;
            if (!one.isGood)
                one.advice = {advice};
            one.side.why = sideUnknown;
            if (!sideUnknown)
                one.side.eye = lookLikeTheOther.contains(eye) ? other(eye) : eye;
            attempt.eyes << one;
        }
        all << attempt;
        finishTry(attempt);
    }
    void answer(IrisFault fault)
    {
        const IrisTry attempt{
            int(all.size()) + 1, QDateTime::currentDateTimeUtc(), waiting, {}, fault, {}, false};
        all << attempt;
        finishTry(attempt);
    }
    void plug(bool in)
    {
        camera = in ? std::optional(BiometricDevice{}) : std::nullopt;
        waiting = in ? open() : QList<EyePosition>();
        state = in ? ScannerState::WaitingFinger : ScannerState::NoDevice;
        if (!in)
            Q_EMIT failed(DeviceError{DeviceFault::Removed, {}, {}});
        Q_EMIT cameraChanged(state);
        Q_EMIT availabilityChanged();
    }
    static EyePosition other(EyePosition eye)
    {
        return eye == EyePosition::Right ? EyePosition::Left : EyePosition::Right;
    }
    static QImage picture(EyePosition eye)
    {
        static const std::map<EyePosition, QImage> drawn{
            {EyePosition::Right, drawEye(7, EyePosition::Right, {}).picture},
            {EyePosition::Left, drawEye(7, EyePosition::Left, {}).picture}};
        return drawn.at(eye);
    }

    void openCamera() override { ++opened; }
    void closeCamera() override { ++closed; }
    bool isAvailable() const override { return camera.has_value(); }
    std::optional<BiometricDevice> device() const override { return camera; }
    ScannerState cameraState() const override { return state; }
    IrisPolicy policy() const override { return rules; }
    int timeLimit() const override { return 10000; }
    void setExceptions(const QSet<EyePosition> &eyes) override { exceptions = eyes; }
    QList<EyePosition> expected() const override
    {
        QList<EyePosition> eyes;
        for (const EyePosition eye : bothEyes)
            if (!exceptions.contains(eye))
                eyes << eye;
        return eyes;
    }
    void begin() override { ask(open()); }
    void tryAgain(EyePosition eye) override { ask({eye}); }
    void force() override { ++forced; }
    void cancel() override { waiting.clear(); }
    void clear(EyePosition eye) override
    {
        all.removeIf([eye](const IrisTry &one) { return one.asked == QList{eye}; });
        vetoes.erase(eye);
    }
    void clearAll() override
    {
        all.clear();
        vetoes.clear();
        exceptions.clear();
        waiting.clear();
    }
    QList<EyePosition> asking() const override { return waiting; }
    bool isJudging() const override { return false; }
    QList<IrisTry> tries() const override { return all; }
    QList<IrisTry> tries(EyePosition eye) const override
    {
        QList<IrisTry> own;
        for (const IrisTry &one : all)
            if (one.asked.contains(eye))
                own << one;
        return own;
    }
    int best(EyePosition eye) const override
    {
        int found = -1, score = -1;
        const QList<IrisTry> own = tries(eye);
        for (int i = 0; i < own.size(); ++i) {
            const IrisEyeTry *one = own[i].of(eye);
            if (one && one->quality.isValid() && one->quality.value >= score) {
                found = i;
                score = one->quality.value;
            }
        }
        return found;
    }
    bool isGood(EyePosition eye) const override
    {
        const int index = best(eye);
        return index >= 0 && tries(eye)[index].of(eye)->isGood;
    }
    bool usedUp(EyePosition eye) const override { return tries(eye).size() >= rules.maxTries; }
    bool accept(EyePosition eye, const IrisVeto &veto) override
    {
        if (veto.reasonCode.isEmpty() || isGood(eye) || best(eye) < 0)
            return false;
        vetoes[eye] = veto;
        return true;
    }
    std::optional<IrisVeto> veto(EyePosition eye) const override
    {
        const auto found = vetoes.find(eye);
        return found == vetoes.end() ? std::nullopt : std::optional(found->second);
    }
    QList<EyePosition> toDecide() const override { return {}; }
    std::optional<IrisSample> sample(EyePosition eye) const override
    {
        const int index = best(eye);
        if (index < 0)
            return {};
        const QList<IrisTry> own = tries(eye);
        IrisRecord record;
        record.representations.resize(1);
        record.representations[0].eye = quint8(eye);
        if (!setIrisPicture(record.representations[0], picture(eye)))
            return {};
        IrisSample made;
        made.eye = eye;
        made.record = writeIrisRecord(record).value_or(QByteArray());
        made.mimeType = irisRecordType;
        made.width = picture(eye).width();
        made.height = picture(eye).height();
        made.quality = own[index].of(eye)->quality;
        made.acceptFrom = rules.acceptFrom;
        made.isGood = isGood(eye);
        made.device = QStringLiteral("fake simulator");
        made.capturedAt = own[index].at;
        made.veto = veto(eye);
        made.sampleTry = own[index].number;
        for (const IrisTry &one : own) {
            CaptureAttempt attempt{one.number, {}, QStringLiteral("captured"), one.at};
            if (one.fault)
                attempt.outcome = irisFaultCode(*one.fault);
            else
                attempt.quality = one.of(eye)->quality;
            if (one.of(eye) && !one.of(eye)->advice.isEmpty())
                attempt.outcome = irisAdviceCode(one.of(eye)->advice.first());
            if (const IrisEyeTry *told = one.of(eye)) {
                CriterionValue side;
                side.key = eyeSideKey;
                side.state = !told->side.eye ? QStringLiteral("notAssessed")
                    : told->isSideDoubted()  ? QStringLiteral("bad")
                                             : QStringLiteral("good");
                attempt.criteria << side;
            }
            made.attempts << attempt;
        }
        return made;
    }

private:
    QList<EyePosition> open() const
    {
        QList<EyePosition> eyes;
        for (const EyePosition eye : expected())
            if (!isGood(eye) && !usedUp(eye) && vetoes.count(eye) == 0)
                eyes << eye;
        return eyes;
    }
    void ask(const QList<EyePosition> &eyes)
    {
        waiting = camera ? eyes : QList<EyePosition>();
        if (waiting.isEmpty())
            return;
        state = ScannerState::WaitingFinger;
        Q_EMIT cameraChanged(state);
        Q_EMIT asked(waiting);
    }
    void finishTry(const IrisTry &attempt)
    {
        waiting.clear();
        state = ScannerState::Idle;
        Q_EMIT tryFinished(attempt);
        const QList<EyePosition> rest = open();
        if (!rest.isEmpty()) {
            ask(rest);
            return;
        }
        bool good = true;
        for (const EyePosition eye : expected())
            good = good && isGood(eye);
        Q_EMIT finished(good);
    }
};

} // namespace indraj
