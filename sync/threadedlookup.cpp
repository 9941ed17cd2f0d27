#include "sync/threadedlookup.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

/// What lives on the thread.
struct ThreadedLookup::Host : QObject {
    std::unique_ptr<IdentityLookup> lookup;
};

ThreadedLookup::ThreadedLookup(Factory make, QSet<LookupKind> offered, std::chrono::milliseconds patience,
                               QObject *parent)
    : IdentityLookup(parent)
    , m_offered(std::move(offered))
    , m_patience(patience)
    , m_host(new Host)
{
    m_thread.setObjectName(u"lookup"_s);
    m_host->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_host, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_host, [host = m_host, make = std::move(make)] { host->lookup = make(); }, Qt::QueuedConnection);
}

ThreadedLookup::~ThreadedLookup()
{
    m_thread.quit();
    m_thread.wait();
}

template <class T> void ThreadedLookup::ask(Question<T> question, Done<T> done)
{
    const quint64 id = ++m_last;
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(true);
    connect(timer.get(), &QTimer::timeout, this, [this, id, done] {
        m_open.extract(id).mapped().release()->deleteLater(); // it is what calls
        if (m_open.empty())
            giveUp();
        done(tl::unexpected(LookupError{LookupFault::Timeout, u"no whole answer in time"_s}));
    });
    timer->start(m_patience);
    m_open.emplace(id, std::move(timer));
    // The answer comes back as an event of this object, so it is dropped with it.
    auto back = [this, id, done = std::move(done)](const tl::expected<T, LookupError> &answer) {
        QMetaObject::invokeMethod(
            this,
            [this, id, done, answer] {
                if (m_open.erase(id) > 0)
                    done(answer);
            },
            Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(
        m_host,
        [host = m_host, question = std::move(question), back = std::move(back)] {
            question(*host->lookup, back);
        },
        Qt::QueuedConnection);
}

void ThreadedLookup::giveUp()
{
    QMetaObject::invokeMethod(
        m_host, [host = m_host] { host->lookup->cancel(); }, Qt::QueuedConnection);
}

void ThreadedLookup::cancel()
{
    m_open.clear();
    giveUp();
}

void ThreadedLookup::person(const QString &number, Done<PersonFound> done)
{
    ask<PersonFound>(
        [number](IdentityLookup &lookup, Done<PersonFound> told) { lookup.person(number, std::move(told)); },
        std::move(done));
}

void ThreadedLookup::find(const PersonQuery &query, Done<QList<PersonFound>> done)
{
    ask<QList<PersonFound>>([query](IdentityLookup &lookup,
                                    Done<QList<PersonFound>> told) { lookup.find(query, std::move(told)); },
                            std::move(done));
}

void ThreadedLookup::verify(const QString &number, const QList<Sample> &probes, Done<VerifyAnswer> done)
{
    ask<VerifyAnswer>(
        [number, probes](IdentityLookup &lookup, Done<VerifyAnswer> told) {
            lookup.verify(number, probes, std::move(told));
        },
        std::move(done));
}

void ThreadedLookup::identify(const QList<Sample> &probes, Done<QList<Candidate>> done)
{
    ask<QList<Candidate>>([probes](IdentityLookup &lookup,
                                   Done<QList<Candidate>> told) { lookup.identify(probes, std::move(told)); },
                          std::move(done));
}

} // namespace indraj
