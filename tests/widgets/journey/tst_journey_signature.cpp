#include "counter.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/review/fieldtext.h"
#include "widgets/review/parts.h"
#include "widgets/review/reviewpage.h"
#include "widgets/signature/signaturepad.h"
#include "widgets/signature/signaturepage.h"

#include <QLabel>
#include <QPointingDevice>
#include <QSignalSpy>
#include <QTabletEvent>

using namespace indraj;

/// Step "signature": pad, page, and what becomes of it. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneySignature : public QObject {
    Q_OBJECT

    struct World {
        Counter counter;
        SignaturePage page{counter.desk};
        QSignalSpy went{&page, &Page::navigate};
        World()
        {
            page.resize(854, 590);
            page.show();
        }
        bool ready()
        {
            if (!counter.ready())
                return false;
            page.enter();
            return QTest::qWaitForWindowExposed(&page);
        }
        SignaturePad &pad() { return *page.pad(); }
        void draw(const QList<QPoint> &line)
        {
            QTest::mousePress(page.pad(), Qt::LeftButton, {}, line.first());
            for (const QPoint &point : line)
                QTest::mouseMove(page.pad(), point);
            QTest::mouseRelease(page.pad(), Qt::LeftButton, {}, line.last());
        }
        void sign()
        {
            for (int row = 0; row < 3; ++row) {
                QList<QPoint> wave;
                for (int i = 0; i < 40; ++i)
                    wave << QPoint(200 + 6 * i + 40 * row, 180 + int(40 * std::sin(i / 3.0 + row)));
                draw(wave);
            }
        }
        void use() { page.trigger(u"use"_s); }
        const Enrolment &saved() { return counter.store.content[counter.desk.enrolment().id]; }
    };

    /// As a tablet sends it, with pressure.
    static void pen(SignaturePad &pad, QEvent::Type type, const QPointF &place, double pressure)
    {
        static const QPointingDevice tablet(
            u"Test tablet"_s, 7, QInputDevice::DeviceType::Stylus, QPointingDevice::PointerType::Pen,
            QInputDevice::Capability::Position | QInputDevice::Capability::Pressure, 1, 1);
        QTabletEvent event(type, &tablet, place, pad.mapToGlobal(place), pressure, 0, 0, 0, 0, 0,
                           Qt::NoModifier, Qt::LeftButton, Qt::LeftButton);
        QApplication::sendEvent(&pad, &event);
        QVERIFY(event.isAccepted()); // else the same pen comes again as a mouse
    }

private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void aSignatureIsDrawnSavedAndShown()
    {
        World world;
        QVERIFY(world.ready());
        QVERIFY(!action(world.page.chrome(), u"use"_s)->enabled);
        shoot(world.page, u"signature-empty"_s);
        world.sign();
        QVERIFY(action(world.page.chrome(), u"use"_s)->enabled);
        QCOMPARE(world.pad().signature()->strokes.size(), 3);
        QVERIFY(!world.pad().signature()->hasPressure);
        shoot(world.page, u"signature-drawn"_s);
        world.use();
        QTRY_COMPARE(world.went.size(), 1);
        QCOMPARE(world.went[0][0].toString(), u"next"_s);
        QTRY_VERIFY(world.saved().signature());
        QCOMPARE(world.saved().signature()->device, u"mouse"_s);
        const Sample kept = world.counter.store.samples.at(world.saved().signature()->id);
        QCOMPARE(readSignaturePicture(kept.bytes)->strokes.size(), 3);
        world.page.leave();
        world.page.enter();
        QVERIFY(action(world.page.chrome(), u"next"_s)->enabled);
        QVERIFY(!world.counter.desk.signature().isNull());
        shoot(world.page, u"signature-saved"_s);
        // What is saved stays until there is something else.
        world.page.trigger(u"again"_s);
        QVERIFY(!action(world.page.chrome(), u"use"_s)->enabled);
        QVERIFY(world.saved().signature());
        const SampleId first = world.saved().signature()->id;
        world.draw({{300, 100}, {400, 140}, {500, 100}});
        world.use();
        QTRY_VERIFY(world.saved().signature()->id != first);
    }

    void aPenBringsItsPressureAndTime()
    {
        World world;
        QVERIFY(world.ready());
        pen(world.pad(), QEvent::TabletPress, {100, 100}, 0.25);
        for (int i = 1; i <= 20; ++i)
            pen(world.pad(), QEvent::TabletMove, {100.0 + 8 * i, 100}, 0.25 + i / 40.0);
        pen(world.pad(), QEvent::TabletRelease, {260, 100}, 0);
        const Signature signature = world.pad().signature().value();
        QVERIFY(signature.hasPressure);
        QCOMPARE(world.pad().pen(), PenKind::Pen);
        QCOMPARE(world.pad().deviceName(), u"Test tablet"_s);
        QCOMPARE(signature.strokes.size(), 1);
        QCOMPARE(signature.strokes[0].size(), 21);
        QCOMPARE(signature.strokes[0][0].pressure, qRound(0.25 * 65535));
        QCOMPARE(signature.strokes[0][20].pressure, qRound(0.75 * 65535));
        QCOMPARE(signature.strokes[0][0].at, 0);
        for (int i = 1; i <= 20; ++i)
            QVERIFY(signature.strokes[0][i].at >= signature.strokes[0][i - 1].at);
        // One stroke of the mouse, and the whole has no pressure to speak of.
        world.draw({{300, 100}, {360, 120}});
        QVERIFY(!world.pad().signature()->hasPressure);
        QCOMPARE(world.pad().signature()->strokes[0][0].pressure, 0);
    }

    void theFieldIsWhatIsWrittenOn()
    {
        World world;
        QVERIFY(world.ready());
        // Out of the field and back in: two strokes, nothing outside.
        const int edge = world.pad().field().bottom();
        world.draw(
            {{100, edge - 40}, {120, edge - 10}, {140, edge + 20}, {160, edge - 10}, {180, edge - 40}});
        const Signature signature = world.pad().signature().value();
        QCOMPARE(signature.strokes.size(), 2);
        // Beginning outside writes nothing.
        world.draw({{100, edge + 30}, {100, edge + 40}});
        QCOMPARE(world.pad().signature()->strokes.size(), 2);
        // Upwards is more, from the lower edge.
        QVERIFY(signature.strokes[0][0].y > 0);
        QVERIFY(signature.strokes[0][0].y < signature.field.height() / 2);
    }

    void strokesAndClearingAreUndone()
    {
        World world;
        QVERIFY(world.ready());
        world.sign();
        QTest::keyClick(&world.page, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(world.pad().signature()->strokes.size(), 2);
        QTest::keyClick(&world.page, Qt::Key_Delete);
        QVERIFY(world.pad().isEmpty());
        QTest::keyClick(&world.page, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(world.pad().signature()->strokes.size(), 2);
        QCOMPARE(world.pad().signature()->strokes[0][0].at, 0);
    }

    void notSignedIsAnAnswer()
    {
        World world;
        QVERIFY(world.ready());
        world.sign(); // a trial that is given up
        QTest::keyClick(&world.page, Qt::Key_F8);
        shoot(world.page, u"signature-why-not"_s);
        auto *reason = world.page.findChild<QAbstractButton *>(u"action.reason.hand-unable"_s);
        QVERIFY(reason && reason->isVisible());
        reason->click();
        QTRY_VERIFY(world.saved().notSigned);
        QCOMPARE(world.saved().notSigned->reasonCode, u"hand-unable"_s);
        QTRY_VERIFY(action(world.page.chrome(), u"next"_s));
        QVERIFY(world.pad().isEmpty());
        shoot(world.page, u"signature-none"_s);
        // Taken back by the same key that undoes a stroke.
        QTest::keyClick(&world.page, Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!world.saved().notSigned);
        QTRY_VERIFY(action(world.page.chrome(), u"use"_s));
    }

    void nobodySeesTheStrokesOfAnother()
    {
        World world;
        QVERIFY(world.ready());
        world.sign();
        world.counter.desk.close();
        QVERIFY(world.pad().isEmpty());
        QVERIFY(!world.pad().canUndo());
    }

    void veryLittleIsAQuestionNotARefusal()
    {
        World world;
        QVERIFY(world.ready());
        world.draw({{300, 200}, {302, 201}});
        const auto *facts = world.page.findChild<QLabel *>(u"signature.facts"_s);
        QVERIFY(facts->text().contains(isolatedCount(1)));
        const QString little = facts->text();
        world.sign();
        QVERIFY(facts->text() != little);
        QVERIFY(action(world.page.chrome(), u"use"_s)->enabled);
    }

    void reviewAndConcernsSayIt()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        const FingerPolicy policy;
        const auto aboutSignature = [&](const Enrolment &one) {
            QString text;
            for (const Concern &concern : concernsOf(one, policy))
                if (concern.kind == Concern::Kind::Signature)
                    text += concern.detail.english;
            return text;
        };
        Enrolment one = counter.desk.enrolment();
        QCOMPARE(aboutSignature(one), QString());
        ReviewPage review(counter.desk);
        review.resize(1110, 590);
        review.show();
        review.enter();
        const auto *box = review.findChild<PictureBox *>(u"review.signature"_s);
        QTRY_VERIFY(box->isVisible() && !box->picture().isNull());
        shoot(review, u"review"_s);
        one.samples.removeIf([](const SampleInfo &s) { return s.kind == SampleKind::ApplicantSignature; });
        QVERIFY(aboutSignature(one).contains(u"without a reason"_s));
        one.notSigned = NotSigned{u"declined"_s, {}, {}, {}};
        QCOMPARE(aboutSignature(one), u"Does not want to sign"_s);
    }

private:
    static QString isolatedCount(int count) { return isolated(QString::number(count)); }
};

QTEST_MAIN(TestJourneySignature)
#include "tst_journey_signature.moc"
