// The counter asks the site's registry, and what it says goes with the enrolment to the in-charge.
#include "registrycounter.h"

#include "widgets/approval/approvalpage.h"
#include "widgets/controls/field.h"
#include "widgets/details/formview.h"
#include "widgets/details/registrywords.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/parts.h"
#include "widgets/review/signoffpage.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/words.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString cardKey = u"applicant.cnic"_s, cardNumber = u"35202-1234567-1"_s;

bool has(const QList<Concern> &all, const QString &title)
{
    return std::any_of(all.cbegin(), all.cend(),
                       [&](const Concern &each) { return each.title.english == title; });
}

} // namespace

class TestJourneyRegistry : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void withoutItTheSiteDoesNotAsk()
    {
        Counter counter;
        QVERIFY(counter.ready());
        DetailsPage page(counter.desk);
        page.show();
        page.enter();
        QVERIFY(!page.findChild<RegistryBar *>());
        for (const ActionSpec &one : page.chrome().more)
            QVERIFY(one.id != "registry"_L1);
        page.trigger(u"registry"_s); // a key of another station does nothing
    }

    void itIsAskedOnceThereIsEnoughToAskBy()
    {
        RegistryCounter at;
        at.open();
        QVERIFY(!at.key().enabled);
        QCOMPARE(at.key().key, QKeySequence(Qt::Key_F9));
        QSignalSpy told(&at.page, &Page::chromeChanged);
        at.typePerson();
        QVERIFY(at.key().enabled);
        QVERIFY(!told.isEmpty());
        QVERIFY(at.asks());
        QCOMPARE(at.lookup.asked, QStringList{u"Sadia Noreen 1990-03-21"_s});
        QCOMPARE(at.notes.notes, QStringList{u"asked birth.date name.en"_s}); // written before it was asked
        QCOMPARE(at.asker.state(), RegistryAsker::State::Asking);
        at.lookup.say(Standing::NotRegistered);
        QVERIFY(at.becomes(RegistryAsker::State::Answered));
        QCOMPARE(at.notes.notes.size(), 2);
        QVERIFY(
            at.bar->words().startsWith(local(registryFact(Standing::NotRegistered, AskedBy::NameAndBirth))));
        QVERIFY(!at.part<QWidget>(u"registry.person"_s)->isVisible());
    }

    void everyAnswerSaysWhatItMeansHere_data()
    {
        QTest::addColumn<QString>("service");
        QTest::addColumn<Standing>("standing");
        QTest::addColumn<RegistryMeaning>("meaning");
        QTest::addColumn<bool>("renewal");
        using enum RegistryMeaning;
        const QString first = u"first-card"_s, again = u"renewal"_s;
        QTest::newRow("new") << first << Standing::NotRegistered << Fits << false;
        QTest::newRow("has one") << first << Standing::Registered << RenewalInstead << true;
        QTest::newRow("had one") << first << Standing::Expired << RenewalInstead << true;
        QTest::newRow("not in force") << first << Standing::Inactive << NotInForce << false;
        QTest::newRow("dead") << first << Standing::Deceased << RegistryMeaning::Deceased << false;
        QTest::newRow("several") << first << Standing::Several << SeveralFit << false;
        QTest::newRow("renewal, known") << again << Standing::Registered << Fits << false;
        QTest::newRow("renewal, expired") << again << Standing::Expired << Fits << false;
        QTest::newRow("renewal, unknown") << again << Standing::NotRegistered << Unknown << false;
        QTest::newRow("renewal, not in force") << again << Standing::Inactive << NotInForce << false;
        QTest::newRow("renewal, dead") << again << Standing::Deceased << RegistryMeaning::Deceased << false;
    }

    void everyAnswerSaysWhatItMeansHere()
    {
        QFETCH(QString, service);
        QFETCH(Standing, standing);
        QFETCH(RegistryMeaning, meaning);
        QFETCH(bool, renewal);
        RegistryCounter at(service);
        at.open();
        const bool byCard = service == u"renewal"_s;
        byCard ? at.counter.desk.setField(cardKey, cardNumber) : at.typePerson();
        QVERIFY(at.hears(standing));
        const AskedBy by = byCard ? AskedBy::Number : AskedBy::NameAndBirth;
        QVERIFY(at.bar->words().contains(local(registryFact(standing, by))));
        QVERIFY(at.bar->words().contains(local(registryAdvice(meaning))));
        QCOMPARE(at.offersRenewal(), renewal);
        // Whoever it names is shown for comparing, unless nobody or more than one fits.
        QCOMPARE(at.part<QWidget>(u"registry.person"_s)->isVisible(),
                 standing != Standing::NotRegistered && standing != Standing::Several);
        // It warns and never decides: nothing is locked, and the way on is open.
        QVERIFY(action(at.page.chrome(), u"continue"_s)->enabled);
        QVERIFY(at.page.form()->isEnabled());
        QCOMPARE(has(registryConcerns(at.counter.desk.enrolment(), byCard), u"Registry: has died"_s),
                 standing == Standing::Deceased);
        QCOMPARE(registryConcerns(at.counter.desk.enrolment(), byCard).isEmpty(),
                 meaning == RegistryMeaning::Fits);
    }

    void everyFailureHasItsWordsAndNoteButNoConcern_data()
    {
        QTest::addColumn<LookupFault>("fault");
        QTest::addColumn<NoAnswer>("why");
        QTest::newRow("line down") << LookupFault::NoConnection << NoAnswer::NoLine;
        QTest::newRow("too slow") << LookupFault::Timeout << NoAnswer::Timeout;
        QTest::newRow("token") << LookupFault::NotAllowed << NoAnswer::NotAllowed;
        QTest::newRow("off") << LookupFault::NotOffered << NoAnswer::NotAllowed;
        QTest::newRow("refused") << LookupFault::Refused << NoAnswer::Refused;
        QTest::newRow("later") << LookupFault::Later << NoAnswer::Refused;
        QTest::newRow("nonsense") << LookupFault::BadAnswer << NoAnswer::Unreadable;
    }

    void everyFailureHasItsWordsAndNoteButNoConcern()
    {
        QFETCH(LookupFault, fault);
        QFETCH(NoAnswer, why);
        RegistryCounter at;
        at.open();
        at.typePerson();
        QVERIFY(at.asks());
        at.lookup.fail(fault);
        QVERIFY(at.becomes(RegistryAsker::State::Unanswered));
        QCOMPARE(at.bar->words(), local(noAnswerWords(why)));
        QCOMPARE(at.notes.notes.last(), u"no answer %1"_s.arg(int(why)));
        QVERIFY(registryConcerns(at.counter.desk.enrolment(), false).isEmpty());
        QVERIFY(at.key().enabled); // again
    }

    void theOperatorCanCancelAndGoOnTyping()
    {
        RegistryCounter at;
        at.open();
        at.typePerson();
        QVERIFY(at.asks());
        QVERIFY(!at.asker.mayAsk()); // one at a time
        Field *field = at.page.form()->field(u"name.ur"_s);
        QVERIFY(field && field->isEnabled());
        at.page.trigger(u"registry"_s); // the same key
        QCOMPARE(at.lookup.cancels, 1);
        QVERIFY(at.becomes(RegistryAsker::State::Unanswered));
        QCOMPARE(at.bar->words(), local(noAnswerWords(NoAnswer::Cancelled)));
        QVERIFY(at.hears(Standing::Registered));
        QCOMPARE(at.notes.notes.size(), 4);
    }

    void cancelledBeforeItLeftNothingIsAsked()
    {
        RegistryCounter at;
        at.open();
        at.typePerson();
        at.asker.ask();
        at.asker.cancel(); // it is just being written down
        QVERIFY(at.becomes(RegistryAsker::State::Unanswered));
        QVERIFY(at.lookup.asked.isEmpty());
        QCOMPARE(at.notes.notes.last(), u"no answer %1"_s.arg(int(NoAnswer::Cancelled)));
    }

    void whatCannotBeWrittenIsNotAsked()
    {
        RegistryCounter at;
        at.open();
        at.typePerson();
        at.notes.failing = true;
        at.page.trigger(u"registry"_s);
        QVERIFY(at.becomes(RegistryAsker::State::NotWritten));
        QVERIFY(at.lookup.asked.isEmpty());
        QVERIFY(at.bar->words().contains(storeErrorWords(at.asker.trouble())));
        at.notes.failing = false;
        QVERIFY(at.hears(Standing::Registered));
    }

    void anAnswerAboutOtherValuesSaysSo()
    {
        RegistryCounter at(u"renewal"_s);
        at.open();
        at.counter.desk.setField(cardKey, cardNumber);
        QVERIFY(at.hears(Standing::Registered));
        QVERIFY(at.part<QWidget>(u"registry.person"_s)->isVisible());
        at.counter.desk.setField(cardKey, u"35202-7654321-1"_s);
        QVERIFY(at.bar->words().startsWith(local(outdatedWords())));
        QVERIFY(!at.part<QWidget>(u"registry.person"_s)->isVisible());
        at.counter.desk.setField(cardKey, u"35202"_s);
        QVERIFY(!at.key().enabled);
    }

    void leavingTheCounterCancels()
    {
        RegistryCounter at;
        at.open();
        at.typePerson();
        QVERIFY(at.asks());
        const auto late = at.lookup.byName;
        at.counter.desk.close();
        QCOMPARE(at.lookup.cancels, 1);
        QCOMPARE(at.notes.notes.last(), u"no answer %1"_s.arg(int(NoAnswer::Cancelled)));
        QCOMPARE(at.asker.state(), RegistryAsker::State::Quiet);
        at.counter.desk.startNew();
        QVERIFY(at.counter.ready());
        late(QList<PersonFound>(2)); // comes all the same: it is nobody's
        QCOMPARE(at.notes.notes.size(), 2);
        QVERIFY(!at.counter.desk.enrolment().registry);
    }

    void aRenewalIsBegunInstead()
    {
        RegistryCounter at;
        at.open();
        at.typePerson();
        QVERIFY(at.hears(Standing::Expired));
        QSignalSpy gone(&at.page, &Page::navigate);
        at.part<ActionButton>(u"action.registryRenewal"_s)->click();
        QCOMPARE(gone.takeFirst().first().toString(), u"new:renewal"_s);
    }

    void theInChargeHasToLookAtIt()
    {
        RegistryCounter at;
        at.open();
        at.counter.fill();
        QVERIFY(at.hears(Standing::Deceased));
        SignOffPage signOff(at.counter.desk);
        signOff.resize(1110, 600);
        signOff.show();
        signOff.enter();
        QVERIFY(has(signOff.findChild<ConcernList *>()->concerns(), u"Registry: has died"_s));
        shoot(signOff, u"registry-signoff"_s);
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
        QCOMPARE(approval.concerns()->concerns().first().kind, Concern::Kind::Registry);
        QVERIFY(approval.notice().isEmpty());
        for (int i = 1; i < approval.concerns()->concerns().size(); ++i)
            approval.concerns()->open(i);
        QVERIFY(!action(approval.chrome(), u"approve"_s)->enabled);
        QTest::keyClick(&approval, Qt::Key_1);
        const QString said = local(registryFact(Standing::Deceased, AskedBy::NameAndBirth));
        QVERIFY(approval.notice().contains(said));
        QVERIFY(approval.notice().contains(u"op-1"_s));
        QTRY_VERIFY(action(approval.chrome(), u"approve"_s)->enabled); // he decides, not the registry
        shoot(approval, u"registry-approval"_s);
        QTest::keyClick(&approval, Qt::Key_2);
        QVERIFY(approval.notice().isEmpty());
    }

    void aDraftThatIsResumedStillKnows()
    {
        RegistryCounter at;
        at.open();
        at.typePerson();
        at.counter.desk.flush();
        QVERIFY(at.hears(Standing::Registered));
        const EnrolmentId id = at.counter.desk.enrolment().id;
        at.counter.desk.close();
        at.counter.desk.open(id);
        QVERIFY(at.counter.ready());
        QCOMPARE(at.asker.state(), RegistryAsker::State::Quiet);
        QVERIFY(at.bar->words().contains(local(registryFact(Standing::Registered, AskedBy::NameAndBirth))));
        QVERIFY(!at.part<QWidget>(u"registry.person"_s)->isVisible()); // who it was is kept nowhere
    }

    void itFitsTheWindowInBothLanguages()
    {
        RegistryCounter at;
        QVERIFY(at.counter.ready());
        at.counter.fill();
        LanguageSwitch language;
        MainWindow window({{u"Centre"_s, u"مرکز"_s}, u"STN-01"_s, false, {}}, at.counter.desk, language);
        auto *page = new DetailsPage(at.counter.desk);
        page->offerRegistry(at.asker);
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
                auto *bar = window.findChild<RegistryBar *>();
                QVERIFY(bar->isVisible() && bar->width() > 0);
                QVERIFY(!bar->words().isEmpty());
                const QRect room = window.rect();
                QVERIFY(room.contains(QRect(bar->mapTo(&window, QPoint()), bar->size())));
                shoot(window, u"registry-"_s + name + (each == Language::Urdu ? u"-ur"_s : u"-en"_s));
            }
            language.setLanguage(Language::English);
        };
        shootBoth(u"quiet"_s);
        const auto asks = [&] {
            const auto before = at.lookup.asked.size();
            at.asker.ask();
            return QTest::qWaitFor([&] { return at.lookup.asked.size() > before; });
        };
        QVERIFY(asks());
        shootBoth(u"asking"_s);
        at.lookup.say(Standing::Expired);
        QVERIFY(at.becomes(RegistryAsker::State::Answered));
        shootBoth(u"registered"_s);
        for (const auto &[standing, name] :
             {std::pair{Standing::Deceased, u"deceased"_s}, std::pair{Standing::NotRegistered, u"new"_s},
              std::pair{Standing::Several, u"several"_s}}) {
            QVERIFY(asks());
            at.lookup.say(standing);
            QVERIFY(at.becomes(RegistryAsker::State::Answered));
            shootBoth(name);
        }
        QVERIFY(asks());
        at.lookup.fail(LookupFault::NoConnection);
        QVERIFY(at.becomes(RegistryAsker::State::Unanswered));
        shootBoth(u"noline"_s);
    }
};

QTEST_MAIN(TestJourneyRegistry)
#include "tst_journey_registry.moc"
