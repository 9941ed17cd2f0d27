#pragma once

#include "enrollment/registry.h"
#include "enrollment/samples.h"

#include <QDate>
#include <QObject>
#include <QString>

#include <tl/expected.hpp>

#include <functional>
#include <optional>

namespace indraj {

/// What a counter may ask a registry, each allowed or not by the site.
enum class LookupKind {
    Person, ///< by the number on the card, or by name and date of birth: registered, expired, deceased?
    Verify, ///< 1:1, is the person at the counter the one of this number?
    Identify, ///< 1:N, is the person at the counter registered at all?
};

enum class LookupFault {
    NotOffered, ///< this site does not allow it
    NotAllowed, ///< the registry does not let us: token, or its scopes
    NoConnection,
    Timeout,
    Later, ///< the registry has taken the question and answers another way
    Refused, ///< it cannot work with the question
    BadAnswer, ///< what came is not what was asked for
};

struct LookupError {
    LookupFault fault = LookupFault::NotOffered;
    QString detail{}; ///< for the log: never personal data
};

struct PersonFound {
    Standing standing = Standing::NotRegistered;
    QString number; ///< as asked for; empty where it was not asked by
    QString name; ///< as the registry writes it; may be empty
    QDate born; ///< invalid: not told
    QDate validUntil; ///< invalid: not told
};

/// What is asked by where there is no number.
struct PersonQuery {
    QString name;
    QDate born;
};

struct VerifyAnswer {
    bool same = false;
    bool known = true; ///< false: nothing is registered under this number
    std::optional<double> score{}; ///< in the registry's own scale
};

struct Candidate {
    QString number;
    int rank = 0; ///< the lowest is the most alike
    double score = 0; ///< in the registry's own scale
};

/// Questions to a registry that the site runs. One interface, so that a counter need not know which: OSIA's
/// data access and ABIS today. Lives on one thread; every question ends with one call of `done`, never from
/// within the call, unless cancel() or the destructor came first. Nothing asked or answered is logged or
/// kept.
class IdentityLookup : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    template <class T> using Done = std::function<void(const tl::expected<T, LookupError> &)>;

    virtual bool offers(LookupKind kind) const = 0;
    virtual void person(const QString &number, Done<PersonFound> done) = 0;
    /// Everybody of that name and date of birth, but no more than the site lets it be told; nobody is an
    /// answer too.
    virtual void find(const PersonQuery &query, Done<QList<PersonFound>> done) = 0;
    virtual void verify(const QString &number, const QList<Sample> &probes, Done<VerifyAnswer> done) = 0;
    /// Candidates in the order of their rank; none: nobody like this is registered.
    virtual void identify(const QList<Sample> &probes, Done<QList<Candidate>> done) = 0;
    virtual void cancel() = 0;
};

} // namespace indraj
