#include "counter.h"

#include "widgets/controls/actionbutton.h"
#include "widgets/controls/banner.h"
#include "widgets/sending/carryrow.h"
#include "widgets/sending/diskrow.h"
#include "widgets/sending/sendingpage.h"
#include "widgets/sending/uploadmodel.h"
#include "widgets/shell/languageswitch.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

/// The page of what is still here, and why. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneySending : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void sendingSaysWhy()
    {
        FakeSender sender;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const UploadFault fault :
             {UploadFault::Busy, UploadFault::None, UploadFault::RefusedByCentral}) {
            UploadRecord record;
            record.packet = PacketId::create();
            record.token = u"T-0%1"_s.arg(int(fault) + 10);
            record.size = 4'800'000;
            record.committed = fault == UploadFault::Busy ? 3'100'000 : 0;
            record.lastFault = fault;
            record.approvedAt = record.sealedAt = now.addSecs(-300);
            record.approvedBy = u"su-1"_s;
            record.tries = 3;
            record.lastTryAt = now;
            record.requestId = u"5f3a9c0e11d2b7a4"_s;
            if (fault == UploadFault::Busy)
                record.notBefore = now.addSecs(120);
            sender.all << record;
        }
        sender.all << sender.all.first();
        sender.all.last().packet = PacketId::create();
        sender.all.last().state = EnrolmentState::Erased;
        sender.all.last().receivedAt = sender.all.last().erasedAt = now;
        SendingPage page(sender);
        page.resize(790, 600);
        page.show();
        page.enter();
        page.trigger(u"needed"_s);
        const QString needed = page.toDoText();
        QVERIFY(!needed.isEmpty());
        QCOMPARE(page.model()->firstNeedingPerson(), 0);
        QSignalSpy moved(&page, &Page::chromeChanged);
        Q_EMIT sender.recordsChanged();
        QVERIFY(moved.count() > 0);
        QCOMPARE(page.toDoText(), needed); // what was chosen stays chosen
        shoot(page, u"sending"_s);
        page.sidePanel()->resize(320, 660);
        page.sidePanel()->show();
        shoot(*page.sidePanel(), u"sending-side"_s);
        page.trigger(u"retry"_s);
        QCOMPARE(sender.asked, 1);
        QVERIFY(uploadDetails(sender.all.first()).contains(u"5f3a9c0e11d2b7a4"_s));
        QVERIFY(uploadDetails(UploadRecord()).isEmpty());
        const auto pauseText = [&page] {
            const auto actions = page.chrome().end;
            const auto pause = std::find_if(actions.cbegin(), actions.cend(),
                                            [](const ActionSpec &action) { return action.id == u"pause"_s; });
            return pause == actions.cend() ? QString() : pause->text;
        };
        const QString offered = pauseText();
        QVERIFY(!offered.isEmpty());
        page.trigger(u"pause"_s);
        QVERIFY(sender.status.paused);
        QVERIFY(pauseText() != offered);
        shoot(page, u"sending-paused"_s);
        page.trigger(u"pause"_s);
        QVERIFY(!sender.status.paused);
    }

    /// Of each state of the line its own words, and none where all is well.
    void theStateOfTheLineIsSaid()
    {
        FakeSender sender;
        UploadRecord waiting;
        waiting.packet = PacketId::create();
        waiting.state = EnrolmentState::Sealed;
        waiting.size = 4'800'000;
        sender.all = {waiting};
        SendingPage page(sender);
        page.resize(790, 600);
        page.show();
        page.enter();
        const auto *notice = page.findChild<Banner *>();
        QVERIFY(notice);
        const auto said = [&](const LineStatus &status) {
            sender.status = status;
            Q_EMIT sender.lineChanged(status);
            return notice->isVisibleTo(&page) ? notice->text() : QString();
        };
        LineStatus well;
        well.online = true;
        well.reconciliation.agreement = Agreement::Agrees;
        QCOMPARE(said(well), QString());
        LineStatus offline = well, stranger = well, capped = well, paused = well, gap = well, fork = well;
        offline.online = stranger.online = false;
        stranger.lastFault = UploadFault::NotCentral;
        capped.capReached = true;
        capped.dayCap = 250'000'000;
        paused.paused = true;
        gap.reconciliation.agreement = Agreement::Gap;
        gap.reconciliation.lost = {7, 8};
        fork.reconciliation.agreement = Agreement::Fork;
        QSet<QString> texts;
        for (const LineStatus &status : {offline, stranger, capped, paused, gap, fork})
            texts.insert(said(status));
        QCOMPARE(texts.size(), 6);
        QVERIFY(!texts.contains(QString()));
        QVERIFY(said(gap).contains(u"7"_s) && said(gap).contains(u"2"_s));
        QVERIFY(said(capped).contains(u"250"_s));
        gap.paused = true;
        gap.online = false;
        QVERIFY(said(gap).contains(u"7"_s)); // what is lost is said before what waits
    }

    void centralsDecisionsAreSaid()
    {
        FakeSender sender;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QList<std::pair<CentralVerdict, QString>> verdicts{
            {CentralVerdict::Accepted, {}},
            {CentralVerdict::Duplicate, u"registered-before"_s},
            {CentralVerdict::Rejected, u"not-eligible"_s},
            {CentralVerdict::NeedsCorrection, u"name-unclear"_s},
            {CentralVerdict::NeedsCorrection, u"photo-poor"_s}};
        for (const auto &[verdict, reason] : verdicts) {
            UploadRecord record;
            record.packet = PacketId::create();
            record.token = u"T-0%1"_s.arg(sender.all.size() + 21);
            record.state = EnrolmentState::Erased;
            record.size = record.committed = 4'800'000;
            record.approvedAt = record.sealedAt = now.addSecs(-90000);
            record.receivedAt = record.erasedAt = now.addSecs(-80000);
            record.decision
                = CentralDecision{sender.all.size() + 1, record.packet, verdict, reason, {}, {}, now};
            sender.all << record;
        }
        sender.all[3].decision->fields = QStringList{u"name.en"_s, u"photo"_s};
        sender.all[3].decision->note = u"دادا کا نام بھی درکار ہے"_s;
        sender.all[4].correction = EnrolmentId::create(); // begun already
        SendingPage page(sender);
        const auto form = parseFormSpec(resource(u"forms/first-card.json"_s));
        const auto reasons = parseReasonWords(resource(u"reasons/central.json"_s));
        QVERIFY(form && reasons);
        page.setTexts(decisionTexts(*reasons, *form));
        page.resize(790, 600);
        page.show();
        page.enter();
        QCOMPARE(page.model()->rowOf(sender.all[3].packet), 0); // what needs a person stands first
        page.trigger(u"needed"_s);
        QVERIFY(page.whyText().contains(sender.all[3].decision->note));
        QVERIFY(!page.toDoText().isEmpty());
        QVERIFY(action(page.chrome(), u"correct"_s));
        QSignalSpy asked(&page, &Page::navigate);
        page.trigger(u"correct"_s);
        QCOMPARE(asked.takeFirst().first().toString(), u"correct:"_s + sender.all[3].packet.toString());
        shoot(page, u"sending-decided"_s);
        page.sidePanel()->resize(320, 660);
        page.sidePanel()->show();
        shoot(*page.sidePanel(), u"sending-decided-side"_s);
        QSet<QString> said;
        for (const UploadRecord &record : std::as_const(sender.all)) {
            const WhyHere why = whatBecameOf(record, now, decisionTexts(*reasons, *form));
            QVERIFY(!why.happened.english.isEmpty() && !why.happened.urdu.isEmpty());
            said.insert(why.happened.english);
        }
        QCOMPARE(said.size(), sender.all.size());
        QVERIFY(!needsSomebody(sender.all[4], now) && needsSomebody(sender.all[3], now));
        // Nothing is begun that this station has no form for.
        QList<UploadRecord> records = sender.all;
        const PacketId asks = records[3].packet;
        records[3].service = form->id;
        QCOMPARE(correctionVersion(records, asks, *form).value(), form->version);
        records[3].service = u"a-service-of-old"_s;
        const auto unknown = correctionVersion(records, asks, *form);
        QVERIFY(!unknown && unknown.error().contains(u"a-service-of-old"_s));
        QCOMPARE(correctionVersion({}, asks, *form).value(), 0);
        sender.all = {sender.all[0]};
        Q_EMIT sender.recordsChanged();
        QVERIFY(!action(page.chrome(), u"correct"_s));
    }

    void sendingGoesByDiskToo()
    {
        FakeSender sender;
        DiskRow row(sender);
        row.resize(790, 44);
        row.setAskFolder(
            [](QWidget *, const QString &title, const std::function<void(const QString &)> &chosen) {
                QVERIFY(!title.isEmpty());
                chosen(u"/media/disk"_s);
            });
        row.copy();
        QCOMPARE(sender.copiedTo, u"/media/disk"_s);
        auto *button = row.findChild<QAbstractButton *>();
        QVERIFY(!button->isEnabled()); // one at a time
        Q_EMIT sender.mediaProgress(4, 6);
        QVERIFY(row.result().contains(u"4"_s) && row.result().contains(u"6"_s));
        QVERIFY(!button->isEnabled());
        MediaReport report;
        report.packets = 3;
        Q_EMIT sender.mediaDone(report);
        QVERIFY(button->isEnabled() && row.result().contains(u"3"_s));
        row.take();
        QCOMPARE(sender.takenFrom, u"/media/disk"_s);
        QSet<QString> said{row.result()};
        for (int fault = int(MediaFault::NothingToSend); fault <= int(MediaFault::Cancelled); ++fault) {
            report.fault = MediaFault(fault);
            Q_EMIT sender.mediaDone(report);
            QVERIFY2(!row.result().isEmpty() && !said.contains(row.result()), qPrintable(row.result()));
            said.insert(row.result());
        }
    }

    void anotherStationsDiskIsSentOn()
    {
        FakeSender sender;
        sender.status.online = true;
        SendingPage page(sender);
        page.resize(790, 600);
        page.show();
        page.enter();
        CarryRow &row = *page.carry();
        row.setAskFolder(
            [](QWidget *, const QString &title, const std::function<void(const QString &)> &chosen) {
                QVERIFY(!title.isEmpty());
                chosen(u"/media/disk"_s);
            });
        const auto button = [&row](const char *id) {
            return row.findChild<QAbstractButton *>(u"action.sending."_s + QLatin1StringView(id));
        };
        button("carry")->setFocus();
        QTest::keyClick(button("carry"), Qt::Key_Space);
        QCOMPARE(sender.lookedAt, u"/media/disk"_s);
        QVERIFY(button("carryStop")->isVisibleTo(&page) && !button("carry")->isVisibleTo(&page));
        CarryPreview preview{
            CarryFault::None, u"/media/disk/indraj-VAN-07-x"_s, u"VAN-07"_s, 12, 31'400'000, 3};
        Q_EMIT sender.diskSeen(preview);
        for (const QString &part : {u"VAN-07"_s, u"12"_s, u"31.4"_s, u"3"_s})
            QVERIFY2(row.result().contains(part), qPrintable(row.result()));
        shoot(page, u"sending-carry"_s);
        // The keys stay in the row: Space goes on with what is offered next.
        QCOMPARE(page.focusWidget(), button("carryBegin"));
        QTest::keyClick(button("carryBegin"), Qt::Key_Space);
        QCOMPARE(sender.carriedFrom, preview.folder);
        Q_EMIT sender.carryProgress({4, 12, 11'000'000, 31'400'000, UploadFault::None, {}});
        QVERIFY(row.result().contains(u"11.0"_s) && row.result().contains(u"4"_s));
        shoot(page, u"sending-carrying"_s);
        const QString going = row.result();
        Q_EMIT sender.carryProgress(
            {4, 12, 11'000'000, 31'400'000, UploadFault::NoConnection, QDateTime::currentDateTimeUtc()});
        QVERIFY(row.result() != going); // it says that it waits, and until when
        QTest::keyClick(button("carryStop"), Qt::Key_Space);
        QCOMPARE(sender.carryStops, 1);
        Q_EMIT sender.carried({CarryFault::None, u"VAN-07"_s, 12, 0});
        QVERIFY(button("carry")->isVisibleTo(&page));
        QSet<QString> said{row.result()};
        Q_EMIT sender.carried({CarryFault::None, u"VAN-07"_s, 10, 2});
        QVERIFY(!said.contains(row.result()));
        preview.atCentral = -1;
        Q_EMIT sender.diskSeen(preview);
        said.insert(row.result());
        for (int fault = int(CarryFault::NotADisk); fault <= int(CarryFault::Stopped); ++fault) {
            Q_EMIT sender.carried({CarryFault(fault), {}});
            QVERIFY2(!row.result().isEmpty() && !said.contains(row.result()), qPrintable(row.result()));
            said.insert(row.result());
        }
    }

    /// After a restart: it is said that the disk is not there, and that it goes on when it is.
    void anUnfinishedDiskGoesOn_data()
    {
        QTest::addColumn<bool>("urdu");
        QTest::newRow("en") << false;
        QTest::newRow("ur") << true;
    }
    void anUnfinishedDiskGoesOn()
    {
        QFETCH(bool, urdu);
        LanguageSwitch language;
        language.setLanguage(urdu ? Language::Urdu : Language::English);
        const auto english = qScopeGuard([&language] { language.setLanguage(Language::English); });
        FakeSender sender;
        sender.status.online = true;
        sender.status.awaitedDisk = u"VAN-07"_s;
        SendingPage page(sender); // made after it was said
        page.resize(1110, 640);
        page.show();
        page.enter();
        CarryRow &row = *page.carry();
        const auto button = [&row](const char *id) {
            return row.findChild<QAbstractButton *>(u"action.sending."_s + QLatin1StringView(id));
        };
        QVERIFY(row.result().contains(u"VAN-07"_s));
        QVERIFY(button("carry")->isVisibleTo(&page) && button("carryStop")->isVisibleTo(&page));
        const QString suffix = urdu ? u"-ur"_s : u"-en"_s;
        shoot(page, u"sending-awaited"_s + suffix);
        // Another disk that is no copy: that is said, and not overwritten by the next news of the line.
        row.setAskFolder([](QWidget *, const QString &, const std::function<void(const QString &)> &chosen) {
            chosen(u"/media/other"_s);
        });
        row.choose();
        CarryPreview none;
        none.fault = CarryFault::NotADisk;
        Q_EMIT sender.diskSeen(none);
        const QString said = row.result();
        Q_EMIT sender.lineChanged(sender.status);
        QCOMPARE(row.result(), said);
        sender.status.awaitedDisk.clear();
        Q_EMIT sender.lineChanged(sender.status);
        CarryProgress now{4, 12, 11'000'000, 31'400'000, UploadFault::None, {}, u"VAN-07"_s, true};
        Q_EMIT sender.carryProgress(now);
        QVERIFY(row.result().contains(u"VAN-07"_s) && row.result().contains(u"11.0"_s));
        QVERIFY(!button("carry")->isVisibleTo(&page) && button("carryStop")->isVisibleTo(&page));
        shoot(page, u"sending-resumed"_s + suffix);
        // Pulled out: then it is awaited, and a person may give it up.
        Q_EMIT sender.carried({CarryFault::DiskGone, u"VAN-07"_s});
        sender.status.awaitedDisk = u"VAN-07"_s;
        Q_EMIT sender.lineChanged(sender.status);
        QVERIFY(row.result().contains(u"VAN-07"_s) && button("carryStop")->isVisibleTo(&page));
        button("carryStop")->click();
        QCOMPARE(sender.carryStops, 1);
        sender.status.awaitedDisk.clear();
        Q_EMIT sender.lineChanged(sender.status);
        Q_EMIT sender.carried({CarryFault::Stopped, {}});
        QVERIFY(!row.result().isEmpty() && !button("carryStop")->isVisibleTo(&page));
    }

    void whyIsSaidForEveryFault()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        UploadRecord record;
        record.size = 4'800'000;
        record.committed = 3'100'000;
        record.lastFault = UploadFault::NotCentral;
        QVERIFY(whyStillHere(record, now).needsPerson);
        record.lastFault = UploadFault::Busy;
        const WhyHere busy = whyStillHere(record, now);
        QVERIFY(!busy.needsPerson);
        QVERIFY(busy.happened.english.contains(u"64 %"_s));
        record.receivedAt = record.erasedAt = now;
        QVERIFY(uploadTimeline(record, [](const QString &id) { return id; }).last().state
                == TimelineView::Entry::State::Done);
    }
};

QTEST_MAIN(TestJourneySending)
#include "tst_journey_sending.moc"
