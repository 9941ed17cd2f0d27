#include "enrollment/lifecycle.h"
#include "enrollment/reasons.h"

#include <QTest>

#include <array>
#include <map>
#include <tuple>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array allStates{EnrolmentState::Draft,     EnrolmentState::Reviewed,
                               EnrolmentState::SignedOff, EnrolmentState::AwaitingApproval,
                               EnrolmentState::Returned,  EnrolmentState::Rejected,
                               EnrolmentState::Approved,  EnrolmentState::Sealed,
                               EnrolmentState::Sending,   EnrolmentState::Received,
                               EnrolmentState::Erased};
constexpr std::array allActs{Act::Review,       Act::SignOff, Act::Submit, Act::Approve,
                             Act::Return,       Act::Reject,  Act::Reopen, Act::Seal,
                             Act::StartSending, Act::Receive, Act::Erase,  Act::Delete};
constexpr std::array allPerformers{Performer::Operator, Performer::Supervisor, Performer::Station};

using Key = std::tuple<EnrolmentState, Act, Performer>;

// Written out by hand, apart from the table under test: what a person or the station may do.
const std::map<Key, EnrolmentState> &allowed()
{
    using S = EnrolmentState;
    using P = Performer;
    static const std::map<Key, S> table{
        {{S::Draft, Act::Review, P::Operator}, S::Reviewed},
        {{S::Draft, Act::Review, P::Supervisor}, S::Reviewed},
        {{S::Reviewed, Act::Reopen, P::Operator}, S::Draft},
        {{S::Reviewed, Act::Reopen, P::Supervisor}, S::Draft},
        {{S::Reviewed, Act::SignOff, P::Operator}, S::SignedOff},
        {{S::Reviewed, Act::SignOff, P::Supervisor}, S::SignedOff},
        {{S::SignedOff, Act::Submit, P::Station}, S::AwaitingApproval},
        {{S::AwaitingApproval, Act::Approve, P::Supervisor}, S::Approved},
        {{S::AwaitingApproval, Act::Return, P::Supervisor}, S::Returned},
        {{S::AwaitingApproval, Act::Reject, P::Supervisor}, S::Rejected},
        {{S::Returned, Act::Reopen, P::Operator}, S::Draft},
        {{S::Returned, Act::Reopen, P::Supervisor}, S::Draft},
        {{S::Approved, Act::Seal, P::Station}, S::Sealed},
        {{S::Sealed, Act::StartSending, P::Station}, S::Sending},
        {{S::Sending, Act::Receive, P::Station}, S::Received},
        {{S::Received, Act::Erase, P::Station}, S::Erased},
        {{S::Draft, Act::Delete, P::Supervisor}, S::Erased},
        {{S::Reviewed, Act::Delete, P::Supervisor}, S::Erased},
        {{S::Returned, Act::Delete, P::Supervisor}, S::Erased},
        {{S::Rejected, Act::Delete, P::Supervisor}, S::Erased},
    };
    return table;
}

QString reasonFor(Act act)
{
    if (act == Act::Delete)
        return reasons::deletionCodes.constFirst();
    return act == Act::Reject ? reasons::rejectCodes.constFirst() : reasons::returnCodes.constFirst();
}

LifecycleFacts waiting(const QString &capturedBy = u"op-1"_s, bool complete = true)
{
    return {EnrolmentState::AwaitingApproval, capturedBy, complete};
}

bool actIsPossibleFrom(EnrolmentState state, Act act)
{
    return std::any_of(allPerformers.begin(), allPerformers.end(), [&](Performer each) {
        return allowed().contains({state, act, each});
    });
}

} // namespace

class TestLifecycle : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCombination()
    {
        int permitted = 0;
        for (const EnrolmentState state : allStates) {
            for (const Act act : allActs) {
                for (const Performer performer : allPerformers) {
                    const auto result
                        = nextState({state, u"op-1"_s, true}, act, performer, u"sup-1"_s, reasonFor(act));
                    const auto expected = allowed().find({state, act, performer});
                    const QString what = stateCode(state) + u" / "_s + actCode(act);
                    QVERIFY2(result.has_value() == (expected != allowed().end()), qPrintable(what));
                    if (result) {
                        ++permitted;
                        QVERIFY2(*result == expected->second, qPrintable(what));
                        continue;
                    }
                    QCOMPARE(result.error().state, state);
                    QCOMPARE(result.error().act, act);
                    QVERIFY(!result.error().detail.isEmpty());
                    QCOMPARE(result.error().fault,
                             actIsPossibleFrom(state, act) ? LifecycleFault::WrongRole
                                                           : LifecycleFault::WrongState);
                }
            }
        }
        QCOMPARE(permitted, 20);
    }

    void fourEyes_data()
    {
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("capturedBy");
        QTest::addColumn<QString>("actor");
        QTest::addColumn<bool>("refused");
        for (const Act act : {Act::Approve, Act::Return, Act::Reject}) {
            const auto row = [act](const char *name) -> QTestData & {
                return QTest::addRow("%s %s", qPrintable(actCode(act)), name) << static_cast<int>(act);
            };
            row("someone else's") << u"op-1"_s << u"sup-1"_s << false;
            row("own") << u"sup-1"_s << u"sup-1"_s << true;
            row("own in other letters") << u"Sup-1"_s << u"sup-1"_s << true;
            row("unknown author") << QString() << u"sup-1"_s << true;
            row("unknown actor") << u"op-1"_s << QString() << true;
        }
    }

    void fourEyes()
    {
        QFETCH(int, act);
        QFETCH(QString, capturedBy);
        QFETCH(QString, actor);
        QFETCH(bool, refused);
        const Act asked = static_cast<Act>(act);
        const auto result
            = nextState(waiting(capturedBy), asked, Performer::Supervisor, actor, reasonFor(asked));
        QCOMPARE(!result.has_value(), refused);
        if (!result)
            QCOMPARE(result.error().fault, LifecycleFault::OwnWork);
    }

    void supervisorCapturesAndSignsOffHisOwn()
    {
        const QString supervisor = u"sup-1"_s;
        QCOMPARE(nextState({EnrolmentState::Draft, supervisor, true}, Act::Review, Performer::Supervisor,
                           supervisor)
                     .value(),
                 EnrolmentState::Reviewed);
        QCOMPARE(nextState({EnrolmentState::Reviewed, supervisor, true}, Act::SignOff, Performer::Supervisor,
                           supervisor)
                     .value(),
                 EnrolmentState::SignedOff);
    }

    void reasonIsNeeded_data()
    {
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("accepted");
        const int sendBack = static_cast<int>(Act::Return);
        const int reject = static_cast<int>(Act::Reject);
        const int remove = static_cast<int>(Act::Delete);
        QTest::newRow("delete without") << remove << QString() << false;
        QTest::newRow("delete with a reject code") << remove << u"identity-doubt"_s << false;
        for (const QString &code : reasons::deletionCodes)
            QTest::addRow("delete %s", qPrintable(code)) << remove << code << true;
        QTest::newRow("return without") << sendBack << QString() << false;
        QTest::newRow("return unknown") << sendBack << u"because"_s << false;
        QTest::newRow("return with a reject code") << sendBack << u"duplicate"_s << false;
        QTest::newRow("reject without") << reject << QString() << false;
        QTest::newRow("reject with a return code") << reject << u"photo-poor"_s << false;
        for (const QString &code : reasons::returnCodes)
            QTest::addRow("return %s", qPrintable(code)) << sendBack << code << true;
        for (const QString &code : reasons::rejectCodes)
            QTest::addRow("reject %s", qPrintable(code)) << reject << code << true;
    }

    void reasonIsNeeded()
    {
        QFETCH(int, act);
        QFETCH(QString, reason);
        QFETCH(bool, accepted);
        LifecycleFacts facts = waiting();
        if (act == static_cast<int>(Act::Delete))
            facts.state = EnrolmentState::Draft;
        const auto result
            = nextState(facts, static_cast<Act>(act), Performer::Supervisor, u"sup-1"_s, reason);
        QCOMPARE(result.has_value(), accepted);
        if (!result)
            QCOMPARE(result.error().fault, LifecycleFault::ReasonMissing);
    }

    void incompleteGoesNoFurther()
    {
        const std::array steps{std::pair(EnrolmentState::Draft, Act::Review),
                               std::pair(EnrolmentState::Reviewed, Act::SignOff),
                               std::pair(EnrolmentState::AwaitingApproval, Act::Approve)};
        for (const auto &[state, act] : steps) {
            const auto result = nextState({state, u"op-1"_s, false}, act, Performer::Supervisor, u"sup-1"_s);
            QVERIFY(!result.has_value());
            QCOMPARE(result.error().fault, LifecycleFault::Incomplete);
        }
    }

    void incompleteCanBeSentBackAndReopened()
    {
        QVERIFY(nextState(waiting(u"op-1"_s, false), Act::Return, Performer::Supervisor, u"sup-1"_s,
                          u"details-wrong"_s));
        QVERIFY(nextState({EnrolmentState::Returned, u"op-1"_s, false}, Act::Reopen, Performer::Operator,
                          u"op-1"_s));
    }

    void codesAreStableAndRoundTrip()
    {
        const QStringList codes{u"draft"_s,    u"reviewed"_s, u"signed-off"_s, u"awaiting-approval"_s,
                                u"returned"_s, u"rejected"_s, u"approved"_s,   u"sealed"_s,
                                u"sending"_s,  u"received"_s, u"erased"_s};
        for (std::size_t i = 0; i < allStates.size(); ++i) {
            const QString code = stateCode(allStates.at(i));
            QCOMPARE(code, codes.at(static_cast<qsizetype>(i)));
            QCOMPARE(stateFromCode(code).value(), allStates.at(i));
        }
        QVERIFY(!stateFromCode(u"Draft"));
        QVERIFY(!stateFromCode(u""));
        QVERIFY(stateFromCode(u"nonsense").error().contains(u"nonsense"_s));
        QSet<QString> acts;
        for (const Act act : allActs)
            acts.insert(actCode(act));
        QCOMPARE(acts.size(), static_cast<qsizetype>(allActs.size()));
        QVERIFY(!acts.contains(QString()));
    }
};

QTEST_GUILESS_MAIN(TestLifecycle)
#include "tst_lifecycle.moc"
