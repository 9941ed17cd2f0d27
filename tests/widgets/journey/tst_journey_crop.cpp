// TC-PAP-ACQ-FI-SV-4-001 of BSI TR-03122, crop and rotation by hand, as the operator meets it: the keys, what
// is said about the rules and the size, and that nothing but what was judged is used.
#include "counter.h"

#include "widgets/approval/approvalpage.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/portrait/croppanel.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/portraitpanel.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/cropwords.h"
#include "widgets/review/fieldtext.h"
#include "widgets/review/portraitwords.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestCrop : public QObject {
    Q_OBJECT

    /// The page with one picture, which is chosen.
    struct Desk {
        Counter counter;
        FakeFace face;
        PortraitPage page{face, counter.desk};
        CropPanel *panel = page.findChild<CropPanel *>();
        explicit Desk(const PortraitReport &report = FakeFace::report({}))
        {
            page.resize(902, 600);
            page.show();
            if (!counter.ready())
                return;
            page.enter();
            Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 81, true));
            face.best = {FakeFace::made(84, report)};
            Q_EMIT face.accepted(face.best.first(), false, {});
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
        {
            QTest::keyClick(panel, key, modifiers);
        }
        void openByKey() { QTest::keyClick(&page, Qt::Key_F4); }
        bool settled()
        {
            return QTest::qWaitFor([this] { return !panel->statement().isEmpty(); });
        }
    };

private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    /// All of it by keys: open, move, scale, turn, one step back, all the way back, use.
    void TC_PAP_ACQ_FI_SV_4_001_keys()
    {
        Desk d;
        QVERIFY(d.panel && !d.panel->isOpen());
        d.openByKey();
        QVERIFY(d.panel->isOpen() && d.panel->hasFocus());
        QCOMPARE(d.panel->adjustment(), CropAdjustment{});
        QVERIFY(d.settled());

        d.press(Qt::Key_Right);
        QVERIFY(d.panel->adjustment().right > 0 && d.panel->adjustment().right < 10);
        const CropAdjustment moved = d.panel->adjustment();
        d.press(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(d.panel->adjustment().down > 4 * moved.right);
        d.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(d.panel->adjustment(), moved);
        d.press(Qt::Key_Plus);
        QVERIFY(d.panel->adjustment().size < 1);
        d.press(Qt::Key_Minus);
        d.press(Qt::Key_Minus);
        QVERIFY(d.panel->adjustment().size > 1);
        d.press(Qt::Key_BracketRight);
        QCOMPARE(d.panel->adjustment().degrees, -0.5); // the head with the clock, the frame against it
        d.press(Qt::Key_BracketLeft);
        d.press(Qt::Key_BracketLeft);
        QCOMPARE(d.panel->adjustment().degrees, 0.5);
        d.press(Qt::Key_Right, Qt::ControlModifier); // for keyboards without brackets
        QCOMPARE(d.panel->adjustment().degrees, 0.0);
        for (int k = 0; k < 50; ++k)
            d.press(Qt::Key_BraceLeft);
        QCOMPARE(d.panel->adjustment().degrees, 15.0);
        d.press(Qt::Key_Home);
        QCOMPARE(d.panel->adjustment(), CropAdjustment{});
        d.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(d.panel->adjustment().degrees, 15.0);
        d.press(Qt::Key_Escape);
        QVERIFY(!d.panel->isOpen());
        QVERIFY(!d.face.best.first().adjustment);
        QCOMPARE(action(d.page.chrome(), u"use"_s)->enabled, true);
    }

    /// The crop that is used is saved with its values, and who decides about the enrolment is told.
    void TC_PAP_ACQ_FI_SV_4_001_usedAndTold()
    {
        Desk d;
        const QDateTime automatic = d.face.best.first().at;
        d.openByKey();
        QCOMPARE(d.page.chrome().end.size(), 1); // one primary action: the crop
        for (int k = 0; k < 3; ++k)
            d.press(Qt::Key_BracketRight, Qt::NoModifier);
        d.press(Qt::Key_Right, Qt::ShiftModifier);
        d.press(Qt::Key_Minus);
        QVERIFY(d.settled());
        shoot(d.page, u"portrait-crop"_s);
        const CropAdjustment wanted = d.panel->adjustment();
        d.page.trigger(u"crop.apply"_s);
        QVERIFY(!d.panel->isOpen());
        QCOMPARE(d.face.best.size(), 1);
        QCOMPARE(d.face.best.first().adjustment, wanted);
        shoot(d.page, u"portrait-crop-used"_s);
        d.page.trigger(u"use"_s);
        QTRY_VERIFY(d.counter.desk.enrolment().portrait());
        const auto concerns = concernsOf(d.counter.desk.enrolment(), FingerPolicy{});
        QCOMPARE(concerns.first().kind, Concern::Kind::PortraitCrop);
        QCOMPARE(concerns.first().detail.english, cropWords(wanted).english);
        QVERIFY(concerns.first().detail.english.contains(u"1.5°"_s));
        QVERIFY(concerns.first().detail.urdu.contains(u"1.5°"_s));

        d.page.enter(); // and back to the automatic one
        Q_EMIT d.face.accepted(d.face.best.first(), false, {});
        d.openByKey();
        QCOMPARE(d.panel->adjustment(), wanted);
        d.press(Qt::Key_Home);
        QVERIFY(d.settled());
        d.page.trigger(u"crop.apply"_s);
        QVERIFY(!d.face.best.first().adjustment);
        QCOMPARE(d.face.best.first().at, automatic);
    }

    /// The in-charge sees it at approval, with the values, and has to open it like any other reason to look.
    void TC_PAP_ACQ_FI_SV_4_001_approval()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_VERIFY(!counter.desk.portrait().isNull());
        Enrolment &one = counter.store.content[counter.desk.enrolment().id];
        for (SampleInfo &info : one.samples) {
            if (info.kind != SampleKind::FacePortrait)
                continue;
            info.capturedAt = QDateTime::currentDateTimeUtc();
            info.attempts = {{1, info.quality, u"adjusted"_s, info.capturedAt}};
            info.attempts[0].crop = CropAdjustment{24, -8, 0.93, -4.5};
        }
        one.state = EnrolmentState::AwaitingApproval;
        ApprovalPage page(counter.store, counter.desk);
        page.resize(1110, 600);
        page.show();
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, u"Tariq Mehmood"_s, u"طارق محمود"_s});
        page.enter();
        QTRY_COMPARE(page.concerns()->concerns().size(), 3);
        const Concern first = page.concerns()->concerns().first();
        QCOMPARE(first.kind, Concern::Kind::PortraitCrop);
        QCOMPARE(first.detail.english, cropWords(one.portrait()->attempts[0].crop.value()).english);
        QTRY_VERIFY(page.findChild<QWidget *>(u"approval.photo"_s)->toolTip().contains(u"4.5°"_s));
        QTest::keyClick(&page, Qt::Key_1);
        QCOMPARE(page.concerns()->seen(), 1);
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::LeftRing).isNull());
        shoot(page, u"crop-approval"_s);
    }

    /// It is judged anew: what was good may fall below the rules, and is then not used without a reason.
    void TC_PAP_ACQ_FI_SV_4_001_judgedAnew()
    {
        Desk d;
        d.face.badWhenCut = {FaceMeasureId::Centring};
        d.openByKey();
        d.press(Qt::Key_Left, Qt::ShiftModifier);
        QVERIFY(d.settled());
        const BilingualText name = wordsFor(FaceMeasureId::Centring);
        QVERIFY2(d.panel->statement().contains(name.english) || d.panel->statement().contains(name.urdu),
                 qPrintable(d.panel->statement()));
        shoot(d.page, u"portrait-crop-below"_s);
        d.page.trigger(u"crop.apply"_s);
        QVERIFY(d.face.best.first().refused());
        d.page.trigger(u"use"_s);
        QVERIFY(d.page.findChild<ReasonPicker *>()->isVisible());
        QVERIFY(!d.counter.desk.enrolment().portrait());
    }

    /// Keys are faster than the judge: only the last crop is judged after the one under way, and what is used
    /// is what was judged, however early it was asked for.
    void TC_PAP_ACQ_FI_SV_4_001_judgedBeforeUsed()
    {
        Desk d;
        d.face.slowCuts = true;
        d.openByKey();
        for (int k = 0; k < 20; ++k)
            d.press(Qt::Key_BracketLeft);
        QCOMPARE(d.face.cutsAsked, 1);
        QVERIFY(d.panel->statement().isEmpty());
        const CropAdjustment last = d.panel->adjustment();
        d.page.trigger(u"crop.apply"_s);
        QVERIFY(d.panel->isOpen());
        d.face.finishCut();
        QTRY_COMPARE(d.face.cutsAsked, 2);
        QVERIFY(d.panel->isOpen());
        d.face.finishCut();
        QTRY_VERIFY(!d.panel->isOpen());
        QCOMPARE(d.face.best.first().adjustment, last);

        // An answer that comes after it was closed says nothing to the next.
        d.openByKey();
        d.press(Qt::Key_Left);
        d.press(Qt::Key_Escape);
        d.openByKey();
        d.face.finishCut();
        QVERIFY(d.settled());
        QCOMPARE(d.panel->adjustment(), last);
    }

    /// The size that comes of it, and the pixels between the eyes, follow at once.
    void TC_PAP_ACQ_FI_SV_4_001_size()
    {
        Desk d;
        d.openByKey();
        const QString card = d.panel->sizeStatement();
        QVERIFY(card.contains(u"413"_s) && card.contains(u"531"_s));
        for (int k = 0; k < 25; ++k)
            d.press(Qt::Key_Plus);
        const QString own = d.panel->sizeStatement();
        QVERIFY2(!own.contains(u"413 × 531"_s), qPrintable(own));
        QVERIFY(own.contains(u"150"_s)); // its own pixels: nothing is made larger
    }

    /// The camera goes on meanwhile; what it takes does not push the crop aside.
    void theCameraGoesOnMeanwhile()
    {
        Desk d;
        d.openByKey();
        d.press(Qt::Key_Left);
        const FaceCandidate another = FakeFace::made(90, FakeFace::report({}));
        d.face.best.prepend(another);
        Q_EMIT d.face.accepted(another, false, {});
        QVERIFY(d.panel->isOpen());
        QVERIFY(d.settled());
        d.page.trigger(u"crop.apply"_s);
        QVERIFY(!d.face.best[0].adjustment && d.face.best[1].adjustment);
        QVERIFY(action(d.page.chrome(), u"use"_s)->text.contains(u'2'));
        d.page.leave();
        QVERIFY(!d.panel->isOpen());
    }

    /// Nothing lies over anything else, however large the text.
    void isReadableAtTwiceTheText()
    {
        Desk d;
        d.page.resize(1110, 600);
        d.face.badWhenCut = {FaceMeasureId::Centring, FaceMeasureId::HeadWidth, FaceMeasureId::EyeLine};
        applyTextScale(*qApp, 2);
        d.openByKey();
        d.press(Qt::Key_Left);
        d.press(Qt::Key_BracketLeft);
        d.press(Qt::Key_Plus);
        QVERIFY(d.settled());
        QCoreApplication::sendPostedEvents(); // the layout has what the lines need
        shoot(d.page, u"portrait-crop-200"_s);
        const QWidget *above = nullptr;
        for (const QString &name : {u"crop.result"_s, u"crop.verdict"_s, u"crop.size"_s, u"crop.values"_s}) {
            const auto *part = d.panel->findChild<QWidget *>(name);
            QVERIFY(part);
            if (above)
                QVERIFY2(above->geometry().bottom() < part->geometry().top(), qPrintable(name));
            QVERIFY2(!part->hasHeightForWidth() || part->height() >= part->heightForWidth(part->width()),
                     qPrintable(name));
            above = part;
        }
        for (const ActionButton *button : d.panel->findChildren<ActionButton *>())
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->objectName()));
        applyTextScale(*qApp, 1);
    }

    /// Where the picture or the automatic frame is not known there is nothing to offer; nor without a choice.
    void isOfferedWhereItCanBeDone()
    {
        Desk d;
        auto *button = d.page.findChild<ActionButton *>(u"action.photo.crop"_s);
        QVERIFY(button && button->isVisible());
        const int chosen = d.page.minimumSizeHint().height();
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(d.panel->isOpen());
        d.press(Qt::Key_Escape);
        d.page.trigger(u"retake"_s);
        QVERIFY(!button->isVisible());
        QCOMPARE(d.page.minimumSizeHint().height(), chosen); // a page of 600 px has no room for one more row
        d.face.best.first().place = {};
        Q_EMIT d.face.accepted(d.face.best.first(), false, {});
        QVERIFY(!button->isVisible());
        d.openByKey();
        QVERIFY(!d.panel->isOpen());
    }
};

QTEST_MAIN(TestCrop)
#include "tst_journey_crop.moc"
