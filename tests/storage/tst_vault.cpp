#include "vaulthelp.h"

#include <QFile>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Drafts, samples, exceptions, transitions, lists: what the pages see.
class TestVault : public QObject {
    Q_OBJECT

    template <class T> static StoreFault faultOf(const tl::expected<T, StoreError> &outcome)
    {
        return outcome ? StoreFault::Internal : outcome.error().fault;
    }
    static LifecycleFault lifecycleOf(const tl::expected<Enrolment, StoreError> &outcome)
    {
        if (outcome || outcome.error().fault != StoreFault::Refused || !outcome.error().lifecycle)
            qFatal("not refused by the lifecycle");
        return outcome.error().lifecycle->fault;
    }

private Q_SLOTS:
    void creationAndLogin()
    {
        QTemporaryDir folder;
        VaultService vault(folder.filePath(u"v"_s), cheapOptions());
        QVERIFY(!vault.exists());
        QCOMPARE(faultOf(vault.operators()), StoreFault::NoVault);
        QCOMPARE(faultOf(settled(vault.unlock(u"op-1"_s, secret(operatorPhrase)))), StoreFault::NoVault);
        QCOMPARE(faultOf(settled(vault.create(u"no good/id"_s, twoPeople()))), StoreFault::Invalid);
        QVERIFY(settled(vault.create(u"TRN-01"_s, twoPeople())));
        QVERIFY(vault.exists());
        QCOMPARE(vault.operators()->size(), 2);
        QCOMPARE(faultOf(settled(vault.create(u"TRN-01"_s, twoPeople()))), StoreFault::VaultExists);
        QCOMPARE(faultOf(settled(vault.unlock(u"op-1"_s, secret("wrong")))), StoreFault::WrongPassphrase);
        QCOMPARE(faultOf(settled(vault.list({}))), StoreFault::Locked);
        const auto actor = settled(vault.unlock(u"sup-1"_s, secret(supervisorPhrase)));
        QVERIFY(actor);
        QCOMPARE(actor->role, Role::Supervisor);
        QCOMPARE(actor->nameUrdu, supervisorOne().nameUrdu);
        // A wrong pass phrase at a change of shift leaves the shift as it was.
        QCOMPARE(faultOf(settled(vault.unlock(u"op-1"_s, secret("wrong")))), StoreFault::WrongPassphrase);
        QVERIFY(settled(vault.list({})));
    }

    void afterLockEveryCallAnswersLocked()
    {
        World world;
        const Enrolment draft = (world.login(operatorOne()).value(), world.draft());
        QVERIFY(settled(world.vault().lock()));
        VaultService &vault = world.vault();
        const Actor actor = operatorOne();
        const auto locked = StoreFault::Locked;
        QCOMPARE(faultOf(settled(vault.createDraft(actor, u"first-card"_s, 1))), locked);
        QCOMPARE(faultOf(settled(vault.load(draft.id))), locked);
        QCOMPARE(faultOf(settled(vault.list({}))), locked);
        QCOMPARE(faultOf(settled(vault.saveFields(draft.id, {}, {}, actor))), locked);
        QCOMPARE(faultOf(settled(vault.saveSample(draft.id, portraitSample(), actor))), locked);
        QCOMPARE(faultOf(settled(vault.saveException(draft.id, {}, actor))), locked);
        QCOMPARE(faultOf(settled(vault.clearException(draft.id, FingerPosition::LeftRing, actor))), locked);
        QCOMPARE(faultOf(settled(vault.saveNotSigned(draft.id, std::nullopt, actor))), locked);
        QCOMPARE(faultOf(settled(vault.loadSample(draft.id, SampleId::create()))), locked);
        QCOMPARE(faultOf(settled(vault.act(draft.id, Act::Review, actor, {}, {}))), locked);
        QCOMPARE(faultOf(settled(vault.awaitingSeal())), locked);
        QCOMPARE(faultOf(settled(vault.beginSeal(draft.id))), locked);
        QCOMPARE(faultOf(settled(vault.storeSealed(draft.id, "x"))), locked);
        QCOMPARE(faultOf(settled(vault.uploads())), locked);
        QCOMPARE(faultOf(settled(vault.packetBytes(PacketId::create(), 0, 1))), locked);
        QCOMPARE(faultOf(settled(vault.recordAttempt({}))), locked);
        QCOMPARE(faultOf(settled(vault.recordReceipt(PacketId::create(), "x"))), locked);
        QCOMPARE(faultOf(settled(vault.certificateRequest())), locked);
        QCOMPARE(faultOf(settled(vault.installCertificate("x"))), locked);
        QCOMPARE(faultOf(settled(vault.identity())), locked);
        QVERIFY(settled(vault.lock()));
        QVERIFY(world.login(operatorOne()));
        QCOMPARE(settled(vault.load(draft.id))->token, draft.token);
    }

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

    void tokensCountAndAreNeverReused()
    {
        World world;
        world.login(operatorOne()).value();
        QCOMPARE(world.draft().token, u"T-001"_s);
        QCOMPARE(world.draft().token, u"T-002"_s);
        QCOMPARE(faultOf(settled(world.vault().createDraft(operatorOne(), {}, 1))), StoreFault::Invalid);
        world.restart();
        world.login(operatorOne()).value();
        QCOMPARE(world.draft().token, u"T-003"_s);
    }

    void onlyTheOneLoggedInMayAct()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        QCOMPARE(faultOf(settled(world.vault().createDraft(supervisorOne(), u"first-card"_s, 1))),
                 StoreFault::Refused);
        Actor promoted = operatorOne();
        promoted.role = Role::Supervisor;
        QCOMPARE(faultOf(settled(world.vault().saveFields(id, {}, {}, promoted))), StoreFault::Refused);
    }

    void signOffSubmitsAndEndsEditing()
    {
        World world;
        const Enrolment waiting = world.awaiting();
        QCOMPARE(waiting.state, EnrolmentState::AwaitingApproval);
        QCOMPARE(QFile(world.file("vault.db-wal")).size(), 0); // everything is in the main file
        const auto late = settled(world.vault().saveFields(waiting.id, {}, {}, operatorOne()));
        QCOMPARE(lifecycleOf(late), LifecycleFault::WrongState);
        QCOMPARE(late.error().lifecycle->state, EnrolmentState::AwaitingApproval);
    }

    void incompleteIsNotSignedOff()
    {
        World world;
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        QCOMPARE(lifecycleOf(settled(world.vault().act(id, Act::Review, operatorOne(), {}, {}))),
                 LifecycleFault::Incomplete);
        QCOMPARE(settled(world.vault().load(id))->state, EnrolmentState::Draft);
    }

    void noMemoryInOneActStopsNoOther()
    {
        const auto lacks = std::make_shared<bool>(true);
        VaultOptions options = cheapOptions();
        options.isComplete = [lacks](const Enrolment &) {
            if (*lacks)
                throw std::bad_alloc();
            return true;
        };
        World world(options);
        world.login(operatorOne()).value();
        const EnrolmentId id = world.completeDraft().id;
        const auto review
            = [&] { return settled(world.vault().act(id, Act::Review, operatorOne(), {}, {})); };
        const auto lacking = review();
        QVERIFY(!lacking);
        QCOMPARE(lacking.error().fault, StoreFault::Internal);
        QCOMPARE(settled(world.vault().load(id))->state, EnrolmentState::Draft);
        *lacks = false;
        QVERIFY(settled(world.vault().saveFields(id, canaryFields(), u"details"_s, operatorOne())));
        QVERIFY(review());
        world.restart(options);
        QVERIFY(world.login(operatorOne()));
        QCOMPARE(settled(world.vault().load(id))->state, EnrolmentState::Reviewed);
    }

    void nobodyDecidesAboutHisOwnWork()
    {
        World world;
        world.login(supervisorOne()).value();
        VaultService &vault = world.vault();
        // The supervisor captures, the operator helps, both have captured: neither may decide.
        const EnrolmentId id = settled(vault.createDraft(supervisorOne(), u"first-card"_s, 1))->id;
        settled(vault.saveFields(id, canaryFields(), {}, supervisorOne())).value();
        settled(vault.saveSample(id, portraitSample(), supervisorOne())).value();
        for (const FingerPosition finger : allFingers)
            settled(vault.saveSample(id, fingerSample(finger), supervisorOne())).value();
        settled(vault.act(id, Act::Review, supervisorOne(), {}, {})).value();
        settled(vault.act(id, Act::SignOff, supervisorOne(), {}, {})).value();
        for (const Act act : {Act::Approve, Act::Return, Act::Reject}) {
            QCOMPARE(lifecycleOf(settled(vault.act(id, act, supervisorOne(), u"other"_s, {}))),
                     LifecycleFault::OwnWork);
        }
        world.login(operatorOne()).value();
        QCOMPARE(lifecycleOf(settled(vault.act(id, Act::Approve, operatorOne(), {}, {}))),
                 LifecycleFault::WrongRole);
    }

    void whoeverHelpedWithADraftMayNotDecide()
    {
        World world;
        world.login(operatorOne()).value();
        VaultService &vault = world.vault();
        const EnrolmentId id = world.completeDraft().id;
        world.login(supervisorOne()).value();
        settled(vault.saveSample(id, fingerSample(FingerPosition::RightRing), supervisorOne())).value();
        world.login(operatorOne()).value();
        settled(vault.act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(vault.act(id, Act::SignOff, operatorOne(), {}, {})).value();
        world.login(supervisorOne()).value();
        QCOMPARE(lifecycleOf(settled(vault.act(id, Act::Approve, supervisorOne(), {}, {}))),
                 LifecycleFault::OwnWork);
    }

    void returnedAndReopened()
    {
        World world;
        const EnrolmentId id = world.awaiting().id;
        VaultService &vault = world.vault();
        world.login(supervisorOne()).value();
        QCOMPARE(lifecycleOf(settled(vault.act(id, Act::Return, supervisorOne(), {}, {}))),
                 LifecycleFault::ReasonMissing);
        const auto returned = settled(vault.act(id, Act::Return, supervisorOne(), u"finger-poor"_s, {}));
        QCOMPARE(returned->state, EnrolmentState::Returned);
        QCOMPARE(returned->lastDecision->reasonCode, u"finger-poor"_s);
        QCOMPARE(returned->lastDecision->actorId, u"sup-1"_s);
        // Two windows: the second decision comes too late.
        QCOMPARE(lifecycleOf(settled(vault.act(id, Act::Approve, supervisorOne(), {}, {}))),
                 LifecycleFault::WrongState);
        ListFilter filter;
        filter.states = {EnrolmentState::Returned};
        QCOMPARE(settled(vault.list(filter))->at(0).returnReason, u"finger-poor"_s);
        world.login(operatorOne()).value();
        QCOMPARE(settled(vault.act(id, Act::Reopen, operatorOne(), {}, {}))->state, EnrolmentState::Draft);
        QVERIFY(settled(vault.saveSample(id, fingerSample(FingerPosition::LeftThumb), operatorOne())));
        settled(vault.act(id, Act::Review, operatorOne(), {}, {})).value();
        settled(vault.act(id, Act::SignOff, operatorOne(), {}, {})).value();
        world.login(supervisorOne()).value();
        QCOMPARE(settled(vault.act(id, Act::Approve, supervisorOne(), {}, {}))->state,
                 EnrolmentState::Approved);
    }

    void listsFilterAndSearch_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("found");
        QTest::newRow("everything") << u""_s << 2;
        QTest::newRow("token") << u"t-00"_s << 2;
        QTest::newRow("one token") << u"T-002"_s << 1;
        QTest::newRow("name") << u"canaria"_s << 1;
        QTest::newRow("full name") << u"Canaria  XYLO"_s << 1;
        QTest::newRow("later word") << u"quetz"_s << 1;
        QTest::newRow("inside a word") << u"anaria"_s << 0;
        QTest::newRow("Urdu") << u"کنیر"_s << 1;
        QTest::newRow("CNIC") << u"91234-7654"_s << 1;
        QTest::newRow("CNIC without dashes") << u"912347654"_s << 1;
        QTest::newRow("nobody") << u"zebra"_s << 0;
        QTest::newRow("a wildcard is a letter") << u"%"_s << 0;
    }
    void listsFilterAndSearch()
    {
        QFETCH(QString, text);
        QFETCH(int, found);
        World world;
        world.login(operatorOne()).value();
        world.completeDraft();
        world.draft();
        ListFilter filter;
        filter.text = text;
        QCOMPARE(settled(world.vault().list(filter))->size(), found);
    }

    void aSummaryShowsHowFarItIs()
    {
        World world;
        world.login(operatorOne()).value();
        world.draft();
        const Enrolment draft = world.completeDraft();
        ListFilter filter;
        filter.limit = 1;
        const auto rows = settled(world.vault().list(filter)).value();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows[0].id, draft.id); // the newest first
        QCOMPARE(rows[0].nameEnglish, canaryFields()[u"name.en"_s]);
        QCOMPARE(rows[0].nameUrdu, canaryFields()[u"name.ur"_s]);
        QCOMPARE(rows[0].fingersDone, 10);
        QCOMPARE(rows[0].exceptionCount, 1);
        QCOMPARE(rows[0].lowestFinger, 61);
        filter.states = {EnrolmentState::Approved};
        QVERIFY(settled(world.vault().list(filter))->isEmpty());
    }

    void noNewDraftUnderTheDiskFloor()
    {
        World world;
        VaultOptions options = cheapOptions();
        options.minimumFreeBytes = std::numeric_limits<qint64>::max();
        world.restart(options);
        world.login(operatorOne()).value();
        QCOMPARE(faultOf(settled(world.vault().createDraft(operatorOne(), u"first-card"_s, 1))),
                 StoreFault::DiskFull);
    }

    void whatWasAskedIsDoneBeforeTheEnd()
    {
        World world;
        world.login(operatorOne()).value();
        QList<Answer<Enrolment>> answers;
        for (int i = 0; i < 20; ++i)
            answers << world.vault().createDraft(operatorOne(), u"first-card"_s, 1);
        world.stop(); // asked for, not waited for
        for (const auto &answer : answers) {
            QVERIFY(answer.isFinished());
            QVERIFY(answer.result());
        }
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
