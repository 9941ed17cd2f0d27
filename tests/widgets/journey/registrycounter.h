#pragma once

#include "counter.h"
#include "storage/registrystore.h"
#include "sync/identitylookup.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/details/detailspage.h"
#include "widgets/details/registryasker.h"
#include "widgets/details/registrybar.h"

#include <QTimer>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// Layouts ask again by events that layouts post; a few turns, and they have come to rest.
inline bool layoutsSettle()
{
    int turns = 0;
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, &turn, [&turns] { ++turns; });
    turn.start(0);
    constexpr int enough = 10;
    return QTest::qWaitFor([&turns] { return turns >= enough; });
}

/// A registry that says what the test tells it to.
class FakeLookup : public IdentityLookup {
    Q_OBJECT
public:
    QStringList asked;
    int cancels = 0;
    Done<PersonFound> byNumber;
    Done<QList<PersonFound>> byName;

    Done<VerifyAnswer> byNumberAndPictures;
    Done<QList<Candidate>> byPictures;
    QList<Sample> probes; ///< of the last question with pictures

    bool offers(LookupKind) const override { return true; }
    void person(const QString &number, Done<PersonFound> done) override
    {
        asked << number;
        byNumber = std::move(done);
    }
    void find(const PersonQuery &query, Done<QList<PersonFound>> done) override
    {
        asked << query.name + u' ' + query.born.toString(Qt::ISODate);
        byName = std::move(done);
    }
    void verify(const QString &number, const QList<Sample> &samples, Done<VerifyAnswer> done) override
    {
        asked << number;
        probes = samples;
        byNumberAndPictures = std::move(done);
    }
    void identify(const QList<Sample> &samples, Done<QList<Candidate>> done) override
    {
        asked << u"anybody"_s;
        probes = samples;
        byPictures = std::move(done);
    }
    void cancel() override
    {
        ++cancels;
        byNumber = {};
        byName = {};
        byNumberAndPictures = {};
        byPictures = {};
    }
    void say(Standing standing)
    {
        const QDate until(standing == Standing::Expired ? 2021 : 2031, 1, 31);
        const PersonFound found{standing, {}, u"Sadia Noreen"_s, QDate(1990, 3, 21), until};
        if (byNumber)
            byNumber(found);
        else if (standing == Standing::Several)
            byName(QList{found, found});
        else
            byName(standing == Standing::NotRegistered ? QList<PersonFound>() : QList{found});
    }
    void fail(LookupFault fault)
    {
        const LookupError error{fault, {}};
        byNumber ? byNumber(tl::unexpected(error)) : byName(tl::unexpected(error));
    }
};

/// Notes beside the counter's store, in the order they were written.
class NotesInMemory : public RegistryStore {
public:
    explicit NotesInMemory(StoreInMemory &store)
        : m_store(store)
    {
    }
    QStringList notes;
    bool failing = false;
    Answer<Enrolment> noteRegistryQuestion(EnrolmentId id, const RegistryQuestion &question,
                                           const Actor &actor) override
    {
        if (failing)
            return answered<Enrolment>(tl::unexpected(StoreError{StoreFault::DiskFull, {}, 0, {}}));
        m_by = question.by;
        m_actor = actor.id;
        notes << u"asked "_s + question.asked.keys().join(u' ');
        return m_store.load(id);
    }
    Answer<Enrolment> noteRegistryAnswer(EnrolmentId id, const RegistryAnswer &answer, const Actor &) override
    {
        notes << (answer ? u"standing %1"_s.arg(int(*answer)) : u"no answer %1"_s.arg(int(answer.error())));
        if (answer)
            m_store.content[id].registry
                = RegistryNote{*answer, m_by, QDateTime::currentDateTimeUtc(), m_actor, false};
        return m_store.load(id);
    }
    Answer<Enrolment> noteMatchQuestion(EnrolmentId id, const MatchQuestion &question,
                                        const Actor &actor) override
    {
        if (failing)
            return answered<Enrolment>(tl::unexpected(StoreError{StoreFault::DiskFull, {}, 0, {}}));
        m_actor = actor.id;
        notes << u"match %1 %2"_s.arg(question.key).arg(question.samples.size());
        return m_store.load(id);
    }
    Answer<Enrolment> noteMatchAnswer(EnrolmentId id, const MatchAnswer &answer, const Actor &) override
    {
        notes << (answer ? u"result %1"_s.arg(int(*answer)) : u"no answer %1"_s.arg(int(answer.error())));
        if (answer)
            m_store.content[id].match = MatchNote{*answer, QDateTime::currentDateTimeUtc(), m_actor, false};
        return m_store.load(id);
    }

private:
    StoreInMemory &m_store;
    AskedBy m_by = AskedBy::Number;
    QString m_actor;
};

struct RegistryCounter {
    Counter counter;
    NotesInMemory notes{counter.store};
    FakeLookup lookup;
    RegistryAsker asker{counter.desk, notes, lookup};
    DetailsPage page{counter.desk};
    RegistryBar *bar = nullptr;

    explicit RegistryCounter(const QString &service = {})
        : counter(service)
    {
    }
    void open()
    {
        QVERIFY(counter.ready());
        page.offerRegistry(asker);
        bar = page.findChild<RegistryBar *>();
        QVERIFY(bar);
        page.resize(1110, 600);
        page.show();
        page.enter();
    }
    void typePerson()
    {
        counter.desk.setField(u"name.en"_s, u"Sadia Noreen"_s);
        counter.desk.setField(u"birth.date"_s, u"1990-03-21"_s);
    }
    ActionSpec key() const
    {
        for (const ActionSpec &one : page.chrome().more)
            if (one.id == "registry"_L1)
                return one;
        return {};
    }
    bool asks()
    {
        const auto before = lookup.asked.size();
        page.trigger(u"registry"_s);
        return QTest::qWaitFor([&] { return lookup.asked.size() > before; });
    }
    bool becomes(RegistryAsker::State state)
    {
        return QTest::qWaitFor([&] { return asker.state() == state; });
    }
    bool hears(Standing standing)
    {
        if (!asks())
            return false;
        lookup.say(standing);
        return becomes(RegistryAsker::State::Answered);
    }
    template <class Widget> Widget *part(const QString &name) const { return page.findChild<Widget *>(name); }
    bool offersRenewal() const { return part<ActionButton>(u"action.registryRenewal"_s)->isVisible(); }
};

} // namespace indraj
