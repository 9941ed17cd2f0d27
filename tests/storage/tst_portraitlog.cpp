// The transaction log of a portrait in the vault: values, thresholds and vetoes.
#include "vaulthelp.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

class TestPortraitLog : public QObject {
    Q_OBJECT

    template <class T> static StoreFault faultOf(const tl::expected<T, StoreError> &outcome)
    {
        return outcome ? StoreFault::Internal : outcome.error().fault;
    }

private Q_SLOTS:
    /// TC-LOG-FI-GENERIC-001: what was measured and decided about a portrait is read back as it was written,
    /// and the decision stands in the audit chain.
    void isKeptAndNoted_TC_LOG_FI_GENERIC_001()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        Sample sample = portraitSample();
        CaptureAttempt own{3, {31, u"indraj-face-still-1"_s}, u"time-out"_s, sample.info.capturedAt};
        own.profile = u"adult"_s;
        own.criteria
            = {{u"yaw"_s, -9.25, 96, -90, 90, -7.0, 7.0, u"require"_s, u"bad"_s},
               {u"eyesOpen"_s, std::nullopt, 255, 0, 1, 0.025, std::nullopt, u"require"_s, u"notAssessed"_s}};
        CaptureAttempt refused = own;
        refused.number = 2;
        refused.at = own.at.addSecs(-5);
        refused.veto = Veto::Rejected;
        refused.vetoReason = u"expression"_s;
        sample.info.attempts = {refused, own};
        sample.info.accept(Veto::AcceptedObvious, u"medical-condition"_s, {});
        settled(world.vault().saveSample(id, sample, operatorOne())).value();
        const Enrolment saved = settled(world.vault().load(id)).value();
        const SampleInfo *portrait = saved.portrait();
        QVERIFY(portrait);
        QCOMPARE(portrait->veto, Veto::AcceptedObvious);
        QCOMPARE(portrait->attempts[0].veto, Veto::Rejected);
        QCOMPARE(portrait->attempts[0].vetoReason, u"expression"_s);
        QCOMPARE(portrait->attempts[1].profile, u"adult"_s);
        QCOMPARE(portrait->attempts[1].criteria, own.criteria);
        QCOMPARE(portrait->ownAttempt()->veto, Veto::AcceptedObvious);
        AuditFilter filter;
        filter.events = {u"portrait-veto"_s};
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].detail, u"accepted-obvious medical-condition, rejected 1"_s);
        QVERIFY(settled(world.vault().list({})).value().first().manualPortrait);
        sample.info.manualReason.clear();
        QCOMPARE(faultOf(settled(world.vault().saveSample(id, sample, operatorOne()))), StoreFault::Invalid);
    }
};

QTEST_GUILESS_MAIN(TestPortraitLog)
#include "tst_portraitlog.moc"
