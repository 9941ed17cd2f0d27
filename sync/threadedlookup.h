#pragma once

#include "sync/identitylookup.h"

#include <QSet>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <map>
#include <memory>

namespace indraj {

/// A registry behind a thread of its own, so that whoever asks never waits for a token's file, for TLS or for
/// a large answer. A façade: no method blocks; only the destructor waits for the thread to end, which takes
/// no longer than the lookup's own destructor. Lives on the thread of whoever asks.
class ThreadedLookup : public IdentityLookup {
    Q_OBJECT
public:
    using Factory = std::function<std::unique_ptr<IdentityLookup>()>;
    /// `make` is called once, on the new thread, and what it makes is destroyed there. `offered`: what that
    /// offers. A question that has no answer after `patience` ends with LookupFault::Timeout, however slowly
    /// bytes still come; when it was the only one under way, what it began is given up.
    ThreadedLookup(Factory make, QSet<LookupKind> offered, std::chrono::milliseconds patience,
                   QObject *parent = nullptr);
    ~ThreadedLookup() override;

    bool offers(LookupKind kind) const override { return m_offered.contains(kind); }
    void person(const QString &number, Done<PersonFound> done) override;
    void find(const PersonQuery &query, Done<QList<PersonFound>> done) override;
    void verify(const QString &number, const QList<Sample> &probes, Done<VerifyAnswer> done) override;
    void identify(const QList<Sample> &probes, Done<QList<Candidate>> done) override;
    void cancel() override;

private:
    struct Host;
    template <class T> using Question = std::function<void(IdentityLookup &lookup, Done<T> done)>;
    template <class T> void ask(Question<T> question, Done<T> done);
    void giveUp();

    const QSet<LookupKind> m_offered;
    const std::chrono::milliseconds m_patience;
    QThread m_thread;
    Host *m_host; ///< lives on m_thread, which deletes it when it ends
    std::map<quint64, std::unique_ptr<QTimer>> m_open; ///< questions without an answer yet
    quint64 m_last = 0;
};

} // namespace indraj
