// Which frames become stills: run, ring, time-out, pause. Time is given, not waited for.
#include "capture/face/facejudge.h"
#include "capture/face/portraitselector.h"
#include "scriptedmoment.h"
#include "tests/support/places.h"

#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace std::chrono_literals;

class PortraitSelectorTest : public QObject {
    Q_OBJECT
private:
    using Cause = PortraitSelector::Cause;
    FaceThresholds m_thresholds;

private Q_SLOTS:
    void initTestCase()
    {
        const auto parsed = loadFaceThresholds(indraj::test::sourcePath("/resources/thresholds/face.json"));
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().where));
        m_thresholds = *parsed;
        QCOMPARE(m_thresholds.acceptAfter, 500ms);
        QCOMPARE(m_thresholds.timeOut, 30000ms);
    }

    void bestFrameOfAGoodRunIsAccepted()
    {
        PortraitSelector selector(m_thresholds);
        for (auto t = 0ms; t < 450ms; t += 33ms) // too short
            QCOMPARE(selector.consider(moment(true, 90, t)).cause, Cause::None);
        QCOMPARE(selector.consider(moment(false, 10, 460ms)).cause, Cause::None);
        PortraitSelector::Outcome outcome;
        for (auto t = 500ms; t < 2s && outcome.cause == Cause::None; t += 33ms)
            outcome = selector.consider(moment(true, t == 731ms ? 99 : 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        QVERIFY(outcome.pictures.size() > 1
                && outcome.pictures.size() <= 3); // the stills decide between them
        QCOMPARE(outcome.pictures.front().judgement.score.value, 99);
        QVERIFY(outcome.pictures.front().time == Moment::Time(731ms));
        for (const Moment &each : outcome.pictures)
            QVERIFY(each.time >= Moment::Time(500ms)); // none of the run that broke off
        // Not a second time until it is armed again; but two further ones, to choose from, one a second.
        int candidates = 0;
        for (auto t = 2s + 0ms; t < 9s; t += 33ms) {
            outcome = selector.consider(moment(true, 70, t));
            QVERIFY(outcome.cause == Cause::None || outcome.cause == Cause::Candidate);
            candidates += outcome.cause == Cause::Candidate ? 1 : 0;
        }
        QCOMPARE(candidates, 2);
        selector.arm();
        bool again = false;
        for (auto t = 10s + 0ms; t < 11s; t += 33ms)
            again = again || selector.consider(moment(true, 70, t)).cause == Cause::Automatic;
        QVERIFY(again);
    }
    void theRingForgetsWhatIsOlderThanTwoSeconds()
    {
        // One odd score at the beginning of a run that is too long to be remembered.
        auto slow = m_thresholds;
        slow.acceptAfter = 4s;
        PortraitSelector selector(slow);
        PortraitSelector::Outcome outcome;
        for (auto t = 0ms; t < 5s && outcome.cause == Cause::None; t += 33ms)
            outcome = selector.consider(moment(true, t == 33ms ? 100 : 60, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        for (const Moment &each : outcome.pictures)
            QVERIFY(each.time > Moment::Time(1500ms));
    }
    /// TC-PAP-ACQ-FI-SV-4-001: a bad face is never taken by itself, and at time-out the best so far is shown.
    void timeOutShowsTheBestSoFar_TC_PAP_ACQ_FI_SV_4_001()
    {
        PortraitSelector selector(m_thresholds);
        PortraitSelector::Outcome outcome;
        auto t = 0ms;
        for (; t < 40s && outcome.cause == Cause::None; t += 100ms)
            outcome = selector.consider(moment(false, t == 7s ? 55 : t == 15s ? 50 : 20, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t >= 30s && t < 31s);
        QCOMPARE(outcome.pictures.size(), std::size_t(2));
        QCOMPARE(outcome.pictures[0].judgement.score.value, 55);
        QCOMPARE(outcome.pictures[1].judgement.score.value, 50);
        // Once only, and the capture goes on: a good run is still taken.
        for (; t < 80s; t += 100ms)
            QCOMPARE(selector.consider(moment(false, 20, t)).cause, Cause::None);
        for (; t < 82s && outcome.cause != Cause::Automatic; t += 33ms)
            outcome = selector.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
    }
    /// TC-PAP-ACQ-FI-SV-4-001: rejecting at 70 % of the time begins it anew.
    void rejectingResetsTheTime_TC_PAP_ACQ_FI_SV_4_001()
    {
        PortraitSelector selector(m_thresholds);
        auto t = 0ms;
        for (; t < 21s; t += 100ms)
            QCOMPARE(selector.consider(moment(false, 20, t)).cause, Cause::None);
        selector.arm();
        PortraitSelector::Outcome outcome;
        for (; t < 60s && outcome.cause == Cause::None; t += 100ms)
            outcome = selector.consider(moment(false, 20, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t >= 51s && t < 52s);
    }
    /// TC-PAP-ACQ-FI-SV-4-001 (empty scene) and TC-AS-FI-ICS3-002: nobody there ends without a picture.
    void emptySceneEndsWithoutAPicture_TC_AS_FI_ICS3_002()
    {
        PortraitSelector selector(m_thresholds);
        PortraitSelector::Outcome outcome;
        for (auto t = 0ms; t < 40s && outcome.cause == Cause::None; t += 100ms) {
            Moment empty = moment(false, QualityScore::failed, t);
            empty.measures.hasLandmarks = false;
            outcome = selector.consider(empty);
        }
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(outcome.pictures.empty());
    }
    /// TC-AS-FI-ICS3-001: two people, no capture.
    void twoFacesAreNeverTaken_TC_AS_FI_ICS3_001()
    {
        PortraitSelector selector(m_thresholds);
        auto measures = good();
        measures.faces = 2;
        measures.secondFaceArea = 0.8;
        for (auto t = 0ms; t < 20s; t += 33ms) {
            Moment both = moment(true, 90, t);
            both.judgement = judgeFace(measures, m_thresholds);
            QCOMPARE(selector.consider(both).cause, Cause::None);
        }
    }
    void afterRefusedStillsThereIsAPause()
    {
        PortraitSelector selector(m_thresholds);
        PortraitSelector::Outcome outcome;
        auto t = 0ms;
        for (; outcome.cause == Cause::None && t < 2s; t += 33ms)
            outcome = selector.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        const auto before = t;
        selector.goOn();
        outcome = {};
        for (; outcome.cause == Cause::None && t < 10s; t += 33ms)
            outcome = selector.consider(moment(true, 80, t));
        QCOMPARE(outcome.cause, Cause::Automatic);
        QVERIFY(t - before >= 2500ms);
        QCOMPARE(outcome.pictures.size(), std::size_t(1)); // costs one still, not three
        // The time goes on meanwhile.
        selector.goOn();
        for (outcome = {}; outcome.cause == Cause::None && t < 40s; t += 100ms)
            outcome = selector.consider(moment(false, 20, t));
        QCOMPARE(outcome.cause, Cause::TimeOut);
        QVERIFY(t < 31s);
    }
    void candidatesLieApart()
    {
        struct Entry {
            int score;
            qint64 at;
        };
        const QList<Entry> entries{{70, 0}, {90, 500}, {80, 1400}, {60, 3000}, {50, 9000}};
        const auto best = bestApart(
            entries, 3, 1000ms, [](const Entry &a, const Entry &b) { return a.score > b.score; },
            [](const Entry &e) { return e.at; });
        QCOMPARE(best.size(), 3);
        QCOMPARE(best[0].score, 90);
        QCOMPARE(best[1].score, 60);
        QCOMPARE(best[2].score, 50);
    }
};

QTEST_GUILESS_MAIN(PortraitSelectorTest)
#include "tst_portraitselector.moc"
