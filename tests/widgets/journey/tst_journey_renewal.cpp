// A card is renewed: it is photographed, and its portrait is one more that the person is held against.
#include "counter.h"

#include "capture/photo/cardframe.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/portrait/earliercardpage.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"
#include "widgets/review/signoffface.h"
#include "widgets/review/signoffpage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A made card of nobody: a drawn face at the place of the photo, lines where the words are.
QImage drawnCard(QSize size)
{
    QImage card(size, QImage::Format_RGB32);
    card.fill(QColor(206, 222, 208));
    QPainter painter(&card);
    const int photo = size.height() * 62 / 100;
    painter.drawImage(QRect(size.width() * 68 / 100, size.height() / 4, photo * 7 / 9, photo),
                      drawnFace({350, 450}));
    for (int line = 0; line < 6; ++line)
        painter.fillRect(size.width() / 20, size.height() * (28 + 11 * line) / 100, size.width() * 54 / 100,
                         size.height() / 30, QColor(90, 100, 92));
    return card;
}

/// A hand holds the card before the camera.
class CardCamera : public PhotoCapture {
    Q_OBJECT
public:
    bool running = false;
    int takes = 0;
    QImage scene{QSize(640, 360), QImage::Format_RGB32};
    CardCamera()
    {
        scene.fill(QColor(120, 110, 104));
        QPainter painter(&scene);
        const QRect frame = cardFrame(scene.size());
        painter.drawImage(frame.adjusted(8, 6, -8, -6), drawnCard({1012, 638}));
    }
    void start() override
    {
        running = true;
        Q_EMIT frame(scene, PhotoHint::None);
    }
    void stop() override { running = false; }
    bool simulated() const override { return false; }
    void take() override
    {
        ++takes;
        Sample sample;
        sample.info.id = SampleId::create();
        sample.info.kind = SampleKind::EarlierCard;
        sample.info.mimeType = u"image/png"_s;
        sample.bytes = pngOf(drawnCard({1012, 638}));
        Q_EMIT taken(sample, drawnCard({1012, 638}));
    }
};

/// A counter where a card is renewed, before the step of the card.
struct Renewal {
    Counter counter{u"renewal"_s};
    CardCamera camera;
    std::unique_ptr<EarlierCardPage> page;

    void open()
    {
        QVERIFY(counter.ready());
        counter.fill();
        page = std::make_unique<EarlierCardPage>(camera, counter.desk);
        page->resize(854, 590);
        page->show();
        page->enter();
    }
    void keepCard()
    {
        camera.take();
        page->trigger(u"use"_s);
        QTRY_VERIFY(counter.desk.enrolment().earlierCard());
        QTRY_VERIFY(!counter.desk.earlierCard().isNull());
        page->leave();
    }
};

struct RenewalSignOff : Renewal {
    FakeFace face;
    FakeLikeness check;
    std::unique_ptr<SignOffPage> signOff;

    void openSignOff()
    {
        signOff = std::make_unique<SignOffPage>(counter.desk);
        signOff->offerComparison(face, check);
        signOff->resize(1110, 600);
        signOff->show();
        signOff->enter();
    }
    bool says(const QString &title) const
    {
        const auto &all = signOff->findChild<ConcernList *>()->concerns();
        return std::any_of(all.cbegin(), all.cend(),
                           [&](const Concern &each) { return each.title.english == title; });
    }
    QString words() const { return signOff->findChild<SignOffFace *>()->words(); }
};

} // namespace

class TestJourneyRenewal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void cardIsTakenLookedAtAndKept()
    {
        Renewal at;
        at.open();
        QSignalSpy gone(at.page.get(), &Page::navigate);
        QVERIFY(at.camera.running);
        QCOMPARE(at.page->stage(), EarlierCardPage::Stage::Live);
        QVERIFY(!action(at.page->chrome(), u"use"_s)->enabled);
        shoot(*at.page, u"card-live"_s);
        at.page->trigger(u"take"_s);
        QCOMPARE(at.page->stage(), EarlierCardPage::Stage::Taken);
        QVERIFY(!at.camera.running);
        shoot(*at.page, u"card-taken"_s);
        at.page->trigger(u"take"_s); // again
        QCOMPARE(at.page->stage(), EarlierCardPage::Stage::Live);
        QVERIFY(at.camera.running);
        at.page->trigger(u"take"_s);
        QTest::keyClick(at.page.get(), Qt::Key_Return);
        QCOMPARE(gone.takeFirst().first().toString(), u"next"_s);
        QTRY_VERIFY(at.counter.desk.enrolment().earlierCard());
        QCOMPARE(at.camera.takes, 2);
        at.page->leave();
        at.page->enter(); // back again: it is there, and the camera stays off
        QCOMPARE(at.page->stage(), EarlierCardPage::Stage::Saved);
        QVERIFY(!at.camera.running);
        QTRY_VERIFY(!at.counter.desk.earlierCard().isNull());
        shoot(*at.page, u"card-saved"_s);
        const SampleId first = at.counter.desk.enrolment().earlierCard()->id;
        at.page->trigger(u"take"_s); // replaced only once there is another
        QVERIFY(at.camera.running);
        at.page->leave();
        QCOMPARE(at.counter.desk.enrolment().earlierCard()->id, first);
    }

    void withoutCardOneGoesOn()
    {
        Renewal at;
        at.open();
        QSignalSpy gone(at.page.get(), &Page::navigate);
        at.page->trigger(u"none"_s);
        QCOMPARE(gone.takeFirst().first().toString(), u"next"_s);
        at.page->leave();
        QVERIFY(!at.camera.running);
        QVERIFY(!at.counter.desk.enrolment().earlierCard());
    }

    void lockAndCameraTroubleAreSurvived()
    {
        Renewal at;
        at.open();
        at.page->suspend();
        QVERIFY(!at.camera.running);
        at.page->resume();
        QVERIFY(at.camera.running);
        Q_EMIT at.camera.cameraFailed({DeviceFault::NoDevice, {}, {}});
        QVERIFY(!at.page->notice().isEmpty());
        QVERIFY(!at.page->chrome().tool->enabled);
        Q_EMIT at.camera.frame(at.camera.scene, PhotoHint::Blurred);
        QVERIFY(at.page->notice().isEmpty());
        QVERIFY(at.page->chrome().tool->enabled);
        at.page->trigger(u"take"_s);
        at.page->suspend();
        at.page->resume();
        QCOMPARE(at.page->stage(), EarlierCardPage::Stage::Taken); // it waits to be looked at
        QVERIFY(!at.camera.running);
    }

    void personIsHeldAgainstTheCardToo()
    {
        RenewalSignOff at;
        at.open();
        at.keepCard();
        at.openSignOff();
        shoot(*at.signOff, u"renewal-signoff-looking"_s);
        at.face.giveSnapshot();
        QCOMPARE(at.check.asked.size(), 2);
        QCOMPARE(at.check.asked.at(1).name, u"earlier-portrait"_s);
        QCOMPARE(at.check.asked.at(1).sample, at.counter.desk.enrolment().earlierCard()->id);
        QCOMPARE(at.check.asked.at(1).picture.size(), QSize(1012, 638));
        at.check.say(Likeness::Agrees, 0.31, Likeness::Differs, 0.81);
        QTRY_VERIFY(at.counter.desk.enrolment().faceAtSignOff());
        QVERIFY(at.says(u"Unlike the photo of the earlier card"_s));
        QVERIFY(at.words().contains(said(at.signOff.get(), wordsFor(Likeness::Agrees))));
        QVERIFY(at.words().contains(said(at.signOff.get(), wordsFor(Likeness::Differs))));
        QTRY_VERIFY(!at.counter.desk.faceAtSignOff().isNull());
        shoot(*at.signOff, u"renewal-signoff-differs"_s);
        at.signOff->leave();
        at.signOff->enter();
        QVERIFY(!at.face.running); // both are compared
        at.signOff->leave();
        // Another picture of the card: what was said of the first says nothing of it.
        at.page->enter();
        at.page->trigger(u"take"_s);
        at.page->trigger(u"take"_s);
        const SampleId before = at.counter.desk.enrolment().earlierCard()->id;
        at.page->trigger(u"use"_s);
        QTRY_VERIFY(at.counter.desk.enrolment().earlierCard()->id != before);
        at.page->leave();
        at.signOff->enter();
        QVERIFY(at.says(u"Earlier card not compared"_s));
        QVERIFY(at.face.snapshot);
        at.face.giveSnapshot();
        at.check.say(Likeness::Agrees, 0.31, Likeness::NotCompared, 0);
        QTRY_VERIFY(at.words().contains(u"Photograph it again"_s)
                    || at.words().contains(u"کارڈ کی تصویر قریب سے"_s));
        QVERIFY(at.says(u"Earlier card not compared"_s));
        shoot(*at.signOff, u"renewal-signoff-unfit"_s);
    }

    void missingCardIsToldToTheInCharge()
    {
        RenewalSignOff at;
        at.open();
        at.openSignOff();
        at.face.giveSnapshot();
        QCOMPARE(at.check.asked.size(), 1);
        at.check.say(Likeness::Agrees, 0.31);
        QTRY_VERIFY(at.counter.desk.enrolment().faceAtSignOff());
        QVERIFY(at.says(u"No picture of the earlier card"_s));
        shoot(*at.signOff, u"renewal-signoff-nocard"_s);
    }

    void everyStepFitsTheWindowInBothLanguages()
    {
        RenewalSignOff at;
        at.open();
        at.keepCard();
        Counter &counter = at.counter;
        LanguageSwitch language;
        MainWindow window({{u"Centre"_s, u"مرکز"_s}, u"TRN-01"_s, true, {}}, counter.desk, language);
        window.addPage(u"card"_s, at.page.release());
        auto *signOff = new SignOffPage(counter.desk);
        signOff->offerComparison(at.face, at.check);
        window.addPage(u"signoff"_s, signOff);
        window.setActor(counter.desk.actor());
        window.show();
        counter.desk.setStep(u"signoff"_s);
        window.showPage(u"signoff"_s);
        at.face.giveSnapshot();
        at.check.say(Likeness::Agrees, 0.31, Likeness::LookClosely, 0.55);
        QTRY_VERIFY(!counter.desk.faceAtSignOff().isNull());
        for (const Language each : {Language::English, Language::Urdu}) {
            language.setLanguage(each);
            for (const QString &key : {u"card"_s, u"signoff"_s}) {
                counter.desk.setStep(key);
                window.showPage(key);
                window.resize(1366, 768);
                QTRY_COMPARE(window.size(), QSize(1366, 768));
                QTRY_VERIFY(window.findChild<QWidget *>(u"step.card"_s)->isVisible());
                shoot(window, u"renewal-"_s + key + (each == Language::Urdu ? u"-ur"_s : u"-en"_s));
            }
        }
        language.setLanguage(Language::English);
    }

    void inChargeSeesTheCard()
    {
        RenewalSignOff at;
        at.open();
        at.keepCard();
        at.openSignOff();
        at.face.giveSnapshot();
        at.check.say(Likeness::Agrees, 0.31, Likeness::LookClosely, 0.55);
        QTRY_VERIFY(at.counter.desk.enrolment().faceAtSignOff());
        at.signOff->leave();
        Counter &counter = at.counter;
        counter.store.content[counter.desk.enrolment().id].state = EnrolmentState::AwaitingApproval;
        counter.desk.close();
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        ApprovalPage approval(counter.store, counter.desk);
        approval.setLikenessCheck(&at.check);
        approval.resize(1110, 600);
        approval.show();
        approval.enter();
        QTRY_VERIFY(!approval.concerns()->concerns().isEmpty());
        QCOMPARE(approval.concerns()->concerns().first().kind, Concern::Kind::EarlierCard);
        QTRY_VERIFY(!counter.desk.earlierCard().isNull() && !counter.desk.faceAtSignOff().isNull());
        auto *card = approval.findChild<PictureBox *>(u"approval.card"_s);
        QVERIFY(card->isVisible());
        QCOMPARE(card->picture(), counter.desk.earlierCard());
        QTest::keyClick(&approval, Qt::Key_1);
        auto *now = approval.findChild<PictureBox *>(u"approval.likeFinger"_s);
        QVERIFY(now->isVisible()); // photo, who signed off, and the card, all at once
        QCOMPARE(now->picture(), counter.desk.faceAtSignOff());
        shoot(approval, u"renewal-approval"_s);
        QTest::keyClick(&approval, Qt::Key_2); // a finger again
        QVERIFY(!now->isVisible());
        QVERIFY(card->isVisible());
    }
};

QTEST_MAIN(TestJourneyRenewal)
#include "tst_journey_renewal.moc"
