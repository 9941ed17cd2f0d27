#pragma once

#include "../frame/fakes.h"

#include "capture/facecapture.h"
#include "capture/fingercapture.h"
#include "storage/auditstore.h"
#include "storage/peoplestore.h"
#include "storage/retentionstore.h"
#include "storage/stationhealth.h"
#include "widgets/readiness/cameralook.h"
#include "widgets/theme/tokens.h"

#include <QAbstractButton>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

namespace indraj {

inline std::string textOf(const SecretBytes &secret)
{
    const auto bytes = secret.bytes();
    return {bytes.begin(), bytes.end()};
}

/// The theme of the tests; with INDRAJ_LANGUAGE=ur their pictures are in Urdu. The words that are tested are
/// English.
inline void dressForStation()
{
    applyTheme(*qApp, ThemeName::Light);
    if (qEnvironmentVariable("INDRAJ_LANGUAGE") != QStringLiteral("ur"))
        return;
    for (const auto &file :
         {QStringLiteral(":/i18n/station_ur.qm"), QStringLiteral(":/i18n/journey_ur.qm")}) {
        auto *words = new QTranslator(qApp);
        QVERIFY(words->load(file));
        qApp->installTranslator(words);
    }
    qApp->setLayoutDirection(Qt::RightToLeft);
    applyTheme(*qApp, ThemeName::Light);
}

/// People in memory, with the rules of the seam that the page can meet.
class MemoryPeople : public PeopleStore {
public:
    QList<OperatorEntry> all{
        {{QStringLiteral("in-1"), Role::Supervisor, QStringLiteral("Tariq Mehmood"),
          QStringLiteral("طارق محمود")},
         false},
        {{QStringLiteral("in-2"), Role::Supervisor, QStringLiteral("Shazia Anwar"),
          QStringLiteral("شازیہ انور")},
         false},
        {{QStringLiteral("op-1"), Role::Operator, QStringLiteral("Nadia Jamil"),
          QStringLiteral("نادیہ جمیل")},
         false},
        {{QStringLiteral("op-2"), Role::Operator, QStringLiteral("Bilal Ahmed"), QStringLiteral("بلال احمد")},
         true}};
    QList<PersonProposal> open;
    QString lastPassphrase;
    bool recovery = false;
    QStringList givenShares;

    Answer<QList<OperatorEntry>> people() override { return answered<QList<OperatorEntry>>(all); }
    Answer<QList<PersonProposal>> proposals() override { return answered<QList<PersonProposal>>(open); }
    Answer<PersonProposal> propose(PersonChange change, const Actor &person, SecretBytes passphrase,
                                   const Actor &proposer) override
    {
        lastPassphrase = QString::fromStdString(textOf(passphrase));
        for (const OperatorEntry &entry : std::as_const(all))
            if (change == PersonChange::Add && entry.actor.id == person.id)
                return answered<PersonProposal>(tl::unexpected(failure(StoreFault::Invalid)));
        open.append({QUuid::createUuid().toString(QUuid::WithoutBraces), change, person, proposer.id,
                     QDateTime::currentDateTimeUtc()});
        return answered<PersonProposal>(open.last());
    }
    Answer<Done> confirm(const QString &proposalId, const QString &, SecretBytes passphrase) override
    {
        if (textOf(passphrase) != "blue river stone")
            return answered<Done>(tl::unexpected(failure(StoreFault::WrongPassphrase)));
        const auto found = std::find_if(open.begin(), open.end(),
                                        [&](const PersonProposal &one) { return one.id == proposalId; });
        if (found == open.end())
            return answered<Done>(tl::unexpected(failure(StoreFault::NotFound)));
        carryOut(*found);
        open.erase(found);
        return answered<Done>(Done{});
    }
    Answer<Done> withdraw(const QString &proposalId, const Actor &) override
    {
        open.removeIf([&](const PersonProposal &one) { return one.id == proposalId; });
        return answered<Done>(Done{});
    }
    Answer<bool> hasRecovery() override { return answered<bool>(recovery); }
    Answer<RecoveryShares> makeRecovery(const Actor &, const QString &, SecretBytes passphrase) override
    {
        if (textOf(passphrase) != "blue river stone")
            return answered<RecoveryShares>(tl::unexpected(failure(StoreFault::WrongPassphrase)));
        recovery = true;
        return answered<RecoveryShares>(
            RecoveryShares{QStringLiteral("R-7F3K"),
                           {QStringLiteral("A1B2C-D3E4F-G5H6J-K7L8M-N9P0Q-R1S2T-U3V4W-X5Y6Z-11AAA"),
                            QStringLiteral("B1B2C-D3E4F-G5H6J-K7L8M-N9P0Q-R1S2T-U3V4W-X5Y6Z-22BBB"),
                            QStringLiteral("C1B2C-D3E4F-G5H6J-K7L8M-N9P0Q-R1S2T-U3V4W-X5Y6Z-33CCC")}});
    }
    Answer<Actor> recover(std::vector<SecretBytes> shares, NewOperator supervisor) override
    {
        givenShares.clear();
        for (const SecretBytes &share : shares)
            givenShares << QString::fromStdString(textOf(share));
        if (!givenShares.contains(QStringLiteral("A1")))
            return answered<Actor>(tl::unexpected(failure(StoreFault::WrongPassphrase)));
        lastPassphrase = QString::fromStdString(textOf(supervisor.passphrase));
        return answered<Actor>(supervisor.actor);
    }

private:
    void carryOut(const PersonProposal &proposal)
    {
        if (proposal.change == PersonChange::Add)
            all.append({proposal.person, false});
        for (OperatorEntry &entry : all)
            if (entry.actor.id == proposal.person.id) {
                entry.suspended = proposal.change == PersonChange::Suspend
                    || (entry.suspended && proposal.change != PersonChange::Resume);
                entry.actor.role = proposal.person.role;
            }
        if (proposal.change == PersonChange::Remove)
            all.removeIf([&](const OperatorEntry &entry) { return entry.actor.id == proposal.person.id; });
    }
};

/// A chain of `count` entries; pages of it as the seam says.
class MemoryAudit : public AuditStore {
public:
    int count = 250;
    int asked = 0;
    AuditReport report{true, 250, 12, QDateTime::currentDateTimeUtc().addSecs(-600), 0, {}};
    QString exportedTo;
    AuditFilter exported;

    AuditEntry entry(int number) const
    {
        static const QStringList codes{QStringLiteral("unlocked"), QStringLiteral("draft-created"),
                                       QStringLiteral("sample-saved"), QStringLiteral("sign-off"),
                                       QStringLiteral("approve")};
        AuditEntry made;
        made.sequence = number;
        made.at = QDateTime::currentDateTimeUtc().addSecs(60 * (number - count));
        made.actor = number % 3 ? QStringLiteral("op-1") : QStringLiteral("in-1");
        made.event = codes.at(number % codes.size());
        made.subject = QStringLiteral("9c1f7a52-0000-4000-8000-%1").arg(number, 12, 10, QLatin1Char('0'));
        made.detail = number == count ? QString(64, u'a') // as long as a digest
                                      : QStringLiteral("T-%1").arg(number, 3, 10, QLatin1Char('0'));
        return made;
    }
    Answer<QList<AuditEntry>> auditEntries(const AuditFilter &filter) override
    {
        ++asked;
        QList<AuditEntry> list;
        const int first = filter.before > 0 ? int(filter.before) - 1 : count;
        for (int number = first; number > 0 && list.size() < filter.limit; --number) {
            const AuditEntry made = entry(number);
            if (!filter.actor.isEmpty() && filter.actor != made.actor)
                continue;
            if (!filter.events.isEmpty() && !filter.events.contains(made.event))
                continue;
            list.append(made);
        }
        return answered<QList<AuditEntry>>(list);
    }
    Answer<QStringList> auditEvents() override
    {
        return answered<QStringList>(QStringList{QStringLiteral("approve"), QStringLiteral("unlocked")});
    }
    Answer<QStringList> auditActors() override
    {
        return answered<QStringList>(QStringList{QStringLiteral("in-1"), QStringLiteral("op-1")});
    }
    Answer<AuditReport> checkAudit() override { return answered<AuditReport>(report); }
    Answer<Done> exportAudit(const AuditFilter &filter, const QString &path, const Actor &) override
    {
        exported = filter;
        exportedTo = path;
        return answered<Done>(Done{});
    }
};

class MemoryHealth : public HealthStore {
public:
    StationHealth now;
    MemoryHealth()
    {
        now.freeBytes = 61'000'000'000;
        now.enrolmentsLeft = 2140;
        now.drafts = 2;
        now.waiting = 14;
        now.oldestDraftAt = QDateTime::currentDateTimeUtc().addDays(-3);
        now.draftDaysLeft = 11;
        now.offlineDaysLeft = 6;
        now.tpm = TpmState::Absent;
        now.contents = LookState::Sound;
        now.lookEnded = true;
        now.warnings = {StationWarning::NoRecovery, StationWarning::TpmAbsent};
    }
    int asked = 0;
    Answer<StationHealth> health() override
    {
        ++asked;
        return answered<StationHealth>(now);
    }
};

/// Three drafts past their age: untouched, asked for by an operator, asked for by the in-charge in-1.
class MemoryRetention : public RetentionStore {
public:
    QList<OldDraft> old;
    QStringList calls; ///< "propose <token> <reason> <person>" and so on
    std::optional<StoreFault> fails;
    MemoryRetention()
    {
        const QStringList askers{{}, QStringLiteral("op-1"), QStringLiteral("in-1")};
        for (int i = 0; i < askers.size(); ++i) {
            OldDraft draft;
            draft.summary.id = EnrolmentId::create();
            draft.summary.token = QStringLiteral("T-%1").arg(11 + i, 3, 10, QLatin1Char('0'));
            draft.summary.state = EnrolmentState::Draft;
            draft.summary.nameEnglish = QStringLiteral("Sadia Noreen");
            draft.summary.nameUrdu = QStringLiteral("سعدیہ نورین");
            draft.summary.capturedBy = QStringLiteral("op-1");
            draft.days = 45 - i;
            draft.summary.createdAt = QDateTime::currentDateTimeUtc().addDays(-draft.days);
            draft.proposedBy = askers.at(i);
            draft.reasonCode = askers.at(i).isEmpty() ? QString() : QStringLiteral("abandoned");
            draft.proposedAt = QDateTime::currentDateTimeUtc().addDays(-1);
            old << draft;
        }
    }
    Answer<QList<OldDraft>> oldDrafts() override { return answered<QList<OldDraft>>(old); }
    Answer<Done> proposeDeletion(EnrolmentId id, const QString &reason, const Actor &actor) override
    {
        return carryOut(QStringLiteral("propose %1 ") + reason + u' ' + actor.id, id, [&](OldDraft &draft) {
            draft.proposedBy = actor.id;
            draft.reasonCode = reason;
        });
    }
    Answer<Done> withdrawDeletion(EnrolmentId id, const Actor &actor) override
    {
        return carryOut(QStringLiteral("withdraw %1 ") + actor.id, id,
                        [](OldDraft &draft) { draft.proposedBy.clear(); });
    }
    Answer<Done> confirmDeletion(EnrolmentId id, const Actor &actor) override
    {
        auto answer = carryOut(QStringLiteral("delete %1 ") + actor.id, id, [](OldDraft &) {});
        if (!fails)
            old.removeIf([id](const OldDraft &draft) { return draft.summary.id == id; });
        return answer;
    }

private:
    template <class Change> Answer<Done> carryOut(const QString &call, EnrolmentId id, Change change)
    {
        for (OldDraft &draft : old)
            if (draft.summary.id == id) {
                calls << call.arg(draft.summary.token);
                if (!fails)
                    change(draft);
            }
        if (fails)
            return answered<Done>(tl::unexpected(failure(*fails)));
        return answered<Done>(Done{});
    }
};

/// A store with many enrolments, for paging.
class LongStore : public MemoryStore {
public:
    int count = 230;
    QList<ListFilter> filters;
    Answer<QList<EnrolmentSummary>> list(const ListFilter &filter) override
    {
        filters << filter;
        QList<EnrolmentSummary> rows;
        const qint64 first = filter.before > 0 ? filter.before - 1 : count;
        for (qint64 number = first; number > 0 && rows.size() < filter.limit; --number) {
            EnrolmentSummary row;
            row.id = EnrolmentId::create();
            row.number = number;
            row.token = QStringLiteral("T-%1").arg(number, 3, 10, QLatin1Char('0'));
            row.service = QStringLiteral("first-card");
            row.state = number % 4 ? EnrolmentState::Erased : EnrolmentState::Draft;
            row.nameEnglish = number % 4 ? QString() : QStringLiteral("Sadia Noreen");
            row.nameUrdu = number % 4 ? QString() : QStringLiteral("سعدیہ نورین");
            row.capturedBy = QStringLiteral("op-1");
            row.createdAt = row.savedAt = QDateTime::currentDateTimeUtc().addSecs(-number * 60);
            rows << row;
        }
        return answered<QList<EnrolmentSummary>>(rows);
    }
};

class QuietFace : public FaceCapture {
    Q_OBJECT
public:
    bool running = false;
    int cleared = 0;
    void start() override { running = true; }
    void stop() override { running = false; }
    void clear() override { ++cleared; }
    void retake() override { }
    void captureManually(const QString &) override { }
    QList<FaceCandidate> candidates() const override { return {}; }
    QFuture<Sample> sampleFrom(const FaceCandidate &) const override { return {}; }
    bool simulated() const override { return true; }
};

class QuietFingers : public FingerCapture {
    Q_OBJECT
public:
    bool open = false;
    ScannerState state = ScannerState::Idle;
    void openScanner() override { open = true; }
    void closeScanner() override { open = false; }
    ScannerState scannerState() const override { return state; }
    SensorProfile sensor() const override
    {
        return {QStringLiteral("uru4000"), QStringLiteral("U.are.U 4500"), 512, true, false};
    }
    FingerPolicy policy() const override { return {}; }
    void setAge(std::optional<int>) override { }
    int acceptFrom(FingerPosition) const override { return 40; }
    void begin(FingerPosition) override { }
    void tryAgain() override { }
    void cancel() override { }
    void clear(FingerPosition) override { }
    void clearAll() override { }
    QList<FingerTry> tries(FingerPosition) const override { return {}; }
    std::optional<FingerTry> best(FingerPosition) const override { return {}; }
    std::optional<Sample> bestSample(FingerPosition) const override { return {}; }
};

class TwoCameras : public CameraLook {
    Q_OBJECT
public:
    QString now = QStringLiteral("v4l2:/dev/video0");
    QList<CameraOffer> ofServices; ///< face cameras beside the two
    bool looking = false;
    QList<CameraOffer> offers() const override
    {
        return QList<CameraOffer>{
                   {{}, QStringLiteral("file:training.avi"), true},
                   {QStringLiteral("HD Webcam C920"), QStringLiteral("v4l2:/dev/video0"), false}}
        + ofServices;
    }
    void setLooking(bool yes) override { looking = yes; }
    QString chosen() const override { return now; }
    void choose(const QString &address) override
    {
        now = address;
        Q_EMIT changed();
    }
};

} // namespace indraj
