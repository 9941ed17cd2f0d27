#include "enrollment/enrolment.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestEnrolment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsItsSamples()
    {
        Enrolment enrolment;
        QVERIFY(!enrolment.portrait());
        SampleInfo finger;
        finger.id = SampleId::create();
        finger.kind = SampleKind::Finger;
        finger.finger = FingerPosition::LeftRing;
        SampleInfo portrait;
        portrait.id = SampleId::create();
        portrait.kind = SampleKind::FacePortrait;
        // Its finger field has a value like any other; it must not be taken for a thumb.
        portrait.finger = FingerPosition::RightThumb;
        enrolment.samples = {finger, portrait};
        QVERIFY(enrolment.portrait()->id == portrait.id);
        QVERIFY(enrolment.finger(FingerPosition::LeftRing)->id == finger.id);
        QVERIFY(!enrolment.finger(FingerPosition::RightThumb));
    }

    void findsItsExceptions()
    {
        Enrolment enrolment;
        enrolment.exceptions = {{FingerPosition::LeftThumb, ExceptionKind::Bandaged, {}, u"op-1"_s, {}}};
        QCOMPARE(enrolment.exceptionFor(FingerPosition::LeftThumb)->kind, ExceptionKind::Bandaged);
        QVERIFY(!enrolment.exceptionFor(FingerPosition::RightThumb));
    }

    void identifiersAreRandomAndReadBack()
    {
        const EnrolmentId id = EnrolmentId::create();
        QVERIFY(!id.isNull());
        QCOMPARE(id.value.version(), QUuid::Random);
        QVERIFY(id != EnrolmentId::create());
        QVERIFY(EnrolmentId::fromString(id.toString()) == id);
        QVERIFY(EnrolmentId::fromString(u"nonsense").isNull());
    }

    void aScoreKnowsWhetherItIsOne()
    {
        QVERIFY(!QualityScore{}.isValid());
        QVERIFY((QualityScore{0, u"a"_s}.isValid()));
        QVERIFY((QualityScore{100, u"a"_s}.isValid()));
        QVERIFY(!(QualityScore{101, u"a"_s}.isValid()));
    }
};

QTEST_GUILESS_MAIN(TestEnrolment)
#include "tst_enrolment.moc"
