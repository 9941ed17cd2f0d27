// The choice of the camera's format: on the readiness page, under the camera, and beside the live picture;
// and the page that tests its picture. INDRAJ_SHOTS=DIR keeps pictures.
#include "fakemodes.h"
#include "stationfakes.h"
#include "widgets/portrait/modechoice.h"
#include "widgets/portrait/tunepanel.h"
#include "widgets/readiness/cameratestpage.h"
#include "widgets/readiness/readinesspage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const StationNames station{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};

/// Without the marks around numbers that nobody sees.
QString plain(QString text)
{
    static const QRegularExpression isolates(u"[\\x{2066}-\\x{2069}]"_s);
    return text.remove(isolates).replace(QChar::Nbsp, u' ');
}

/// The readiness page in its window, an operator at work.
struct Stage {
    LanguageSwitch language;
    MemoryStore store;
    MemoryHealth health;
    QuietFace face;
    QuietFingers fingers;
    TwoCameras cameras;
    FakeModes modes;
    EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
    MainWindow window{station, desk, language};
    ReadinessPage *page = new ReadinessPage(health, face, fingers, cameras);

    Stage()
    {
        window.addPage(u"readiness"_s, page);
        page->offerModes(modes);
        page->offerPictureTest({});
        page->offerOldDrafts();
        const Actor operatorAtWork{u"op-1"_s, Role::Operator, u"Nadia Jamil"_s, u"نادیہ جمیل"_s};
        desk.setActor(operatorAtWork);
        window.setActor(operatorAtWork);
        window.show();
        window.resize(1366, 768);
        window.showPage(u"readiness"_s);
    }
    ~Stage() { language.setLanguage(Language::English); }
    QComboBox *box() { return page->sidePanel()->findChild<QComboBox *>(u"field.cameraformat"_s); }
    QString hint() { return plain(page->sidePanel()->findChild<ModeChoice *>()->hint()); }
    void pick(int index)
    {
        box()->setCurrentIndex(index);
        Q_EMIT box()->activated(index);
    }
    void settle()
    {
        int turns = 0;
        for (int turn = 0; turn < 6; ++turn)
            (void)QTest::qWaitFor([&turns] { return ++turns % 2 == 0; }, 20);
    }
};

/// One control only, so that there is something beside the formats.
class OneControl : public CameraTune {
    Q_OBJECT
public:
    QList<CameraControl> controls() const override
    {
        return {{CameraControlId::Mirror, true, 0, 0, 1, 1, 0, true}};
    }
    void set(CameraControlId, int) override { }
    void reset() override { }
};

/// A test of the camera that sees what it is told.
class ToldCheck : public CameraCheck {
    Q_OBJECT
public:
    bool running = false;
    void start() override { running = true; }
    void stop() override { running = false; }
};

QString lacksRoom(const QWidget &within)
{
    for (const QLabel *label : within.findChildren<QLabel *>()) {
        if (!label->isVisible() || label->text().isEmpty() || !label->pixmap().isNull())
            continue;
        const bool cut = label->wordWrap() ? label->heightForWidth(label->width()) > label->height() + 2
                                           : label->sizeHint().width() > label->width();
        if (cut)
            return label->text();
    }
    return {};
}

} // namespace

class StationCameraTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void theFormatsAreSaidInPlainWords()
    {
        Stage stage;
        QCOMPARE(stage.box()->count(), 1); // nothing is known of this camera yet
        QVERIFY(!stage.box()->isEnabled());
        QVERIFY(!stage.hint().isEmpty());
        stage.modes.start();
        QCOMPARE(stage.box()->count(), 5);
        QVERIFY(stage.box()->isEnabled());
        QCOMPARE(stage.box()->itemText(0), u"Best (chosen by the station)"_s);
        QCOMPARE(stage.box()->currentIndex(), 0);
        QCOMPARE(plain(stage.box()->itemText(3)), u"1280 × 720, 7.5/s, raw"_s);
        QCOMPARE(plain(modeWords(FakeModes::format("2592x1944@15/1 jpeg"))),
                 u"2592 × 1944, 15 a second, compressed (JPEG)"_s);
        QCOMPARE(plain(modeWords(FakeModes::format("1280x720@15/2 raw"))),
                 u"1280 × 720, 7.5 a second, uncompressed"_s);
        QVERIFY(stage.hint().contains(u"2592 × 1944"_s)); // in which it runs
        stage.modes.now->offered.clear();
        stage.modes.now->used.reset();
        Q_EMIT stage.modes.changed();
        QVERIFY(!stage.box()->isEnabled()); // one format: nothing to choose
    }

    void aChosenFormatIsWantedAndTried()
    {
        Stage stage;
        stage.modes.start();
        Q_EMIT stage.face.frame(QImage(8, 8, QImage::Format_RGB32), {});
        QVERIFY(!stage.face.running);
        stage.pick(2);
        QCOMPARE(stage.modes.wish, FakeModes::format("1920x1080@30/1 jpeg"));
        QVERIFY(stage.face.running); // it is seen at once whether it works
        stage.modes.start();
        QCOMPARE(stage.box()->currentIndex(), 2);
        QVERIFY(stage.hint().contains(u"1920 × 1080"_s));
        stage.pick(2); // the same again is no new wish
        QCOMPARE(stage.modes.wishes, 1);
        stage.pick(0);
        QVERIFY(!stage.modes.wish);
    }

    void aFormatThatIsNotHadIsToldAndStaysChosen_data()
    {
        QTest::addColumn<bool>("gone");
        QTest::newRow("gone") << true;
        QTest::newRow("no picture") << false;
    }
    void aFormatThatIsNotHadIsToldAndStaysChosen()
    {
        QFETCH(bool, gone);
        Stage stage;
        const CameraFormat wish = FakeModes::format(gone ? "3264x2448@10/1 jpeg" : "1920x1080@30/1 jpeg");
        stage.modes.wish = wish;
        stage.modes.start(&wish, gone);
        QCOMPARE(stage.box()->currentData().toString(), wish.toText());
        QCOMPARE(stage.box()->count(), gone ? 6 : 5);
        QVERIFY(stage.hint().contains(gone ? u"does not offer"_s : u"gave no picture"_s));
        QVERIFY(stage.hint().contains(u"2592 × 1944"_s)); // what it runs with instead
        stage.pick(0);
        QVERIFY(!stage.modes.wish);
        stage.modes.start();
        QVERIFY(stage.hint().contains(u"Now"_s) && !stage.hint().contains(u"offer"_s));
    }

    void aCameraThatIsGoneRunsInNoFormat()
    {
        Stage stage;
        stage.modes.start();
        QVERIFY(stage.hint().contains(u"2592 × 1944"_s));
        stage.modes.fall();
        QVERIFY(stage.hint().contains(u"no picture"_s) && !stage.hint().contains(u"2592"_s));
        QVERIFY(stage.box()->isEnabled()); // what it offers is still known
        stage.modes.start();
        QVERIFY(stage.hint().contains(u"2592 × 1944"_s));
    }

    void keysReachAndChangeTheFormat()
    {
        Stage stage;
        stage.modes.start();
        auto *camera = stage.page->sidePanel()->findChild<QComboBox *>(u"field.camera"_s);
        QVERIFY(QTest::qWaitForWindowActive(&stage.window));
        camera->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(camera->hasFocus());
        QTest::keyClick(camera, Qt::Key_Tab);
        QTRY_VERIFY(stage.box()->hasFocus());
        QVERIFY(!stage.box()->accessibleName().isEmpty());
        QTest::keyClick(stage.box(), Qt::Key_Down);
        QCOMPARE(stage.modes.wish, FakeModes::format("2592x1944@15/1 jpeg"));
        QVERIFY(stage.box()->hasFocus()); // the list is made anew, the keys stay where they are
    }

    void itFitsInBothLanguages_data()
    {
        QTest::addColumn<bool>("gone");
        QTest::addColumn<bool>("silent");
        QTest::newRow("as wished") << false << false;
        QTest::newRow("gone") << true << false;
        QTest::newRow("silent") << false << true;
    }
    void itFitsInBothLanguages()
    {
        QFETCH(bool, gone);
        QFETCH(bool, silent);
        Stage stage;
        const CameraFormat wish = FakeModes::format("3264x2448@10/1 jpeg");
        if (gone)
            stage.modes.wish = wish;
        stage.modes.start(gone ? &wish : nullptr, gone);
        Q_EMIT stage.face.frame(QImage(8, 8, QImage::Format_RGB32), {});
        if (silent)
            stage.modes.fall();
        Q_EMIT stage.fingers.scannerChanged(ScannerState::Idle);
        for (const Language language : {Language::English, Language::Urdu}) {
            stage.language.setLanguage(language);
            stage.settle();
            shoot(stage.window,
                  (gone         ? u"format-gone"_s
                       : silent ? u"format-silent"_s
                                : u"format"_s)
                      + tail(language));
            QCOMPARE(stage.window.size(), QSize(1366, 768));
            QCOMPARE(lacksRoom(*stage.page->sidePanel()), QString());
            if (language == Language::Urdu)
                QVERIFY(!stage.hint().remove(u"JPEG"_s).contains(QRegularExpression(u"[a-zA-Z]"_s)));
        }
    }

    void besideTheLivePicture()
    {
        LanguageSwitch language;
        QWidget page;
        page.resize(1100, 560);
        OneControl control;
        FakeModes modes;
        TunePanel panel(control, &page);
        panel.offerModes(modes);
        page.show();
        modes.start();
        panel.open();
        auto *box = panel.findChild<QComboBox *>(u"field.cameraformat"_s);
        QVERIFY(box->isVisible());
        for (const Language each : {Language::English, Language::Urdu}) {
            language.setLanguage(each);
            const CameraFormat wish = FakeModes::format("3264x2448@10/1 jpeg");
            modes.start(&wish, true);
            int turns = 0;
            for (int turn = 0; turn < 6; ++turn)
                (void)QTest::qWaitFor([&turns] { return ++turns % 2 == 0; }, 20);
            QVERIFY(panel.findChild<QCheckBox *>()->isVisible());
            QTRY_COMPARE(lacksRoom(panel), QString());
            QTRY_VERIFY(panel.height() >= panel.sizeHint().height());
            shoot(page, u"tune"_s + tail(each));
        }
        language.setLanguage(Language::English);
        box->setCurrentIndex(1);
        Q_EMIT box->activated(1);
        QCOMPARE(modes.wish, FakeModes::format("2592x1944@15/1 jpeg"));
        QTest::keyClick(&panel, Qt::Key_Escape);
        QVERIFY(panel.isHidden());
    }

    void theCameraTestSaysWhatIsSeenAsItIsSeen()
    {
        LanguageSwitch language;
        ToldCheck check;
        CameraTestPage page(check);
        QSignalSpy tested(&page, &CameraTestPage::tested);
        page.enter();
        QVERIFY(check.running);
        const auto kinds = [&page] {
            QList<MessageKind> all;
            for (const ReadinessLine &line : page.lines())
                all << line.kind;
            return all;
        };
        QCOMPARE(kinds(), QList<MessageKind>(3, MessageKind::Neutral)); // not seen is not good
        CameraTestResult result;
        result.sharpness = CameraTestGrade::Poor;
        result.mtf50 = 0.05;
        Q_EMIT check.looked(result);
        QCOMPARE(kinds(),
                 QList<MessageKind>({MessageKind::Error, MessageKind::Neutral, MessageKind::Neutral}));
        QCOMPARE(tested.count(), 0);
        result.grain = CameraTestGrade::Good;
        result.grainLevels = 1.2;
        result.colour = CameraTestGrade::Fair;
        result.card = {54, 1, 8};
        Q_EMIT check.looked(result);
        Q_EMIT check.looked(result);
        QCOMPARE(tested.count(), 1); // once it is complete, not with every look
        QCOMPARE(kinds(), QList<MessageKind>({MessageKind::Error, MessageKind::Ok, MessageKind::Warn}));
        QVERIFY(page.lines()[2].value.contains(u"yellow"_s));
        QCOMPARE(cameraTestSummary(result).count(u','), 2);
        language.setLanguage(Language::Urdu);
        for (const ReadinessLine &line : cameraTestLines(result))
            for (const QString &words : {line.title, line.value, line.advice})
                QVERIFY2(!words.isEmpty() && !words.contains(QRegularExpression(u"[a-zA-Z]"_s)),
                         qPrintable(words));
        language.setLanguage(Language::English);
        page.trigger(u"again"_s);
        QCOMPARE(kinds(), QList<MessageKind>(3, MessageKind::Neutral));
        page.leave();
        QVERIFY(!check.running);
    }

private:
    static QString tail(Language language) { return language == Language::Urdu ? u"-ur"_s : u"-en"_s; }
    static void shoot(QWidget &page, const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("INDRAJ_SHOTS"); !folder.isEmpty())
            QVERIFY(page.grab().save(folder + u'/' + name + u".png"_s));
    }
};

QTEST_MAIN(StationCameraTest)
#include "tst_station_camera.moc"
