#pragma once

#include "../station/stationfakes.h"

#include "sync/sender.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/audit/auditpage.h"
#include "widgets/details/detailspage.h"
#include "widgets/find/findpage.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/gate/firststartpage.h"
#include "widgets/gate/loginpage.h"
#include "widgets/home/homepage.h"
#include "widgets/lock/handoverpage.h"
#include "widgets/people/peoplepage.h"
#include "widgets/people/recoverpage.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/readiness/readinesspage.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"
#include "widgets/sending/sendingpage.h"
#include "widgets/shell/helppage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/signature/signaturepage.h"
#include "widgets/slip/slippage.h"

#include <QPainter>
#include <QTemporaryDir>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// Two pictures of a drawn head, as if just taken.
class TwoPictures : public QuietFace {
    Q_OBJECT
public:
    int manual = 0;
    QList<FaceCandidate> candidates() const override
    {
        QImage picture(350, 450, QImage::Format_RGB32);
        picture.fill(QColor(0xDC, 0xE2, 0xEA));
        QPainter painter(&picture);
        painter.setBrush(QColor(0xC8, 0x93, 0x6C));
        painter.drawEllipse(QPointF(175, 200), 110, 150);
        painter.end();
        QList<FaceCandidate> two;
        for (int i = 0; i < 2; ++i) {
            FaceCandidate one{picture, picture, {}, QDateTime::fromSecsSinceEpoch(1'700'000'000 + i), {}};
            one.judgement.score = {84 - 10 * i, u"indraj-face-1"_s};
            one.judgement.allRequiredMet = true;
            one.judgement.faces = 1;
            one.place = QRect(40, 60, 280, 360);
            two << (i == 0 && cut ? *cut : one);
        }
        return two;
    }
    QStringList profiles() const override { return {u"adult"_s, u"child"_s}; }
    QString profile() const override { return u"adult"_s; }
    std::optional<FaceCandidate> cut; ///< by hand, in the place of the first
    QFuture<QImage> wholePicture(const FaceCandidate &candidate, QSize) const override
    {
        return QtFuture::makeReadyFuture(candidate.image);
    }
    QFuture<FaceCandidate> cutByHand(const FaceCandidate &automatic,
                                     const CropAdjustment &adjustment) const override
    {
        FaceCandidate by = automatic;
        by.adjustment = adjustment;
        by.automatic = std::make_shared<const FaceCandidate>(automatic);
        by.at = automatic.at.addMSecs(1);
        return QtFuture::makeReadyFuture(by);
    }
    void replace(const FaceCandidate &, const FaceCandidate &by) override
    {
        cut = by;
        Q_EMIT candidatesChanged();
    }
};

class IdleSender : public Sender {
    Q_OBJECT
public:
    int asked = 0;
    LineStatus status;
    void start() override { }
    void stop() override { }
    void sendNow() override { ++asked; }
    void setPaused(bool paused) override
    {
        status.paused = paused;
        Q_EMIT lineChanged(status);
    }
    void copyTo(const QString &) override { }
    void takeReceiptsFrom(const QString &) override { }
    void lookAtDisk(const QString &) override { }
    void carryDisk(const QString &) override { }
    void stopCarrying() override { }
    void checkQueue() override { }
    LineStatus line() const override { return status; }
    bool idle = false; ///< nothing was approved yet
    QList<UploadRecord> records() const override
    {
        if (idle)
            return {};
        UploadRecord record;
        record.packet = packet;
        record.token = u"T-010"_s;
        record.size = 4'800'000;
        record.lastFault = UploadFault::Busy;
        record.approvedAt = record.sealedAt = QDateTime::currentDateTimeUtc();
        record.approvedBy = u"in-1"_s;
        record.tries = 1;
        return {record};
    }
    PacketId packet = PacketId::create();
};

/// Every page of the product in its window, an in-charge signed in, one citizen at the counter and one
/// enrolment of an operator to approve.
struct WholeWindow {
    LanguageSwitch language;
    MemoryStore store;
    MemoryAccess access;
    MemoryPeople people;
    MemoryAudit audit;
    MemoryHealth health;
    TwoPictures face;
    QuietFingers fingers;
    TwoCameras cameras;
    IdleSender sender;
    QTemporaryDir folder;
    EnrolmentDesk desk{store, firstCardForm(), allPlaces()};
    StationNames names{{u"NRC Gulzar Chowk"_s, u"این آر سی گلزار چوک"_s}, u"TRN-01"_s, true, {}};
    MainWindow window{names, desk, language};
    LoginPage *login = new LoginPage(access, names);
    LoginPage *lock = new LoginPage(access, names);
    FirstStartPage *first = new FirstStartPage(names);
    ReadinessPage *readiness = new ReadinessPage(health, face, fingers, cameras);
    EnrolmentId citizen;

    static QStringList gates() { return {u"login"_s, u"first"_s, u"lock"_s, u"recover"_s}; }
    static QStringList ofCitizen()
    {
        return {u"photo"_s, u"fingers"_s, u"signature"_s, u"details"_s, u"review"_s, u"signoff"_s, u"slip"_s};
    }
    static QStringList ofStation()
    {
        return {u"home"_s,  u"sending"_s, u"approval"_s, u"readiness"_s, u"people"_s,
                u"audit"_s, u"help"_s,    u"find"_s,     u"handover"_s};
    }
    static QStringList all() { return gates() + ofCitizen() + ofStation(); }

    WholeWindow()
    {
        window.addPage(u"login"_s, login);
        window.addPage(u"first"_s, first);
        window.addPage(u"lock"_s, lock);
        window.addPage(u"recover"_s, new RecoverPage(people, access, names));
        window.addPage(u"home"_s, new HomePage(store, desk));
        window.addPage(u"photo"_s, new PortraitPage(face, desk));
        window.addPage(u"fingers"_s, new FingersPage(fingers, desk));
        window.addPage(u"signature"_s, new SignaturePage(desk));
        window.addPage(u"details"_s, new DetailsPage(desk));
        window.addPage(u"review"_s, new ReviewPage(desk));
        window.addPage(u"signoff"_s, new SignOffPage(desk));
        window.addPage(u"slip"_s, new SlipPage(desk, names.stationId, folder.path()));
        window.addPage(u"sending"_s, new SendingPage(sender));
        window.addPage(u"approval"_s, new ApprovalPage(store, desk));
        window.addPage(u"readiness"_s, readiness);
        window.addPage(u"people"_s, new PeoplePage(people, audit, desk, names.stationId));
        window.addPage(u"audit"_s, new AuditPage(audit, access, desk));
        window.addPage(u"help"_s, new HelpPage);
        window.addPage(u"find"_s, new FindPage(store, desk));
        window.addPage(u"handover"_s, new HandOverPage(store, desk));
        first->showCredentials({{access.entries.first().actor, u"amber field quiet lamp"_s}});
        lock->setLocked(LockedWork{access.entries.first().actor, u"T-014"_s});
        LineStatus line;
        line.online = true;
        line.unsent = 3;
        window.setLine(line);
        readiness->setLine(line);
        makeEnrolments();
        window.show();
        window.resize(1366, 768);
        QApplication::setActiveWindow(&window);
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not become active");
    }
    ~WholeWindow() { language.setLanguage(Language::English); }

    void makeEnrolments()
    {
        for (const auto state :
             {EnrolmentState::Draft, EnrolmentState::Returned, EnrolmentState::AwaitingApproval}) {
            Enrolment one;
            one.id = EnrolmentId::create();
            one.token = u"T-0%1"_s.arg(store.content.size() + 10);
            one.state = state;
            one.step = u"details"_s;
            one.service = u"first-card"_s;
            one.capturedBy = u"op-1"_s;
            one.fields = {{u"name.en"_s, u"Sadia Noreen"_s}, {u"name.ur"_s, u"سعدیہ نورین"_s}};
            one.createdAt = one.savedAt = QDateTime::currentDateTimeUtc();
            store.content[one.id] = one;
            if (state == EnrolmentState::Draft)
                citizen = one.id;
        }
    }
    void show(const QString &key)
    {
        const Actor inCharge = people.all.first().actor;
        desk.setActor(inCharge);
        window.setActor(gates().contains(key) ? std::optional<Actor>() : inCharge);
        if (ofCitizen().contains(key)) {
            if (!desk.hasEnrolment())
                desk.open(citizen);
            QVERIFY(QTest::qWaitFor([this] { return desk.hasEnrolment(); }));
        }
        window.showPage(key);
        settle();
        if (key == u"photo"_s) {
            Q_EMIT face.frame(QImage(640, 360, QImage::Format_RGB32), {});
            Q_EMIT face.candidatesChanged();
        } else if (key == u"readiness"_s) {
            Q_EMIT face.frame(QImage(8, 8, QImage::Format_RGB32), {});
            Q_EMIT fingers.scannerChanged(ScannerState::Idle);
        }
        settle();
    }
    /// Answers of the fakes come with the next turns of the event loop.
    void settle()
    {
        for (int turn = 0; turn < 8; ++turn) {
            QCoreApplication::sendPostedEvents();
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
    }
};

} // namespace indraj
