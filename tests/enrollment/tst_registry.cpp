#include "enrollment/enrolment.h"
#include "enrollment/formspec.h"
#include "enrollment/registry.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// What a registry is asked by, and what its answer means for an application.
class TestRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void itIsAskedByTheCardElseByNameAndBirth()
    {
        FormSpec first, renewal;
        renewal.renews = u"applicant.cnic"_s;
        QMap<QString, QString> values{{u"name.en"_s, u"Sadia Noreen"_s}};
        QVERIFY(!registryQuestion(first, values)); // a name alone is nobody
        values[u"birth.date"_s] = u"1990-3"_s;
        QVERIFY(!registryQuestion(first, values));
        values[u"birth.date"_s] = u"1990-03-21"_s;
        const auto byName = registryQuestion(first, values);
        QVERIFY(byName);
        QCOMPARE(byName->by, AskedBy::NameAndBirth);
        QCOMPARE(byName->asked, values);
        QVERIFY(byName->without.isEmpty());
        values[u"applicant.cnic"_s] = u"35202-1234567-1"_s;
        QCOMPARE(registryQuestion(first, values)->by, AskedBy::NameAndBirth); // no field of this form
        const auto byCard = registryQuestion(renewal, values);
        QCOMPARE(byCard->by, AskedBy::Number);
        QCOMPARE(byCard->asked.values(), QStringList{u"35202-1234567-1"_s});
        for (const QString &half : {u"35202"_s, u"35202-1234567-12"_s, u"35202-123456x-1"_s}) {
            values[u"applicant.cnic"_s] = half;
            QVERIFY(!registryQuestion(renewal, values)); // put right first
        }
        values[u"applicant.cnic"_s].clear();
        QCOMPARE(registryQuestion(renewal, values)->by, AskedBy::NameAndBirth);
        QCOMPARE(registryQuestion(renewal, values)->without, renewal.renews);
    }

    void withPicturesItIsAskedAgainstTheNumberElseAmongAll()
    {
        FormSpec first, renewal;
        renewal.renews = u"applicant.cnic"_s;
        Enrolment one;
        one.fields[renewal.renews] = u"35202-1234567-1"_s;
        const auto add = [&one](SampleKind kind) {
            SampleInfo info;
            info.id = SampleId::create();
            info.kind = kind;
            one.samples << info;
            return info.id;
        };
        for (const SampleKind other :
             {SampleKind::ApplicantSignature, SampleKind::Document, SampleKind::FaceAtSignOff,
              SampleKind::ExceptionPhoto, SampleKind::PortraitRecord, SampleKind::CardPortrait,
              SampleKind::EarlierCard, SampleKind::IrisRecord, SampleKind::PortraitTries})
            add(other);
        QVERIFY(!matchQuestion(first, one)); // nothing that a registry compares
        const QList<SampleId> compared{add(SampleKind::FacePortrait), add(SampleKind::Finger),
                                       add(SampleKind::Iris)};
        const auto among = matchQuestion(first, one);
        QVERIFY(among);
        QCOMPARE(*among, (MatchQuestion{MatchKind::Identify, {}, {}, compared}));
        const auto against = matchQuestion(renewal, one);
        QVERIFY(against);
        QCOMPARE(*against,
                 (MatchQuestion{MatchKind::Verify, renewal.renews, u"35202-1234567-1"_s, compared}));
        one.fields[renewal.renews] = u"35202-1234567"_s; // not whole: put right first, not searched for
        QVERIFY(!matchQuestion(renewal, one));
    }

    void anAnswerMeansSomethingElseForEachService()
    {
        using enum RegistryMeaning;
        const std::tuple<Standing, RegistryMeaning, RegistryMeaning> all[]
            = {{Standing::NotRegistered, Fits, Unknown},
               {Standing::Registered, RenewalInstead, Fits},
               {Standing::Expired, RenewalInstead, Fits},
               {Standing::Inactive, NotInForce, NotInForce},
               {Standing::Deceased, RegistryMeaning::Deceased, RegistryMeaning::Deceased},
               {Standing::Several, SeveralFit, SeveralFit}};
        for (const auto &[standing, ofFirstCard, ofRenewal] : all) {
            QCOMPARE(meaningOf(standing, false), ofFirstCard);
            QCOMPARE(meaningOf(standing, true), ofRenewal);
        }
    }
};

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
