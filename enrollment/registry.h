#pragma once

#include "enrollment/identifiers.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace indraj {

struct Enrolment;
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

/// How a registry is asked with the pictures of a person.
enum class MatchKind {
    Verify, ///< 1:1, is it the person of this number? Where a card is renewed
    Identify, ///< 1:N, is it a person who is registered? For a first card
};

enum class MatchResult {
    Same, ///< Verify: the registry takes both for one person
    Other, ///< Verify: it does not
    NoRecord, ///< Verify: it has nothing to compare with under this number
    Nobody, ///< Identify: nobody who is registered looks like this
    Somebody, ///< Identify: somebody does
};

using MatchAnswer = tl::expected<MatchResult, NoAnswer>;

/// One question with pictures.
struct MatchQuestion {
    MatchKind kind = MatchKind::Identify;
    QString key; ///< Verify: of the field with the number
    QString number; ///< Verify: as stored
    QList<SampleId> samples; ///< face, fingers, irises
    friend bool operator==(const MatchQuestion &, const MatchQuestion &) = default;
};

/// The last answer about the pictures. It names nobody.
struct MatchNote {
    MatchResult result = MatchResult::Nobody;
    QDateTime at; ///< UTC
    QString actorId; ///< who asked
    bool outdated = false; ///< the number, or a picture, is another one since
};

/// Whether the answer fits the application it was asked for. Pure.
bool fitsApplication(MatchResult result);

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

/// The question with pictures that this application allows, face, fingers and irises and nothing else: of a
/// service that renews a card by its number, else among all. Nothing: there is no picture yet, or the number
/// is not whole. Pure.
std::optional<MatchQuestion> matchQuestion(const FormSpec &form, const Enrolment &enrolment);

} // namespace indraj
