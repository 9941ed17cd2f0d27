#include "vaulthelp.h"

#include <QFile>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Drafts, samples, exceptions, transitions, lists: what the pages see.
class TestVault : public QObject {
    Q_OBJECT

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
