// The rules for stills without a picture: the file, its strictness, and what follows from a measure.
#include "capture/face/rules/portraitreport.h"
#include "tests/support/places.h"

#include <QFile>
#include <QHash>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;

namespace {

QByteArray shipped()
{
    QFile file(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Measures that lie in the middle of every good range.
std::vector<FaceMeasure> goodFor(const PortraitProfile &profile)
{
    std::vector<FaceMeasure> measures;
    for (const PortraitRule &rule : profile.rules) {
        FaceMeasure measure;
        measure.id = rule.id;
        const double low = rule.good.low.value_or(rule.good.high.value_or(0) - 1);
        measure.native = (low + rule.good.high.value_or(low + 2)) / 2;
        measure.score = 90;
        measure.confidence = 1;
        measures.push_back(measure);
    }
    return measures;
}

FaceMeasure &of(std::vector<FaceMeasure> &measures, FaceMeasureId id)
{
    return measures.at(static_cast<std::size_t>(id));
}

const PortraitFinding &of(const PortraitReport &report, FaceMeasureId id)
{
    return report.findings.at(static_cast<std::size_t>(id));
}

bool isRange(const NativeRange &range, const NativeRange &wanted)
{
    return range.low == wanted.low && range.high == wanted.high;
}

QStringList namesOf(const PortraitRules &rules)
{
    QStringList names;
    for (const PortraitProfile &profile : rules.profiles)
        names.append(profile.name);
    return names;
}

} // namespace

class PortraitRulesTest : public QObject {
    Q_OBJECT
private:
    PortraitRules m_rules;

private Q_SLOTS:
    void initTestCase()
    {
        const auto parsed = parsePortraitRules(shipped());
        QVERIFY2(parsed.has_value(),
                 parsed ? "" : qPrintable(parsed.error().where + u": "_s + parsed.error().detail));
        m_rules = *parsed;
    }

    void everyProfileHasARuleWithSourceForEveryMeasure()
    {
        for (const auto *name : {"adult", "adultUncovered", "child", "infant", "exception"})
            QVERIFY2(m_rules.profile(QString::fromLatin1(name)), name);
        for (const PortraitProfile &profile : m_rules.profiles) {
            QCOMPARE(profile.rules.size(), faceMeasureUnits().size());
            for (std::size_t k = 0; k < profile.rules.size(); ++k) {
                QCOMPARE(profile.rules[k].id, static_cast<FaceMeasureId>(k));
                QVERIFY(!profile.rules[k].source.isEmpty());
            }
        }
        QVERIFY(m_rules.profile(u"adult"_s)->headCoveringAllowed); // by default
    }
    void keysAreDistinctAndFound()
    {
        QStringList keys;
        for (const auto &unit : faceMeasureUnits()) {
            const QString key = QString::fromLatin1(unit.info.key);
            QVERIFY(!keys.contains(key));
            keys.append(key);
            QCOMPARE(faceMeasureByKey(key), std::optional(unit.info.id));
            QVERIFY(unit.info.low < unit.info.high && qstrlen(unit.info.clause) > 0);
        }
        QVERIFY(!faceMeasureByKey(u"beauty"_s));
    }
    void whatDependsOnSkinOrDressNeverRefuses()
    {
        for (const PortraitProfile &profile : m_rules.profiles) {
            auto measures = goodFor(profile);
            for (FaceMeasure &measure : measures)
                if (faceMeasureInfo(measure.id).dependence != Dependence::None)
                    measure.native = faceMeasureInfo(measure.id).high;
            QVERIFY(judgePortrait(measures, profile).verdict != PortraitVerdict::Refused);
        }
    }
    void toleranceGrowsFromAdultToInfant()
    {
        for (const auto id : {FaceMeasureId::Yaw, FaceMeasureId::Pitch, FaceMeasureId::Roll}) {
            const auto widest = [&](const char *profile) {
                return *m_rules.profile(QString::fromLatin1(profile))
                            ->rules.at(static_cast<std::size_t>(id))
                            .accept.high;
            };
            QVERIFY(widest("adult") < widest("child") && widest("child") < widest("infant"));
        }
    }

    /// The numbers of BSI TR-03121 v6.0, QA-FI-GID, as they stand there; all else as in the usual rules.
    void strictRulesAreThoseOfTheTr()
    {
        const auto strict
            = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait-tr03121.json"));
        QVERIFY(strict.has_value());
        QCOMPARE(namesOf(*strict), namesOf(m_rules));
        const QHash<FaceMeasureId, NativeRange> limits{
            {FaceMeasureId::Yaw, {-5, 5}},
            {FaceMeasureId::Pitch, {-5, 5}},
            {FaceMeasureId::Roll, {-8, 8}},
            {FaceMeasureId::PortraitHeight, {1600, {}}},
            {FaceMeasureId::PortraitWidth, {1244, {}}},
            {FaceMeasureId::HeadWidth, {0.5, 0.75}},
            {FaceMeasureId::HeadHeight, {0.6, 0.9}},
            {FaceMeasureId::EyeLine, {0.3, 0.5}},
            {FaceMeasureId::Centring, {0.45, 0.55}},
            {FaceMeasureId::EyeDistance, {300, {}}},
            {FaceMeasureId::ColourSpace, {1, 1}},
        };
        for (const char *name : {"adult", "adultUncovered", "child"}) {
            const PortraitProfile &profile = *strict->profile(QString::fromLatin1(name));
            for (auto each = limits.cbegin(); each != limits.cend(); ++each) {
                const PortraitRule &rule = profile.rules.at(static_cast<std::size_t>(each.key()));
                QVERIFY2(isRange(rule.accept, *each) && isRange(rule.good, *each), qPrintable(rule.source));
                // Headwear changes the height of a head: what depends on dress never refuses.
                QCOMPARE(rule.level,
                         rule.id == FaceMeasureId::HeadHeight ? RuleLevel::Warn : RuleLevel::Require);
                QVERIFY(rule.source.contains(u"TR-03121"_s));
            }
            const PortraitRule &wall
                = profile.rules.at(static_cast<std::size_t>(FaceMeasureId::BackgroundBrightness));
            QVERIFY(isRange(wall.accept, {161, 225}) && wall.level == RuleLevel::Warn); // recommended
        }
        const PortraitProfile &usual = *m_rules.profile(u"adult"_s);
        for (const PortraitRule &rule : strict->profile(u"adult"_s)->rules) {
            if (limits.contains(rule.id) || rule.id == FaceMeasureId::BackgroundBrightness)
                continue;
            const PortraitRule &same = usual.rules.at(static_cast<std::size_t>(rule.id));
            QVERIFY2(isRange(rule.accept, same.accept) && isRange(rule.good, same.good)
                         && rule.level == same.level && rule.source == same.source,
                     qPrintable(same.source));
        }
        QCOMPARE(strict->profile(u"infant"_s)->toAge, std::optional(5)); // tolerance under six
        QCOMPARE(strict->profile(u"child"_s)->fromAge, 6);
    }
    void strictRulesRefuseWhatTheUsualOnesTake()
    {
        const auto strict
            = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait-tr03121.json"));
        QVERIFY(strict.has_value());
        const PortraitProfile &adult = *strict->profile(u"adult"_s);
        for (const auto &[id, value] : {std::pair(FaceMeasureId::Yaw, 5.5),
                                        {FaceMeasureId::Pitch, -8.0},
                                        {FaceMeasureId::EyeDistance, 299.0},
                                        {FaceMeasureId::PortraitWidth, 1243.0}}) {
            auto measures = goodFor(adult);
            QCOMPARE(judgePortrait(measures, adult).verdict, PortraitVerdict::Accepted);
            of(measures, id).native = value;
            QCOMPARE(judgePortrait(measures, adult).verdict, PortraitVerdict::Refused);
            QVERIFY(judgePortrait(measures, *m_rules.profile(u"adult"_s)).verdict
                    != PortraitVerdict::Refused);
        }
    }

    void malformedRulesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("fault");
        const auto row = [](const char *name, const char *from, const char *to, ThresholdFault fault) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << int(fault);
        };
        row("no json", "{", "(", ThresholdFault::Malformed);
        row("format", "rules-1", "rules-2", ThresholdFault::Malformed);
        row("unknown measure", "\"yaw\"", "\"yaww\"", ThresholdFault::UnknownKey);
        row("unknown key", "\"level\"", "\"more\": 1, \"level\"", ThresholdFault::UnknownKey);
        row("no source", "\"source\"", "\"origin\"", ThresholdFault::UnknownKey);
        row("level", "\"require\"", "\"forbid\"", ThresholdFault::BadValue);
        row("range", "\"good\": [1, 1]", "\"good\": [1]", ThresholdFault::BadValue);
        row("type", "\"good\": [1, 1]", "\"good\": [\"1\", 1]", ThresholdFault::BadValue);
        row("ends", "\"accept\": [-8, 8]", "\"accept\": [8, -8]", ThresholdFault::BadValue);
        row("outside the measure", "\"accept\": [-8, 8]", "\"accept\": [-800, 8]", ThresholdFault::BadValue);
        row("good beyond accept", "\"good\": [-5, 5]", "\"good\": [-50, 5]", ThresholdFault::BadValue);
        row("empty source", "\"BSI TR-03121 v6.0 QA-FI-GID 5.5 0.3 to 0.5\"", "\"\"",
            ThresholdFault::BadValue);
        row("confirmation", "\"brows\"", "\"browse\"", ThresholdFault::BadValue);
        row("confidence", "\"leastConfidence\": 0.5", "\"leastConfidence\": 5", ThresholdFault::BadValue);
        row("covering", "\"headCoveringAllowed\": true", "\"headCoveringAllowed\": 1",
            ThresholdFault::BadValue);
        row("ages the wrong way round", "\"ages\": [3, 10]", "\"ages\": [10, 3]", ThresholdFault::BadValue);
        row("half a year", "\"ages\": [3, 10]", "\"ages\": [3.5, 10]", ThresholdFault::BadValue);
        row("no end", "\"ages\": [3, 10]", "\"ages\": [3]", ThresholdFault::BadValue);
        row("no profiles", "\"profiles\"", "\"profile\"", ThresholdFault::UnknownKey);
    }
    void malformedRulesAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, fault);
        QByteArray json = shipped();
        QVERIFY(json.contains(from));
        json.replace(json.indexOf(from), from.size(), to);
        const auto parsed = parsePortraitRules(json);
        QVERIFY(!parsed);
        QCOMPARE(int(parsed.error().fault), fault);
        QVERIFY(!parsed.error().detail.isEmpty());
    }
    void skinMayNotRequire()
    {
        QByteArray json = shipped();
        const auto at = json.indexOf("\"inform\"", json.indexOf("\"luminanceMean\""));
        json.replace(at, qstrlen("\"inform\""), "\"require\"");
        const auto parsed = parsePortraitRules(json);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().where, u"rules.luminanceMean.level"_s);
    }
    void missingFileIsUnreadable()
    {
        QCOMPARE(loadPortraitRules(u"/nowhere/portrait.json"_s).error().fault, ThresholdFault::Unreadable);
    }

    void goodMeasuresAreAccepted()
    {
        for (const PortraitProfile &profile : m_rules.profiles) {
            const auto report = judgePortrait(goodFor(profile), profile);
            QCOMPARE(report.verdict, PortraitVerdict::Accepted);
            QCOMPARE(report.score, 90);
            QCOMPARE(report.confirmations, profile.confirmations);
            QCOMPARE(report.needsReason(), profile.name == u"exception"_s);
            QCOMPARE(report.fromAge, profile.fromAge);
            QCOMPARE(report.toAge, profile.toAge);
        }
    }
    void requiredRefusesAndWarnedWarns()
    {
        const PortraitProfile &adult = *m_rules.profile(u"adult"_s);
        auto measures = goodFor(adult);
        of(measures, FaceMeasureId::Yaw).native = 40;
        auto report = judgePortrait(measures, adult);
        QCOMPARE(report.verdict, PortraitVerdict::Refused);
        QCOMPARE(report.keysThat(&PortraitFinding::refuses), QStringList{u"yaw"_s});

        measures = goodFor(adult);
        of(measures, FaceMeasureId::Glasses).native = 200;
        report = judgePortrait(measures, adult);
        QCOMPARE(report.verdict, PortraitVerdict::AcceptedWithWarnings);
        QCOMPARE(report.keysThat(&PortraitFinding::warns), QStringList{u"glasses"_s});
    }
    void whatCouldNotBeAssessedIsNeverGood()
    {
        const PortraitProfile &adult = *m_rules.profile(u"adult"_s);
        for (const PortraitRule &rule : adult.rules) {
            auto measures = goodFor(adult);
            of(measures, rule.id).notAssessed = NotAssessed::TooDark;
            const auto report = judgePortrait(measures, adult);
            QCOMPARE(of(report, rule.id).state, RuleState::NotAssessed);
            QCOMPARE(report.verdict,
                     rule.level == RuleLevel::Require    ? PortraitVerdict::Refused
                         : rule.level == RuleLevel::Warn ? PortraitVerdict::AcceptedWithWarnings
                                                         : PortraitVerdict::Accepted);
            QCOMPARE(report.score < 90, faceMeasureInfo(rule.id).scored);
        }
        QCOMPARE(judgePortrait({}, adult).verdict, PortraitVerdict::Refused);
    }
    void unsureIsUncertain()
    {
        const PortraitProfile &adult = *m_rules.profile(u"adult"_s);
        auto measures = goodFor(adult);
        of(measures, FaceMeasureId::EyesOpen).confidence = 0.2;
        const auto report = judgePortrait(measures, adult);
        QCOMPARE(of(report, FaceMeasureId::EyesOpen).state, RuleState::Uncertain);
        QCOMPARE(report.verdict, PortraitVerdict::AcceptedWithWarnings);
    }
    void scoreLeavesSkinAndDressOut()
    {
        const PortraitProfile &adult = *m_rules.profile(u"adult"_s);
        auto measures = goodFor(adult);
        of(measures, FaceMeasureId::LuminanceMean).score = 0;
        of(measures, FaceMeasureId::Glasses).score = 0;
        QCOMPARE(stillQuality(measures), 90);
        of(measures, FaceMeasureId::Yaw).score = 0;
        QVERIFY(stillQuality(measures) < 50);
        of(measures, FaceMeasureId::Yaw).notAssessed = NotAssessed::NoFace;
        QCOMPARE(stillQuality(measures), 255);
    }
    /// TC-QA-FI-GENERIC-002: the best of each sequence is the one that BSI TR-03121 would choose.
    void bestOfSeveral_TC_QA_FI_GENERIC_002()
    {
        const PortraitStanding all{20, 10};
        const PortraitStanding oneLess{19, 14};
        const PortraitStanding fewerWarned{20, 9};
        QVERIFY(isBetterPortrait(all, 1, oneLess, 2)); // required before warned, whatever the time
        QVERIFY(isBetterPortrait(all, 1, fewerWarned, 2)); // then warned
        QVERIFY(isBetterPortrait(all, 2, all, 1)); // then the newer
        QVERIFY(!isBetterPortrait(all, 1, all, 2));
        QVERIFY(!isBetterPortrait(all, 1, all, 1));
    }
    /// TC-QA-FI-GENERIC-001: every criterion is delivered with id, range, thresholds and value, in order.
    void everyCriterionIsDelivered_TC_QA_FI_GENERIC_001()
    {
        const auto rules = loadPortraitRules(indraj::test::sourcePath("/resources/thresholds/portrait.json"));
        QVERIFY(rules.has_value());
        for (const PortraitProfile &profile : rules->profiles) {
            const auto report = judgePortrait({}, profile);
            QCOMPARE(report.findings.size(), faceMeasureUnits().size());
            for (std::size_t k = 0; k < report.findings.size(); ++k) {
                const PortraitFinding &finding = report.findings[k];
                const FaceMeasureInfo &info = faceMeasureInfo(finding.measure.id);
                QCOMPARE(static_cast<std::size_t>(finding.measure.id), k);
                QVERIFY(info.low < info.high);
                for (const auto &end : {finding.rule.accept.low, finding.rule.accept.high})
                    QVERIFY(!end || (*end >= info.low && *end <= info.high));
            }
            const PortraitStanding standing = standingOf(report);
            QCOMPARE(standing.requiredMet, 0); // nothing could be told: nothing is met
        }
    }
};

QTEST_GUILESS_MAIN(PortraitRulesTest)
#include "tst_portraitrules.moc"
