#include "vaulthelp.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What a draft holds, and what takes the place of what.
class TestVaultDrafts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDraftComesBackWhole()
    {
        World world;
        world.login(operatorOne()).value();
        const Enrolment saved = world.completeDraft();
        world.restart();
        world.login(operatorOne()).value();
        const Enrolment loaded = settled(world.vault().load(saved.id)).value();
        QCOMPARE(loaded.fields, canaryFields());
        QCOMPARE(loaded.step, u"details"_s);
        QCOMPARE(loaded.state, EnrolmentState::Draft);
        QCOMPARE(loaded.service, u"first-card"_s);
        QCOMPARE(loaded.formVersion, 1);
        QCOMPARE(loaded.capturedBy, u"op-1"_s);
        QCOMPARE(loaded.createdAt, saved.createdAt);
        QCOMPARE(loaded.savedAt, saved.savedAt);
        QCOMPARE(loaded.samples.size(), 10);
        QCOMPARE(loaded.exceptions.size(), 1);
        QCOMPARE(loaded.exceptions[0].finger, FingerPosition::LeftLittle);
        QCOMPARE(loaded.exceptions[0].actorId, u"op-1"_s);
        QVERIFY(loaded.exceptions[0].at.isValid());
        for (const SampleInfo &info : loaded.samples) {
            const Sample sample = settled(world.vault().loadSample(loaded.id, info.id)).value();
            const bool finger = info.kind == SampleKind::Finger;
            const Sample expected = finger ? fingerSample(info.finger) : portraitSample();
            QCOMPARE(sample.bytes, expected.bytes);
            QCOMPARE(sample.info.quality, expected.info.quality);
            QCOMPARE(sample.info.width, expected.info.width);
            QCOMPARE(sample.info.resolution, expected.info.resolution);
            QCOMPARE(sample.info.capturedAt, expected.info.capturedAt);
            QCOMPARE(sample.info.manualReason, expected.info.manualReason);
            QCOMPARE(sample.info.attempts.size(), 2);
            QCOMPARE(sample.info.attempts[0].outcome, u"too-dry"_s);
            QCOMPARE(sample.info.attempts[0].at, expected.info.attempts[0].at);
        }
    }

    void fieldsAreMerged()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        VaultService &vault = world.vault();
        settled(vault.saveFields(id, {{u"a"_s, u"1"_s}, {u"b"_s, u"2"_s}}, u"one"_s, operatorOne())).value();
        const auto merged
            = settled(vault.saveFields(id, {{u"b"_s, u""_s}, {u"c"_s, u"3"_s}}, u"two"_s, operatorOne()));
        QCOMPARE(merged->fields, (FieldValues{{u"a"_s, u"1"_s}, {u"c"_s, u"3"_s}}));
        QCOMPARE(merged->step, u"two"_s);
        QCOMPARE(faultOf(settled(vault.saveFields(id, {{u"a"_s, QString(5000, u'x')}}, {}, operatorOne()))),
                 StoreFault::Invalid);
        QCOMPARE(settled(vault.load(id))->fields, merged->fields);
    }

    void aSampleReplacesItsLikeAndAnException()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        VaultService &vault = world.vault();
        const BiometricException bandaged{FingerPosition::LeftRing, ExceptionKind::Bandaged, {}, {}, {}};
        settled(vault.saveException(id, bandaged, operatorOne())).value();
        const Sample first = fingerSample(FingerPosition::LeftRing);
        auto now = settled(vault.saveSample(id, first, operatorOne()));
        QCOMPARE(now->exceptions.size(), 0);
        QCOMPARE(now->samples.size(), 1);
        const Sample second = fingerSample(FingerPosition::LeftRing, 777);
        now = settled(vault.saveSample(id, second, operatorOne()));
        QCOMPARE(now->samples.size(), 1);
        QCOMPARE(now->samples[0].id, second.info.id);
        QCOMPARE(faultOf(settled(vault.loadSample(id, first.info.id))), StoreFault::NotFound);
        now = settled(vault.saveException(id, bandaged, operatorOne()));
        QCOMPARE(now->samples.size(), 0);
        QCOMPARE(now->exceptions.size(), 1);
        now = settled(vault.clearException(id, FingerPosition::LeftRing, operatorOne()));
        QCOMPARE(now->exceptions.size(), 0);
    }

    void anIrisItsRecordAndItsExceptionNeverTogether()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        VaultService &vault = world.vault();
        const auto iris = [](EyePosition eye) {
            Sample picture = portraitSample();
            picture.info.id = SampleId::create();
            picture.info.kind = SampleKind::Iris;
            picture.info.eye = eye;
            Sample record = picture;
            record.info.id = SampleId::create();
            record.info.kind = SampleKind::IrisRecord;
            record.info.mimeType = irisRecordType;
            picture.companions.push_back(record);
            return picture;
        };
        const Sample right = iris(EyePosition::Right);
        settled(vault.saveSample(id, right, operatorOne())).value();
        settled(vault.saveSample(id, iris(EyePosition::Left), operatorOne())).value();
        Sample better = iris(EyePosition::Right);
        better.info.manual = true;
        better.info.manualReason = u"eye-disease"_s;
        auto now = settled(vault.saveSample(id, better, operatorOne()));
        QCOMPARE(now->samples.size(), 4);
        QCOMPARE(now->iris(EyePosition::Right)->id, better.info.id);
        QCOMPARE(now->irisRecord(EyePosition::Right)->id, better.companions[0].info.id);
        QCOMPARE(faultOf(settled(vault.loadSample(id, right.companions[0].info.id))), StoreFault::NotFound);
        QCOMPARE(settled(vault.loadSample(id, better.companions[0].info.id))->bytes,
                 better.companions[0].bytes);
        now = settled(vault.saveEyeException(
            id, {EyePosition::Right, ExceptionKind::Damaged, u"scarred"_s, u"x"_s, {}}, operatorOne()));
        QVERIFY(!now->iris(EyePosition::Right) && !now->irisRecord(EyePosition::Right));
        QVERIFY(now->iris(EyePosition::Left) && now->irisRecord(EyePosition::Left));
        QCOMPARE(now->exceptionFor(EyePosition::Right)->note, u"scarred"_s);
        QCOMPARE(now->exceptionFor(EyePosition::Right)->actorId, operatorOne().id); // who is logged in
        QVERIFY(now->exceptions.isEmpty() && !now->lacksExceptionPhoto()); // an eye is no finger
        Sample others = iris(EyePosition::Left);
        others.companions[0].info.eye = EyePosition::Right;
        QCOMPARE(faultOf(settled(vault.saveSample(id, others, operatorOne()))), StoreFault::Invalid);
        world.restart();
        world.login(operatorOne()).value();
        QCOMPARE(settled(world.vault().load(id))->eyeExceptions.size(), 1);
        now = settled(world.vault().saveSample(id, right, operatorOne()));
        QVERIFY(now->eyeExceptions.isEmpty());
        settled(world.vault().saveEyeException(id, {EyePosition::Left, ExceptionKind::Bandaged, {}, {}, {}},
                                               operatorOne()))
            .value();
        now = settled(world.vault().clearEyeException(id, EyePosition::Left, operatorOne()));
        QVERIFY(now->eyeExceptions.isEmpty() && !now->iris(EyePosition::Left));
    }

    void aSignatureOrAReasonWhyNotNeverBoth()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        VaultService &vault = world.vault();
        Sample signature = portraitSample();
        signature.info.id = SampleId::create();
        signature.info.kind = SampleKind::ApplicantSignature;
        QVERIFY(settled(vault.saveSample(id, signature, operatorOne()))->signature());
        auto now = settled(
            vault.saveNotSigned(id, NotSigned{u"other"_s, u"in a cast"_s, u"x"_s, {}}, operatorOne()));
        QVERIFY(now);
        QVERIFY(!now->signature());
        QCOMPARE(faultOf(settled(vault.loadSample(id, signature.info.id))), StoreFault::NotFound);
        QCOMPARE(now->notSigned->reasonCode, u"other"_s);
        QCOMPARE(now->notSigned->note, u"in a cast"_s);
        QCOMPARE(now->notSigned->actorId, operatorOne().id); // who is logged in, not who is named
        QVERIFY(now->notSigned->at.isValid());
        now = settled(vault.saveNotSigned(id, std::nullopt, operatorOne()));
        QVERIFY(!now->notSigned);
        settled(vault.saveNotSigned(id, NotSigned{u"declined"_s, {}, {}, {}}, operatorOne())).value();
        now = settled(vault.saveSample(id, signature, operatorOne()));
        QVERIFY(now->signature());
        QVERIFY(!now->notSigned);
        for (const QString &code : {u"because"_s, QString()})
            QCOMPARE(faultOf(settled(vault.saveNotSigned(id, NotSigned{code, {}, {}, {}}, operatorOne()))),
                     StoreFault::Invalid);
    }

    void thePhotoOfTheHandsGoesWithTheLastException()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        VaultService &vault = world.vault();
        Sample photo = portraitSample();
        photo.info.id = SampleId::create();
        photo.info.kind = SampleKind::ExceptionPhoto;
        for (const FingerPosition finger : {FingerPosition::LeftRing, FingerPosition::LeftLittle})
            settled(vault.saveException(id, {finger, ExceptionKind::Missing, {}, {}, {}}, operatorOne()))
                .value();
        auto now = settled(vault.saveSample(id, photo, operatorOne()));
        QVERIFY(now->exceptionPhoto());
        QVERIFY(!now->lacksExceptionPhoto());
        now = settled(vault.clearException(id, FingerPosition::LeftRing, operatorOne()));
        QVERIFY(now->exceptionPhoto()); // it still shows the other
        now = settled(vault.saveSample(id, fingerSample(FingerPosition::LeftLittle), operatorOne()));
        QVERIFY(!now->exceptionPhoto());
        QCOMPARE(faultOf(settled(vault.loadSample(id, photo.info.id))), StoreFault::NotFound);
        settled(vault.saveException(id, {FingerPosition::LeftRing, ExceptionKind::Missing, {}, {}, {}},
                                    operatorOne()))
            .value();
        QVERIFY(settled(vault.load(id))->lacksExceptionPhoto());
        settled(vault.saveSample(id, photo, operatorOne())).value();
        QVERIFY(
            !settled(vault.clearException(id, FingerPosition::LeftRing, operatorOne()))->exceptionPhoto());
    }

    void unusableSamplesAreRefused()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        Sample empty = portraitSample();
        empty.bytes.clear();
        QCOMPARE(faultOf(settled(world.vault().saveSample(id, empty, operatorOne()))), StoreFault::Invalid);
        Sample nameless = portraitSample();
        nameless.info.id = {};
        QCOMPARE(faultOf(settled(world.vault().saveSample(id, nameless, operatorOne()))),
                 StoreFault::Invalid);
        Sample eleventh = fingerSample(FingerPosition::LeftLittle);
        eleventh.info.finger = static_cast<FingerPosition>(11);
        QCOMPARE(faultOf(settled(world.vault().saveSample(id, eleventh, operatorOne()))),
                 StoreFault::Invalid);
        QCOMPARE(faultOf(settled(
                     world.vault().saveSample(EnrolmentId::create(), portraitSample(), operatorOne()))),
                 StoreFault::NotFound);
        QVERIFY(settled(world.vault().load(id))->samples.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVaultDrafts)
#include "tst_vaultdrafts.moc"
