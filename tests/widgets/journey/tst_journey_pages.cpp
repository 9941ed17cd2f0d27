#include "counter.h"

#include "widgets/approval/approvalpage.h"
#include "widgets/approval/approvalqueue.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/controls/textlabel.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/reviewlist.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"
#include "widgets/shell/words.h"
#include "widgets/slip/slippage.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void citizenReviewsThenOperatorSigns()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_VERIFY(!counter.desk.portrait().isNull());
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::RightThumb).isNull());
        ReviewPage review(counter.desk);
        review.resize(1110, 600);
        review.show();
        review.enter();
        QCOMPARE(review.lines()->lines().first().value.english, u"Sadia Noreen"_s);
        QCOMPARE(review.lines()->lines().first().value.urdu, u"سعدیہ نورین"_s);
        shoot(review, u"review"_s);
        QTRY_VERIFY(review.lines()->width() > 100 && review.lines()->height() > 20); // laid out
        QSignalSpy wrong(&review, &ReviewPage::fieldWrong);
        QSignalSpy gone(&review, &Page::navigate);
        QTest::mouseClick(review.lines(), Qt::LeftButton, {}, QPoint(100, 20));
        QCOMPARE(wrong.first().first().toString(), u"name.en"_s);
        QCOMPARE(gone.first().first().toString(), u"step:details"_s);

        SignOffPage sign(counter.desk);
        sign.resize(1110, 600);
        sign.show();
        sign.enter();
        shoot(sign, u"signoff"_s);
        QVERIFY(!action(sign.chrome(), u"sign"_s)->enabled);
        sign.findChild<QCheckBox *>(u"signoff.agreed"_s)->setChecked(true);
        QSignalSpy done(&sign, &Page::navigate);
        sign.trigger(u"sign"_s);
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(done.first().first().toString(), u"slip"_s);
        QCOMPARE(counter.store.acts, (QList<Act>{Act::Review, Act::SignOff}));

        QTemporaryDir folder;
        SlipPage slip(counter.desk, u"07"_s, folder.path());
        slip.resize(902, 600);
        slip.show();
        slip.enter();
        shoot(slip, u"slip"_s);
        slip.trigger(u"print"_s);
        QVERIFY(QFile::exists(slip.path()));
        QVERIFY(!slip.path().contains(u"Sadia"_s));
    }

    /// Both languages on the slip; nothing where no fee is known.
    void theFeeStandsAtTheSignOffAndOnTheSlip()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTemporaryDir folder;
        SignOffPage sign(counter.desk);
        SlipPage slip(counter.desk, u"07"_s, folder.path());
        sign.enter();
        slip.enter();
        const auto facts = [&sign] { return sign.findChild<TextLabel *>(u"signoff.facts"_s)->text(); };
        QVERIFY(!facts().contains(u"1,500"_s) && !facts().contains(u"750"_s));
        QVERIFY(slip.data().fee.english.isEmpty());
        counter.desk.setFees({{u"renewal"_s, {750, u"PKR"_s}}});
        sign.enter();
        QVERIFY(!facts().contains(u"1,500"_s) && !facts().contains(u"750"_s)); // another service's
        counter.desk.setFees({{counter.form.id, {1500, u"PKR"_s}}});
        sign.resize(1110, 600);
        sign.show();
        sign.enter();
        QVERIFY2(facts().contains(u"1,500"_s), qPrintable(facts()));
        QCOMPARE(slip.data().fee.english, u"Rs 1,500"_s);
        QCOMPARE(slip.data().fee.urdu, u"1,500 روپے"_s);
        slip.resize(902, 600);
        slip.show();
        slip.enter();
        shoot(sign, u"signoff-fee"_s);
        shoot(slip, u"slip-fee"_s);
        QCOMPARE(feeText({0, u"PKR"_s}).english, u"No fee"_s);
        QCOMPARE(feeText({20, u"USD"_s}).urdu, u"USD 20"_s);
    }

    void approvalNeedsOtherEyesAndAllReasons()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_VERIFY(!counter.desk.portrait().isNull());
        const EnrolmentId id = counter.desk.enrolment().id;
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        ApprovalPage page(counter.store, counter.desk);
        page.resize(1110, 600);
        page.show();
        counter.desk.setActor({u"op-1"_s, Role::Supervisor, u"Nadia Jamil"_s, u"نادیہ جمیل"_s});
        page.enter();
        QTRY_VERIFY(page.ownWork());
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTRY_VERIFY(!page.notice().isEmpty());
        page.leave();

        counter.desk.setActor({u"su-1"_s, Role::Supervisor, u"Tariq Mehmood"_s, u"طارق محمود"_s});
        page.enter();
        QTRY_COMPARE(page.concerns()->concerns().size(), 2);
        QTRY_VERIFY(action(page.chrome(), u"return"_s)->enabled);
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTest::keyClick(&page, Qt::Key_1);
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::LeftRing).isNull());
        shoot(page, u"approval"_s);
        QTest::keyClick(&page, Qt::Key_2);
        // Ten fingers are compared with each other before anybody may approve.
        QTRY_VERIFY_WITH_TIMEOUT(action(page.chrome(), u"approve"_s)->enabled, 60000);
        page.trigger(u"approve"_s);
        QTRY_COMPARE(counter.store.content[id].state, EnrolmentState::Approved);
        QTRY_COMPARE(page.queue()->size(), 0);
    }

    void returnCarriesACode()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        const EnrolmentId id = counter.desk.enrolment().id;
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        ApprovalPage page(counter.store, counter.desk);
        page.resize(1110, 600);
        page.show();
        page.enter();
        QTRY_VERIFY(action(page.chrome(), u"return"_s)->enabled);
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::LeftRing).isNull());
        page.trigger(u"return"_s);
        QTest::keyClick(page.findChild<ReasonPicker *>(), Qt::Key_3);
        QTRY_COMPARE(counter.store.content[id].state, EnrolmentState::Returned);
        QCOMPARE(counter.store.lastReason, u"details-wrong"_s);
    }
};

QTEST_MAIN(TestJourney)
#include "tst_journey_pages.moc"
