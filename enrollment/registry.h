#pragma once

#include <QDateTime>
#include <QMap>
#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace indraj {

struct FormSpec;

/// How somebody stands in the registry of the site.
enum class Standing {
    NotRegistered,
    Registered,
    Expired, ///< registered; the document is out of its time
    Inactive, ///< registered; the record is not in force
    Deceased,
    Several, ///< more than one person fits; only where no number was asked by
};

/// Why a question to the registry has no answer.
enum class NoAnswer {
    NoLine,
    Timeout,
    NotAllowed, ///< the registry does not let this station ask
    Refused, ///< it cannot work with the question
    Unreadable, ///< what came is not what was asked for
    Cancelled,
};

using RegistryAnswer = tl::expected<Standing, NoAnswer>;

/// What a registry is asked by.
enum class AskedBy {
    Number, ///< that of the card which is renewed
    NameAndBirth, ///< name in English and date of birth
};

/// One question to the registry: the fields it is asked by with their values, as stored.
struct RegistryQuestion {
    AskedBy by = AskedBy::Number;
    QMap<QString, QString> asked;
    QString without; ///< NameAndBirth: key of the number that is not there; empty: the form has none
};

/// The last answer of the registry about an application. It names nobody.
struct RegistryNote {
    Standing standing = Standing::NotRegistered;
    AskedBy by = AskedBy::Number;
    QDateTime at; ///< UTC
    QString actorId; ///< who asked
    bool outdated = false; ///< a value that was asked by has been changed since
};

/// What a standing means for the application it was asked for.
enum class RegistryMeaning {
    Fits,
    RenewalInstead, ///< a first card for somebody who is registered
    Unknown, ///< a renewal for somebody who is not
    NotInForce,
    Deceased,
    SeveralFit,
};

/// `renewsCard`: the application renews a card. Pure.
RegistryMeaning meaningOf(Standing standing, bool renewsCard);

/// The question that these values allow: by the number of the card that is renewed, or where there is none by
/// name in English and date of birth. Nothing: neither is there whole. Values as of normaliseField(). Pure.
std::optional<RegistryQuestion> registryQuestion(const FormSpec &form, const QMap<QString, QString> &values);

} // namespace indraj
