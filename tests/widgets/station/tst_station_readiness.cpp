#include "stationstage.h"

#include <QComboBox>
#include <QSignalSpy>

/// The page that says how the station is, and what to do about it.
class StationReadinessTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeName::Light); }

    void everyWarningSaysWhatToDo_data()
    {
        using Topic = ReadinessLine::Topic;
        QTest::addColumn<StationWarning>("warning");
        QTest::addColumn<Topic>("topic");
        QTest::addColumn<MessageKind>("kind");
        QTest::newRow("damage") << StationWarning::ContentDamaged << Topic::Disk << MessageKind::Error;
        QTest::newRow("floor") << StationWarning::DiskFloor << Topic::Disk << MessageKind::Error;
        QTest::newRow("low") << StationWarning::DiskLow << Topic::Disk << MessageKind::Warn;
        QTest::newRow("too long") << StationWarning::OfflineTooLong << Topic::Offline << MessageKind::Error;
        QTest::newRow("long") << StationWarning::OfflineLong << Topic::Offline << MessageKind::Warn;
        QTest::newRow("drafts") << StationWarning::DraftsOld << Topic::Drafts << MessageKind::Warn;
        QTest::newRow("recovery") << StationWarning::NoRecovery << Topic::Recovery << MessageKind::Warn;
        QTest::newRow("memory") << StationWarning::MemoryOnDisk << Topic::Chip << MessageKind::Warn;
        QTest::newRow("tpm") << StationWarning::TpmAbsent << Topic::Chip << MessageKind::Warn;
        QTest::newRow("witness") << StationWarning::WitnessMissing << Topic::Disk << MessageKind::Warn;
        QTest::newRow("ballast") << StationWarning::BallastMissing << Topic::Ballast << MessageKind::Warn;
    }
    void everyWarningSaysWhatToDo()
    {
        QFETCH(StationWarning, warning);
        QFETCH(ReadinessLine::Topic, topic);
        QFETCH(MessageKind, kind);
        ReadinessFacts facts;
        facts.health = MemoryHealth().now;
        facts.health->tpm = TpmState::Sealed;
        facts.health->warnings.clear();
        QCOMPARE(lineOf(readinessLines(facts), topic).kind, MessageKind::Ok);
        QVERIFY(firstConcern(*facts.health).isEmpty());
        facts.health->warnings = {warning};
        if (warning == StationWarning::ContentDamaged)
            facts.health->contents = LookState::Damaged;
        if (warning == StationWarning::TpmAbsent)
            facts.health->tpm = TpmState::Absent;
        const ReadinessLine line = lineOf(readinessLines(facts), topic);
        QCOMPARE(line.kind, kind);
        QVERIFY(!line.advice.isEmpty());
        QVERIFY(!firstConcern(*facts.health).isEmpty());
    }

    void whereTheVaultRefusesNobodyIsBegun()
    {
        Stage stage;
        stage.readiness->setBeforeFirst(true);
        stage.window.showPage(u"readiness"_s);
        QTRY_VERIFY(isOffered(*stage.readiness, u"begin"_s)); // warnings alone stop nobody
        for (const StationWarning stop : {StationWarning::DiskFloor, StationWarning::OfflineTooLong}) {
            stage.health.now.warnings = {stop};
            stage.readiness->trigger(u"test"_s);
            QTRY_VERIFY(!isOffered(*stage.readiness, u"begin"_s));
            stage.health.now.warnings = {StationWarning::DiskLow};
            stage.readiness->trigger(u"test"_s);
            QTRY_VERIFY(isOffered(*stage.readiness, u"begin"_s));
        }
        stage.health.now.warnings = {StationWarning::DiskFloor};
        stage.readiness->setBeforeFirst(false); // back to the work that is there
        stage.readiness->trigger(u"test"_s);
        stage.settle();
        QVERIFY(isOffered(*stage.readiness, u"begin"_s));
    }

    void aLineThatIsPaidForSaysWhatIsUsed()
    {
        ReadinessFacts facts;
        facts.line = LineStatus{};
        facts.line->online = true;
        facts.line->dayBytes = 12'400'000;
        const auto advice
            = [&facts] { return lineOf(readinessLines(facts), ReadinessLine::Topic::Central).advice; };
        const QString quiet = advice();
        QVERIFY(!quiet.contains(u"12"_s));
        facts.line->metering = Metering::Metered;
        const QString metered = advice();
        QVERIFY(metered != quiet && metered.contains(u"12"_s));
        facts.line->dayCap = 50'000'000;
        QVERIFY(advice().contains(u"12"_s) && advice().contains(u"50"_s));
        facts.line->metering = Metering::Unknown; // the cap holds then too
        QVERIFY(advice().contains(u"50"_s));
        facts.line->metering = Metering::Unmetered;
        QCOMPARE(advice(), quiet);
    }

    void whatCameDownIsSaidWhereTheLineIs()
    {
        using Topic = ReadinessLine::Topic;
        ReadinessFacts facts;
        facts.line = LineStatus{};
        const ReadinessLine unasked = lineOf(readinessLines(facts), Topic::Central);
        QCOMPARE(unasked.kind, MessageKind::Neutral); // nobody has been asked: not said to be offline
        facts.line->lastFault = UploadFault::NoConnection;
        QCOMPARE(lineOf(readinessLines(facts), Topic::Central).kind, MessageKind::Warn);
        facts.line->lastFault = UploadFault::None;
        facts.line->online = true;
        DownwardReport &down = facts.line->down;
        down.reference = down.inUse = 3;
        const QString quiet = lineOf(readinessLines(facts), Topic::Central).advice;
        down.reference = 4;
        const QString newer = lineOf(readinessLines(facts), Topic::Central).advice;
        QVERIFY(newer != quiet && newer.contains(u"from the next start"_s));
        QCOMPARE(lineOf(readinessLines(facts), Topic::Central).kind, MessageKind::Ok);
        down.reference = 3;
        down.staff.unknown = {u"op-9"_s};
        QVERIFY(lineOf(readinessLines(facts), Topic::Central).advice.contains(u"op-9"_s));
        QSet<QString> said;
        for (const SetFault fault :
             {SetFault::NotSigned, SetFault::NotUsable, SetFault::DiskFull, SetFault::IoFailed}) {
            down.referenceFault = SetError{fault, {}};
            const ReadinessLine line = lineOf(readinessLines(facts), Topic::Central);
            QCOMPARE(line.kind, MessageKind::Warn);
            said.insert(line.advice);
        }
        QCOMPARE(said.size(), 4);
        for (const SetFault fault : {SetFault::NoAnswer, SetFault::Older}) { // mends itself
            down.referenceFault = SetError{fault, {}};
            QCOMPARE(lineOf(readinessLines(facts), Topic::Central).kind, MessageKind::Ok);
        }
        down.staff.heldBack = {u"op-1"_s};
        QVERIFY(lineOf(readinessLines(facts), Topic::Central).advice.contains(u"op-1"_s));
    }

    void readinessTestsTheDevicesAndLetsThemGo()
    {
        Stage stage;
        stage.window.showPage(u"readiness"_s);
        QVERIFY(stage.face.running && stage.fingers.open);
        stage.answerDevices();
        QVERIFY(!stage.face.running); // one picture is enough, and nothing of it is kept
        QCOMPARE(stage.face.cleared, 1);
        using Topic = ReadinessLine::Topic;
        QTRY_COMPARE(lineOf(stage.readiness->lines(), Topic::Disk).kind, MessageKind::Ok);
        QCOMPARE(lineOf(stage.readiness->lines(), Topic::Camera).kind, MessageKind::Ok);
        QCOMPARE(lineOf(stage.readiness->lines(), Topic::Scanner).kind, MessageKind::Ok);
        QCOMPARE(lineOf(stage.readiness->lines(), Topic::Chip).kind, MessageKind::Warn);
        auto *box = stage.readiness->sidePanel()->findChild<QComboBox *>(u"field.camera"_s);
        QCOMPARE(box->count(), 2);
        box->setCurrentIndex(0);
        Q_EMIT box->activated(0);
        QCOMPARE(stage.cameras.now, u"file:training.avi"_s);
        QVERIFY(stage.face.running); // the new one is tested at once
        Q_EMIT stage.face.cameraFailed({DeviceFault::NoDevice, {}, {}});
        QCOMPARE(lineOf(stage.readiness->lines(), Topic::Camera).kind, MessageKind::Error);
        QSignalSpy gone(stage.readiness, &Page::navigate);
        stage.readiness->setBeforeFirst(true);
        stage.readiness->trigger(u"begin"_s);
        QCOMPARE(gone.first().first().toString(), u"new"_s);
        stage.window.showPage(u"home"_s);
        QVERIFY(!stage.fingers.open);
    }

    void whatIsDamagedIsNamed()
    {
        ReadinessFacts facts;
        facts.health = MemoryHealth().now;
        const auto line = [&facts] { return lineOf(readinessLines(facts), ReadinessLine::Topic::Disk); };
        facts.health->contents = LookState::Damaged;
        facts.health->damagedTokens = {u"T-014"_s};
        QVERIFY(line().advice.contains(u"T-014"_s));
        facts.health->damagedTokens = {u"T-014"_s, u"T-015"_s, u"T-016"_s};
        QVERIFY(line().advice.contains(u"T-015"_s) && !line().advice.contains(u"T-016"_s));
        QVERIFY(line().advice.contains(u"others"_s));
        facts.health->tablesHold = false; // then it is no single capture
        QVERIFY(!line().advice.contains(u"T-014"_s));
        facts.health->contents = LookState::Unknown;
        QCOMPARE(line().kind, MessageKind::Warn);
        facts.health->contents = LookState::Looking; // nothing is wrong as yet
        QCOMPARE(line().kind, MessageKind::Ok);
    }

    /// What is found while the page is shown is said without anybody asking.
    void theLookIsWaitedFor()
    {
        Stage stage;
        stage.health.now.contents = LookState::Looking;
        stage.health.now.lookEnded = false;
        stage.window.showPage(u"readiness"_s);
        using Topic = ReadinessLine::Topic;
        QTRY_COMPARE(lineOf(stage.readiness->lines(), Topic::Disk).kind, MessageKind::Ok);
        stage.health.now.contents = LookState::Damaged;
        stage.health.now.damagedTokens = {u"T-014"_s};
        stage.health.now.lookEnded = true;
        stage.health.now.warnings.prepend(StationWarning::ContentDamaged);
        QTRY_COMPARE(lineOf(stage.readiness->lines(), Topic::Disk).kind, MessageKind::Error);
        const int asked = stage.health.asked;
        stage.settle();
        QCOMPARE(stage.health.asked, asked); // ended is ended
        if (const QString shots = qEnvironmentVariable("INDRAJ_SHOTS"); !shots.isEmpty()) {
            stage.answerDevices();
            for (const Language language : {Language::English, Language::Urdu}) {
                stage.language.setLanguage(language);
                stage.settle();
                QVERIFY(
                    stage.window.grab().save(shots + u"/readiness-damage"_s
                                             + (language == Language::Urdu ? u"-ur.png"_s : u"-en.png"_s)));
            }
        }
    }
};

QTEST_MAIN(StationReadinessTest)
#include "tst_station_readiness.moc"
