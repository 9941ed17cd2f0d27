// The counter asks the site's registry with the pictures it has taken; what it says goes to the in-charge.
#include "registrycounter.h"

#include "widgets/approval/approvalpage.h"
#include "widgets/controls/textlabel.h"
#include "widgets/details/formview.h"
#include "widgets/details/matchasker.h"
#include "widgets/details/matchbar.h"
#include "widgets/details/matchwords.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/parts.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/words.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString cardKey = u"applicant.cnic"_s, cardNumber = u"35202-1234567-1"_s;
constexpr int picturesTaken = 10; // a portrait and nine fingers

struct MatchCounter : RegistryCounter {
    MatchAsker match{counter.desk, notes, counter.store, lookup};
    MatchBar *bar = nullptr;

    explicit MatchCounter(const QString &service = {})
        : RegistryCounter(service)
    {
    }
    /// `filled`: with everything captured.
    void open(bool filled = true)
    {
        RegistryCounter::open();
        page.offerMatch(match);
        bar = page.findChild<MatchBar *>();
        QVERIFY(bar);
        if (filled)
            counter.fill();
        QTRY_VERIFY(!filled || !counter.desk.enrolment().samples.isEmpty());
    }
    ActionSpec key() const
    {
        for (const ActionSpec &one : page.chrome().more)
            if (one.id == "match"_L1)
                return one;
        return {};
    }
    bool asks()
    {
        const auto before = lookup.asked.size();
        page.trigger(u"match"_s);
        return QTest::qWaitFor([&] { return lookup.asked.size() > before; });
    }
    bool becomes(MatchAsker::State state)
    {
        return QTest::qWaitFor([&] { return match.state() == state; });
    }
    bool hears(MatchResult result)
    {
        if (!asks())
            return false;
        if (lookup.byNumberAndPictures)
            std::exchange(lookup.byNumberAndPictures, {})(
                VerifyAnswer{.same = result == MatchResult::Same, .known = result != MatchResult::NoRecord});
        else
            std::exchange(lookup.byPictures, {})(
                result == MatchResult::Nobody
                    ? QList<Candidate>()
                    : QList<Candidate>{{u"35202-7777777-7"_s, 1, 9000}, {u"35202-8888888-8"_s, 2, 8000}});
        return becomes(MatchAsker::State::Answered);
    }
};

} // namespace

class TestJourneyMatch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void withoutItsOwnWordTheSiteDoesNotAsk()
    {
        RegistryCounter at;
        at.open(); // may ask by number and name
        QVERIFY(!at.page.findChild<MatchBar *>());
        for (const ActionSpec &one : at.page.chrome().more)
            QVERIFY(one.id != "match"_L1);
        at.page.trigger(u"match"_s);
        QVERIFY(at.lookup.asked.isEmpty());
    }

    void aFirstCardIsSearchedForAmongAll()
    {
        MatchCounter at;
        at.open(false);
        QVERIFY(!at.key().enabled); // nothing was captured
        at.counter.fill();
        QTRY_VERIFY(at.key().enabled);
        QCOMPARE(at.key().key, QKeySequence(u"Shift+F9"_s));
        QVERIFY(at.asks());
        QCOMPARE(at.notes.notes, QStringList{u"match  10"_s}); // written before it was asked
        QCOMPARE(at.lookup.asked, QStringList{u"anybody"_s});
        QCOMPARE(at.lookup.probes.size(), picturesTaken); // no signature, no record
        for (const Sample &probe : std::as_const(at.lookup.probes)) {
            QVERIFY(probe.info.kind == SampleKind::FacePortrait || probe.info.kind == SampleKind::Finger);
            QVERIFY(!probe.bytes.isEmpty());
        }
        at.lookup.byPictures(QList<Candidate>());
        QVERIFY(at.becomes(MatchAsker::State::Answered));
        QVERIFY(at.bar->words().startsWith(local(matchFact(MatchResult::Nobody))));
        QVERIFY(registryConcerns(at.counter.desk.enrolment(), false).isEmpty());
        QVERIFY(at.hears(MatchResult::Somebody));
        QVERIFY(at.bar->words().contains(local(matchAdvice(MatchResult::Somebody))));
        const auto *person = at.part<TextLabel>(u"match.person"_s);
        QVERIFY(person->text().contains(u"35202-7777777-7"_s)); // the likest, for comparing
        QVERIFY(!person->text().contains(u"35202-8888888-8"_s));
        for (const QString &note : std::as_const(at.notes.notes))
            QVERIFY(!note.contains(u"7777777"_s)); // who it may be is kept nowhere
        QSignalSpy gone(&at.page, &Page::navigate);
        at.part<ActionButton>(u"action.matchRenewal"_s)->click();
        QCOMPARE(gone.takeFirst().first().toString(), u"new:renewal"_s);
    }

    void aRenewalIsComparedWithItsNumber()
    {
        MatchCounter at(u"renewal"_s);
        at.open();
        QVERIFY(!at.key().enabled); // there is no number
        at.counter.desk.setField(cardKey, cardNumber);
        QVERIFY(at.key().enabled);
        for (const MatchResult result : {MatchResult::Same, MatchResult::Other, MatchResult::NoRecord}) {
            QVERIFY(at.hears(result));
            QCOMPARE(at.lookup.asked.last(), cardNumber);
            QVERIFY(at.bar->words().startsWith(local(matchFact(result))));
            QVERIFY(at.bar->words().contains(local(matchAdvice(result))));
            QVERIFY(!at.part<ActionButton>(u"action.matchRenewal"_s)->isVisible());
            QCOMPARE(registryConcerns(at.counter.desk.enrolment(), true).isEmpty(), fitsApplication(result));
        }
        QCOMPARE(at.notes.notes.first(), u"match applicant.cnic 10"_s);
        at.counter.desk.setField(cardKey, u"35202-7654321-1"_s);
        QVERIFY(at.match.isOutdated());
        QVERIFY(at.bar->words().startsWith(local(matchOutdatedWords())));
    }

    void everyFailureHasItsWordsAndNoteButNoConcern_data()
    {
        QTest::addColumn<LookupFault>("fault");
        QTest::addColumn<NoAnswer>("why");
        QTest::newRow("line down") << LookupFault::NoConnection << NoAnswer::NoLine;
        QTest::newRow("too slow") << LookupFault::Timeout << NoAnswer::Timeout;
        QTest::newRow("token") << LookupFault::NotAllowed << NoAnswer::NotAllowed;
        QTest::newRow("later") << LookupFault::Later << NoAnswer::Refused;
        QTest::newRow("nonsense") << LookupFault::BadAnswer << NoAnswer::Unreadable;
    }

    void everyFailureHasItsWordsAndNoteButNoConcern()
    {
        QFETCH(LookupFault, fault);
        QFETCH(NoAnswer, why);
        MatchCounter at;
        at.open();
        QVERIFY(at.asks());
        at.lookup.byPictures(tl::unexpected(LookupError{fault, {}}));
        QVERIFY(at.becomes(MatchAsker::State::Unanswered));
        QCOMPARE(at.bar->words(), local(noMatchWords(why)));
        QCOMPARE(at.notes.notes.last(), u"no answer %1"_s.arg(int(why)));
        QVERIFY(registryConcerns(at.counter.desk.enrolment(), false).isEmpty());
        QVERIFY(at.key().enabled); // again
    }

    void itIsCancelledByTheOperatorAndByLeaving()
    {
        MatchCounter at;
        at.open();
        QVERIFY(at.asks());
        QVERIFY(!at.match.mayAsk()); // one at a time
        QVERIFY(at.page.form()->field(u"name.ur"_s)->isEnabled());
        at.page.trigger(u"match"_s); // the same key
        QCOMPARE(at.lookup.cancels, 1);
        QVERIFY(at.becomes(MatchAsker::State::Unanswered));
        QCOMPARE(at.bar->words(), local(noMatchWords(NoAnswer::Cancelled)));
        // While it is being written down, nothing has left.
        const auto before = at.lookup.asked.size();
        at.match.ask();
        at.match.cancel();
        QVERIFY(at.becomes(MatchAsker::State::Unanswered));
        QCOMPARE(at.lookup.asked.size(), before);
        // The citizen leaves while the registry compares: its answer is nobody's.
        QVERIFY(at.asks());
        const auto late = at.lookup.byPictures;
        at.counter.desk.close();
        QCOMPARE(at.lookup.cancels, 2);
        QCOMPARE(at.notes.notes.last(), u"no answer %1"_s.arg(int(NoAnswer::Cancelled)));
        const auto written = at.notes.notes.size();
        late(QList<Candidate>{{u"1"_s, 1, 1}});
        QCOMPARE(at.notes.notes.size(), written);
        QCOMPARE(at.match.state(), MatchAsker::State::Quiet);
        QVERIFY(at.match.candidates().isEmpty());
    }

    void whatCannotBeWrittenOrReadIsNotAsked()
    {
        MatchCounter at;
        at.open();
        at.notes.failing = true;
        at.page.trigger(u"match"_s);
        QVERIFY(at.becomes(MatchAsker::State::NotWritten));
        QVERIFY(at.bar->words().contains(storeErrorWords(at.match.trouble())));
        at.notes.failing = false;
        const SampleId lost = at.counter.desk.enrolment().samples.at(3).id;
        at.counter.store.samples.erase(lost);
        at.page.trigger(u"match"_s);
        QTRY_COMPARE(at.notes.notes.size(), 2);
        QVERIFY(at.becomes(MatchAsker::State::NotWritten));
        QVERIFY(at.lookup.asked.isEmpty());
        QCOMPARE(at.notes.notes.last(), u"no answer %1"_s.arg(int(NoAnswer::Cancelled))); // it is closed
    }

    /// Before him until he has looked; he decides. On the page that is turned to the citizen nothing says it.
    void theInChargeHasToLookAtItAndTheCitizenDoesNot()
    {
        MatchCounter at;
        at.open();
        QVERIFY(at.hears(MatchResult::Somebody));
        ReviewPage review(at.counter.desk);
        review.show();
        review.enter();
        const auto labels = review.findChildren<TextLabel *>();
        for (const TextLabel *label : labels) {
            for (const QString &no : {u"egistry"_s, u"رجسٹری"_s, u"7777777"_s})
                QVERIFY2(!label->text().contains(no), qPrintable(label->text()));
        }
        review.leave();
        SignOffPage signOff(at.counter.desk);
        signOff.resize(1110, 600);
        signOff.show();
        signOff.enter();
        QCOMPARE(signOff.findChild<ConcernList *>()->concerns().first().kind, Concern::Kind::Match);
        shoot(signOff, u"match-signoff"_s);
        signOff.leave();
        const EnrolmentId id = at.counter.desk.enrolment().id;
        at.counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        at.counter.desk.close();
        at.counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        ApprovalPage approval(at.counter.store, at.counter.desk);
        approval.resize(1110, 600);
        approval.show();
        approval.enter();
        QTRY_VERIFY(!approval.concerns()->concerns().isEmpty());
        QCOMPARE(approval.concerns()->concerns().first().kind, Concern::Kind::Match);
        for (int i = 1; i < approval.concerns()->concerns().size(); ++i)
            approval.concerns()->open(i);
        QVERIFY(!action(approval.chrome(), u"approve"_s)->enabled);
        QTest::keyClick(&approval, Qt::Key_1);
        QVERIFY(approval.notice().contains(local(matchFact(MatchResult::Somebody))));
        QVERIFY(approval.notice().contains(u"op-1"_s));
        QTRY_VERIFY(action(approval.chrome(), u"approve"_s)->enabled);
        shoot(approval, u"match-approval"_s);
        QTest::keyClick(&approval, Qt::Key_2);
        QVERIFY(approval.notice().isEmpty());
    }

    void itFitsTheWindowInBothLanguages()
    {
        MatchCounter at;
        QVERIFY(at.counter.ready());
        at.counter.fill();
        LanguageSwitch language;
        MainWindow window({{u"Centre"_s, u"مرکز"_s}, u"STN-01"_s, false, {}}, at.counter.desk, language);
        auto *page = new DetailsPage(at.counter.desk);
        page->offerRegistry(at.asker);
        page->offerMatch(at.match);
        window.addPage(u"details"_s, page);
        window.setActor(at.counter.desk.actor());
        window.show();
        at.counter.desk.setStep(u"details"_s);
        window.showPage(u"details"_s);
        window.resize(1366, 768);
        QTRY_COMPARE(window.size(), QSize(1366, 768));
        const auto shootBoth = [&](const QString &name) {
            for (const Language each : {Language::English, Language::Urdu}) {
                language.setLanguage(each);
                QTRY_COMPARE(window.layoutDirection(),
                             each == Language::Urdu ? Qt::RightToLeft : Qt::LeftToRight);
                QVERIFY(layoutsSettle());
                auto *bar = window.findChild<MatchBar *>();
                const QRect room = window.rect();
                QVERIFY(room.contains(QRect(bar->mapTo(&window, QPoint()), bar->size())));
                QVERIFY(bar->isVisible() && !bar->words().isEmpty());
                QVERIFY(page->form()->height() > 300); // the form stays the page
                shoot(window, u"match-"_s + name + (each == Language::Urdu ? u"-ur"_s : u"-en"_s));
            }
            language.setLanguage(Language::English);
        };
        shootBoth(u"quiet"_s);
        const auto asks = [&] {
            const auto before = at.lookup.asked.size();
            at.match.ask();
            return QTest::qWaitFor([&] { return at.lookup.asked.size() > before; });
        };
        QVERIFY(asks());
        shootBoth(u"asking"_s);
        at.lookup.byPictures(QList<Candidate>{{u"35202-7777777-7"_s, 1, 9000}});
        QVERIFY(at.becomes(MatchAsker::State::Answered));
        shootBoth(u"somebody"_s);
        QVERIFY(asks());
        at.lookup.byPictures(tl::unexpected(LookupError{LookupFault::NoConnection, {}}));
        QVERIFY(at.becomes(MatchAsker::State::Unanswered));
        shootBoth(u"noline"_s);
    }
};

QTEST_MAIN(TestJourneyMatch)
#include "tst_journey_match.moc"
