#include "vaulthelp.h"

#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// What the vault and its chain keep about fingers that are low or missing.
class TestFingerNotes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aLowFingerThatIsAcceptedIsNoted()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        Sample low = fingerSample(FingerPosition::LeftRing);
        low.info.quality.value = 31;
        low.info.acceptFrom = 40;
        settled(world.vault().saveSample(id, low, operatorOne())).value(); // kept, not decided yet
        QCOMPARE(settled(world.vault().list({})).value()[0].vetoedFingers, 0);
        low.info.manual = true;
        low.info.manualReason = u"worn-skin"_s;
        const auto saved = settled(world.vault().saveSample(id, low, operatorOne()));
        QCOMPARE(saved->finger(FingerPosition::LeftRing)->manualReason, u"worn-skin"_s);
        QCOMPARE(saved->finger(FingerPosition::LeftRing)->acceptFrom, 40);
        QCOMPARE(settled(world.vault().list({})).value()[0].vetoedFingers, 1);
        AuditFilter filter;
        filter.events = {u"finger-veto"_s};
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].actor, u"op-1"_s);
        QCOMPARE(entries[0].subject, id.toString());
        QCOMPARE(entries[0].detail, u"finger 9, 31 of 40, worn-skin"_s);
        // Taken again and good: the reason is gone with the picture.
        settled(world.vault().saveSample(id, fingerSample(FingerPosition::LeftRing), operatorOne())).value();
        QCOMPARE(settled(world.vault().list({})).value()[0].vetoedFingers, 0);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void exceptionsAreConfirmedByASecondPersonAndCounted()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id; // one exception: finger 10
        Sample low = fingerSample(FingerPosition::LeftRing);
        low.info.manual = true;
        low.info.manualReason = u"age"_s;
        settled(world.vault().saveSample(id, low, operatorOne())).value();
        QVERIFY(settled(world.vault().fingerFigures())->isEmpty()); // nothing was signed off yet
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        const auto figures = settled(world.vault().fingerFigures()).value();
        QCOMPARE(figures.size(), 1);
        QCOMPARE(figures[0].actor, u"op-1"_s);
        QCOMPARE(figures[0].enrolments, 1);
        QCOMPARE(figures[0].exceptions, 1);
        QCOMPARE(figures[0].vetoes, 1);
        QCOMPARE(figures[0].exceptionRate(), 10.0);
        AuditFilter filter;
        filter.events = {u"exceptions-confirmed"_s};
        QVERIFY(settled(world.vault().auditEntries(filter))->isEmpty());
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Return, supervisorOne(), u"exception-unproven"_s, {})).value();
        QVERIFY(settled(world.vault().auditEntries(filter))->isEmpty()); // returned is not confirmed
        world.login(operatorOne()).value();
        settled(world.vault().act(id, Act::Reopen, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        QCOMPARE(settled(world.vault().fingerFigures()).value()[0].enrolments, 1); // the same enrolment
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Approve, supervisorOne(), {}, {})).value();
        const auto entries = settled(world.vault().auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].actor, supervisorOne().id);
        QCOMPARE(entries[0].detail, u"fingers 10"_s);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void eyesAreCountedBesideFingers()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id; // one exception: finger 10
        Sample low = portraitSample();
        low.info.id = SampleId::create();
        low.info.kind = SampleKind::Iris;
        low.info.eye = EyePosition::Right;
        low.info.manual = true;
        low.info.manualReason = u"eye-disease"_s;
        settled(world.vault().saveSample(id, low, operatorOne())).value();
        QCOMPARE(settled(world.vault().list({})).value()[0].eyeExceptionCount, 0);
        settled(world.vault().saveEyeException(id, {EyePosition::Left, ExceptionKind::Missing, {}, {}, {}},
                                               operatorOne()))
            .value();
        const EnrolmentSummary listed = settled(world.vault().list({})).value()[0];
        QCOMPARE(listed.eyeExceptionCount, 1);
        QCOMPARE(listed.exceptionCount, 1); // of fingers, as before
        settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(id, Act::SignOff, operatorOne(), {}, {})).value();
        const auto figures = settled(world.vault().fingerFigures()).value();
        QCOMPARE(figures.size(), 1);
        QCOMPARE(figures[0].exceptions, 1);
        QCOMPARE(figures[0].eyeExceptions, 1);
        QCOMPARE(figures[0].irisVetoes, 1);
        QCOMPARE(figures[0].eyes, 2);
        QCOMPARE(figures[0].eyeExceptionRate(), 50.0);
        // One whose eyes nobody asked for, as before there was a camera, changes no rate.
        const EnrolmentId second = world.completeDraft().id;
        settled(world.vault().act(second, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(second, Act::SignOff, operatorOne(), {}, {})).value();
        const auto later = settled(world.vault().fingerFigures()).value();
        QCOMPARE(later[0].enrolments, 2);
        QCOMPARE(later[0].eyes, 2);
        QCOMPARE(later[0].eyeExceptionRate(), 50.0);
        QCOMPARE(later[0].irisVetoRate(), 50.0);
        AuditFilter filter;
        filter.events = {u"fingers-signed"_s};
        QVERIFY(
            std::ranges::any_of(settled(world.vault().auditEntries(filter)).value(), [](const auto &entry) {
                return entry.detail == u"exceptions 1, vetoes 0, eyes 1, irises 1";
            }));
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    /// Templates are found again from another enrolment, and go with the finger they were made of.
    void templatesLiveAndGoWithTheirFinger()
    {
        World world;
        world.login(operatorOne()).value();
        VaultService &vault = world.vault();
        const Enrolment first = world.completeDraft();
        const SampleInfo *index = first.finger(FingerPosition::RightIndex);
        const SampleInfo *ring = first.finger(FingerPosition::LeftRing);
        QVERIFY(index && ring);
        const QByteArray record = pattern(7, 3000);
        settled(vault.saveTemplate(first.id, index->id, pattern(6, 10))).value();
        settled(vault.saveTemplate(first.id, index->id, record)).value(); // in place of the other
        settled(vault.saveTemplate(first.id, ring->id, pattern(8, 3000))).value();
        QCOMPARE(settled(vault.saveTemplate(first.id, SampleId::create(), record)).error().fault,
                 StoreFault::NotFound);
        QCOMPARE(settled(vault.saveTemplate(first.id, first.portrait()->id, record)).error().fault,
                 StoreFault::NotFound);
        QCOMPARE(settled(vault.saveTemplate(first.id, index->id, {})).error().fault, StoreFault::Invalid);
        QVERIFY(settled(vault.knownFingers(first.id))->isEmpty()); // its own are none it had seen before
        const EnrolmentId second = world.draft().id;
        const auto known = settled(vault.knownFingers(second)).value();
        QCOMPARE(known.size(), 2);
        QCOMPARE(known[0].finger, FingerPosition::RightIndex);
        QCOMPARE(known[0].record, record);
        QCOMPARE(known[0].enrolment, first.id);
        QCOMPARE(known[0].sample, index->id);
        QCOMPARE(known[0].token, first.token);
        QCOMPARE(known[0].person, operatorOne().id);
        QVERIFY(!known[0].isOwn());
        // Taken again: the picture is another, and so will be the template.
        settled(vault.saveSample(first.id, fingerSample(FingerPosition::RightIndex), operatorOne())).value();
        QCOMPARE(settled(vault.knownFingers(second))->size(), 1);
        world.restart();
        world.login(operatorOne()).value();
        QCOMPARE(settled(world.vault().knownFingers(second))->size(), 1);
        QVERIFY(settled(world.vault().checkAudit())->holds);
    }

    void templatesGoWithWhatWasDelivered()
    {
        World world;
        const UploadRecord packet = world.sealedPacket(pattern(3, 5000));
        const EnrolmentId id = packet.enrolment;
        const SampleId thumb = settled(world.vault().load(id))->finger(FingerPosition::RightThumb)->id;
        settled(world.vault().saveTemplate(id, thumb, pattern(8, 3000))).value();
        QCOMPARE(settled(world.vault().knownFingers({}))->size(), 1);
        settled(world.vault().recordReceipt(packet.packet, pattern(9, 1500))).value();
        QVERIFY(settled(world.vault().knownFingers({}))->isEmpty());
        QVERIFY(!settled(world.vault().saveTemplate(id, thumb, pattern(8, 3000))));
    }

    void ownFingersNeedASecondPerson()
    {
        World world;
        world.login(operatorOne()).value();
        VaultService &vault = world.vault();
        KnownFinger thumb;
        thumb.record = pattern(9, 2000);
        const auto save
            = [&](const QList<KnownFinger> &fingers, const Actor &confirmer, const QByteArray &phrase) {
                  return settled(vault.saveOwnFingers(fingers, confirmer.id, secret(phrase), operatorOne()));
              };
        QCOMPARE(save({}, supervisorOne(), supervisorPhrase).error().fault, StoreFault::Invalid);
        QCOMPARE(save({thumb}, operatorOne(), operatorPhrase).error().fault, StoreFault::Refused);
        QCOMPARE(save({thumb}, supervisorOne(), operatorPhrase).error().fault, StoreFault::WrongPassphrase);
        QVERIFY(settled(vault.peopleWithFingers())->isEmpty());
        QVERIFY(save({thumb}, supervisorOne(), supervisorPhrase));
        QCOMPARE(settled(vault.peopleWithFingers()).value(), QStringList{operatorOne().id});
        const auto known = settled(vault.knownFingers({})).value();
        QCOMPARE(known.size(), 1);
        QVERIFY(known[0].isOwn());
        QCOMPARE(known[0].person, operatorOne().id);
        QCOMPARE(known[0].record, thumb.record);
        AuditFilter filter;
        filter.events = {u"own-fingers-saved"_s};
        const auto entries = settled(vault.auditEntries(filter)).value();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries[0].actor, operatorOne().id);
        QVERIFY(
            entries[0].detail.startsWith(u"fingers 1, confirmed by %1, sha256 "_s.arg(supervisorOne().id)));
    }
};

QTEST_GUILESS_MAIN(TestFingerNotes)
#include "tst_fingernotes.moc"
