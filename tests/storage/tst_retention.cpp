#include "vaulthelp.h"

#include "storage/retention/policy.h"
#include "tests/support/places.h"

#include <QFileInfo>
#include <QTest>

using namespace indraj;
using namespace indraj::test;
using namespace Qt::Literals::StringLiterals;

/// Nothing is deleted by itself; what two people decide is deleted to the last cell.
class TestRetention : public QObject {
    Q_OBJECT

    std::shared_ptr<QDateTime> m_now;

    VaultOptions options() const
    {
        VaultOptions all = cheapOptions();
        all.nowUtc = [now = m_now] { return *now; };
        return all;
    }

private Q_SLOTS:
    void init() { m_now = std::make_shared<QDateTime>(QDateTime::currentDateTimeUtc()); }

    void theShippedPolicyIsRead()
    {
        const auto policy
            = parseRetentionPolicy(readAll(indraj::test::sourcePath("/resources/policy/retention.json")));
        QVERIFY2(policy, policy ? "" : qPrintable(policy.error().detail));
        const RetentionPolicy built; // the default of the code is the shipped one
        QCOMPARE(policy->draftDays, built.draftDays);
        QCOMPARE(policy->draftWarnDays, built.draftWarnDays);
        QCOMPARE(policy->offlineDays, built.offlineDays);
        QCOMPARE(policy->offlineWarnDays, built.offlineWarnDays);
        QCOMPARE(policy->floorBytes, built.floorBytes);
        QCOMPARE(policy->lowBytes, built.lowBytes);
    }

    void aWrongPolicyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("put");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *name, const char *find, const char *put, const QString &names) {
            QTest::newRow(name) << QByteArray(find) << QByteArray(put) << names;
        };
        row("no days", "\"maximumDays\": 30", "\"maximumDays\": 0", u"drafts.maximumDays"_s);
        row("too long", "\"maximumDays\": 30", "\"maximumDays\": 366", u"drafts.maximumDays"_s);
        row("a fraction", "\"maximumDays\": 14", "\"maximumDays\": 14.5", u"offline.maximumDays"_s);
        row("a text", "\"maximumDays\": 14", "\"maximumDays\": \"14\"", u"offline.maximumDays"_s);
        row("late warning", "\"warnDays\": 7", "\"warnDays\": 30", u"drafts.warnDays"_s);
        row("negative warning", "\"warnDays\": 7", "\"warnDays\": -1", u"drafts.warnDays"_s);
        row("misspelt", "\"warnDays\": 4", "\"warndays\": 4", u"offline.warndays"_s);
        row("unknown", "\"version\": 1,", "\"version\": 1, \"keepForever\": true,", u"keepForever"_s);
        row("other version", "\"version\": 1,", "\"version\": 2,", u"version"_s);
        row("twice", "\"version\": 1,", "\"version\": 1, \"version\": 1,", u"twice"_s);
        row("no floor", "\"floorMiB\": 1024", "\"floorMiB\": 0", u"disk.floorMiB"_s);
        row("low below floor", "\"lowMiB\": 4096", "\"lowMiB\": 1024", u"disk.lowMiB"_s);
        row("no object", "{ \"floorMiB\": 1024, \"lowMiB\": 4096 }", "7", u"disk"_s);
        row("cut", "}\n}", "}", u"retention policy"_s);
    }
    void aWrongPolicyIsRefused()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, put);
        QFETCH(QString, names);
        QByteArray json = readAll(indraj::test::sourcePath("/resources/policy/retention.json"));
        QVERIFY(json.contains(find));
        json.replace(find, put);
        const auto policy = parseRetentionPolicy(json);
        QCOMPARE(faultOf(policy), StoreFault::Invalid);
        QVERIFY2(policy.error().detail.contains(names), qPrintable(policy.error().detail));
    }

    void agesAloneDeleteNothing()
    {
        World world(options());
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        QVERIFY(settled(world.vault().oldDrafts())->isEmpty());
        *m_now = m_now->addDays(400);
        world.restart(options());
        world.login(supervisorOne()).value();
        const auto old = settled(world.vault().oldDrafts()).value();
        QCOMPARE(old.size(), 1);
        QCOMPARE(old[0].summary.id, draft.id);
        QCOMPARE(old[0].summary.nameEnglish, canaryFields().value(u"name.en"_s));
        QCOMPARE(old[0].days, 400);
        QVERIFY(old[0].proposedBy.isEmpty());
        const Enrolment after = settled(world.vault().load(draft.id)).value();
        QCOMPARE(after.fields, draft.fields);
        QCOMPARE(after.samples.size(), draft.samples.size());
    }

    void twoPeopleDelete()
    {
        World world(options());
        world.login(operatorOne()).value();
        const Enrolment draft = world.completeDraft();
        VaultService &vault = world.vault();
        QCOMPARE(faultOf(settled(vault.proposeDeletion(draft.id, u"abandoned"_s, operatorOne()))),
                 StoreFault::Refused); // not old enough
        *m_now = m_now->addDays(31);
        QCOMPARE(faultOf(settled(vault.proposeDeletion(draft.id, u"because"_s, operatorOne()))),
                 StoreFault::Invalid);
        settled(vault.proposeDeletion(draft.id, u"abandoned"_s, operatorOne())).value();
        QCOMPARE(faultOf(settled(vault.proposeDeletion(draft.id, u"abandoned"_s, operatorOne()))),
                 StoreFault::Refused);
        QCOMPARE(faultOf(settled(vault.confirmDeletion(draft.id, operatorOne()))), StoreFault::Refused);
        QCOMPARE(settled(vault.load(draft.id))->fields, draft.fields);
        world.login(supervisorOne()).value();
        QCOMPARE(settled(vault.oldDrafts())->at(0).proposedBy, u"op-1"_s);
        // Not by the ordinary way, which would leave the content behind.
        QCOMPARE(faultOf(settled(vault.act(draft.id, Act::Delete, supervisorOne(), u"abandoned"_s, {}))),
                 StoreFault::Refused);
        settled(vault.confirmDeletion(draft.id, supervisorOne())).value();

        const Enrolment rest = settled(vault.load(draft.id)).value();
        QCOMPARE(rest.state, EnrolmentState::Erased);
        QCOMPARE(rest.token, draft.token);
        QVERIFY(rest.fields.isEmpty() && rest.samples.isEmpty() && rest.exceptions.isEmpty());
        QVERIFY(settled(vault.oldDrafts())->isEmpty());
        ListFilter byName;
        byName.states = {EnrolmentState::Erased};
        byName.text = u"canaria"_s;
        QVERIFY(settled(vault.list(byName))->isEmpty());
        QCOMPARE(QFileInfo(world.file("vault.db-wal")).size(), 0);
        const QByteArray pages = decryptedPages(readAll(world.file("vault.db")), keysOf(world).database);
        QVERIFY(pages.contains(draft.id.toString().toLatin1()));
        for (const QByteArray &canary : canaries())
            QVERIFY2(!pages.contains(canary), canary.constData());
        AuditFilter about;
        about.subject = draft.id.toString();
        about.limit = 2;
        const auto entries = settled(vault.auditEntries(about)).value();
        QCOMPARE(entries[0].event, u"delete"_s);
        QCOMPARE(entries[0].actor, u"sup-1"_s);
        QCOMPARE(entries[0].detail, u"abandoned"_s);
        QCOMPARE(entries[1].event, u"deletion-proposed"_s);
        QCOMPARE(entries[1].actor, u"op-1"_s);
        QCOMPARE(faultOf(settled(vault.confirmDeletion(draft.id, supervisorOne()))), StoreFault::NotFound);
        world.restart(options());
        QVERIFY(world.login(supervisorOne()));
    }

    void nobodyDeletesAlone()
    {
        World world(options());
        world.login(operatorOne()).value();
        const EnrolmentId id = world.draft().id;
        *m_now = m_now->addDays(31);
        world.login(supervisorOne()).value();
        settled(world.vault().proposeDeletion(id, u"abandoned"_s, supervisorOne())).value();
        const auto alone = settled(world.vault().confirmDeletion(id, supervisorOne()));
        QCOMPARE(faultOf(alone), StoreFault::Refused);
        QCOMPARE(alone.error().lifecycle->fault, LifecycleFault::OwnWork);
        world.login(operatorOne()).value();
        const auto operators = settled(world.vault().confirmDeletion(id, operatorOne()));
        QCOMPARE(faultOf(operators), StoreFault::Refused);
        QCOMPARE(operators.error().lifecycle->fault, LifecycleFault::WrongRole);
        QCOMPARE(faultOf(settled(world.vault().withdrawDeletion(id, operatorOne()))), StoreFault::Refused);
        world.login(supervisorOne()).value();
        settled(world.vault().withdrawDeletion(id, supervisorOne())).value();
        QCOMPARE(faultOf(settled(world.vault().withdrawDeletion(id, supervisorOne()))), StoreFault::NotFound);
        QCOMPARE(settled(world.vault().load(id))->state, EnrolmentState::Draft);
    }

    void whatWentOnIsNotDeleted()
    {
        World world(options());
        const EnrolmentId id = world.awaiting().id;
        *m_now = m_now->addDays(31);
        QCOMPARE(faultOf(settled(world.vault().proposeDeletion(id, u"abandoned"_s, operatorOne()))),
                 StoreFault::Refused); // it waits for a decision
        world.login(supervisorOne()).value();
        settled(world.vault().act(id, Act::Reject, supervisorOne(), u"duplicate"_s, {})).value();
        world.login(operatorOne()).value();
        settled(world.vault().proposeDeletion(id, u"duplicate"_s, operatorOne())).value();
        world.login(supervisorOne()).value();
        settled(world.vault().confirmDeletion(id, supervisorOne())).value(); // the rejected may go

        world.login(operatorOne()).value();
        const EnrolmentId other = world.completeDraft().id;
        *m_now = m_now->addDays(31);
        settled(world.vault().proposeDeletion(other, u"abandoned"_s, operatorOne())).value();
        settled(world.vault().act(other, Act::Review, operatorOne(), {}, {})).value();
        settled(world.vault().act(other, Act::SignOff, operatorOne(), {}, {})).value();
        world.login(supervisorOne()).value();
        QCOMPARE(faultOf(settled(world.vault().confirmDeletion(other, supervisorOne()))),
                 StoreFault::Refused);
        QCOMPARE(settled(world.vault().load(other))->samples.size(), 10);
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
