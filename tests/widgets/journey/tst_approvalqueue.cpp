#include "widgets/approval/approvalqueue.h"

#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// What an in-charge should look at first stands first.
class TestApprovalQueue : public QObject {
    Q_OBJECT

    static EnrolmentSummary summary(const QString &token, int minute)
    {
        EnrolmentSummary one;
        one.id = EnrolmentId::create();
        one.token = token;
        one.savedAt = QDateTime(QDate(2027, 1, 1), QTime(9, minute), Qt::UTC);
        one.fingersDone = 10;
        one.lowestFinger = 80;
        return one;
    }

private Q_SLOTS:
    void aPortraitByHandIsLookedAtClosely()
    {
        EnrolmentSummary quiet = summary(u"T-001"_s, 1), byHand = summary(u"T-002"_s, 2),
                         excepted = summary(u"T-003"_s, 3), poor = summary(u"T-004"_s, 4);
        byHand.manualPortrait = true;
        excepted.exceptionCount = 1;
        poor.lowestFinger = 20;
        QVERIFY(!needsCloseLook(quiet, 40));
        QVERIFY(needsCloseLook(byHand, 40));
        ApprovalQueue queue(40);
        queue.setSummaries({quiet, poor, excepted, byHand});
        QStringList tokens;
        for (int row = 0; row < queue.rowCount(); ++row) {
            const QModelIndex index = queue.index(row);
            tokens << (index.data(ApprovalQueue::HeadingRole).toBool()
                           ? u"heading %1"_s.arg(index.data(ApprovalQueue::CountRole).toInt())
                           : index.data(ApprovalQueue::TokenRole).toString());
        }
        QCOMPARE(
            tokens,
            (QStringList{u"heading 3"_s, u"T-002"_s, u"T-003"_s, u"T-004"_s, u"heading 1"_s, u"T-001"_s}));
        QVERIFY(queue.index(1).data(ApprovalQueue::WordsRole).toString().contains(u"portrait"_s));
        QVERIFY(!queue.index(5).data(ApprovalQueue::WordsRole).toString().contains(u"portrait"_s));
    }

    void anEyeThatCannotBeGivenIsLookedAtClosely()
    {
        EnrolmentSummary one = summary(u"T-005"_s, 5);
        one.eyeExceptionCount = 2;
        QVERIFY(needsCloseLook(one, 40));
        ApprovalQueue queue(40);
        queue.setSummaries({one});
        QVERIFY(queue.index(1).data(ApprovalQueue::WordsRole).toString().contains(u"eyes not given: 2"_s));
    }

    void whatTheRegistrySaidIsLookedAtClosely()
    {
        EnrolmentSummary registered = summary(u"T-001"_s, 1), renewed = summary(u"T-002"_s, 2),
                         dead = summary(u"T-003"_s, 3), changed = summary(u"T-004"_s, 4);
        renewed.service = changed.service = u"renewal"_s;
        registered.registry = renewed.registry = changed.registry
            = RegistryNote{Standing::Registered, {}, {}, {}};
        dead.registry = RegistryNote{Standing::Deceased, {}, {}, {}};
        changed.registry->outdated = true;
        ApprovalQueue queue(40);
        queue.setRenewing({u"renewal"_s});
        queue.setSummaries({registered, renewed, dead, changed});
        QStringList tokens;
        for (int row = 0; row < queue.rowCount(); ++row)
            tokens << queue.index(row).data(ApprovalQueue::TokenRole).toString();
        QCOMPARE(tokens, (QStringList{{}, u"T-001"_s, u"T-003"_s, u"T-004"_s, {}, u"T-002"_s}));
        QVERIFY(queue.index(2).data(ApprovalQueue::WordsRole).toString().contains(u"registry"_s));
        QVERIFY(!queue.index(5).data(ApprovalQueue::WordsRole).toString().contains(u"registry"_s));
    }
};

QTEST_MAIN(TestApprovalQueue)
#include "tst_approvalqueue.moc"
