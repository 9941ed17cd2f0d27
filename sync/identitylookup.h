#pragma once

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
    Person, ///< by the number on the card: is this person registered, expired, deceased?
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

/// How somebody stands in the registry.
enum class Standing {
    NotRegistered,
    Registered,
    Expired, ///< registered; the document is out of its time
    Inactive, ///< registered; the record is not in force
    Deceased,
};

struct PersonFound {
    Standing standing = Standing::NotRegistered;
    QString number; ///< as asked for
    QString name; ///< as the registry writes it; may be empty
    QDate born; ///< invalid: not told
    QDate validUntil; ///< invalid: not told
};

struct VerifyAnswer {
    bool same = false;
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
    virtual void verify(const QString &number, const QList<Sample> &probes, Done<VerifyAnswer> done) = 0;
    /// Candidates in the order of their rank; none: nobody like this is registered.
    virtual void identify(const QList<Sample> &probes, Done<QList<Candidate>> done) = 0;
    virtual void cancel() = 0;
};

} // namespace indraj
