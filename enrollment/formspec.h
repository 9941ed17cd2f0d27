#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <optional>

namespace indraj {

/// How a field is entered and judged. Each has its own rules in enrollment/validation.h.
enum class FieldType {
    TextEnglish, ///< Latin letters
    TextUrdu, ///< Arabic script
    AddressEnglish, ///< Latin letters, digits, punctuation of an address
    AddressUrdu,
    Cnic, ///< 13 digits, shown 12345-1234567-1
    Mobile, ///< 03xx-xxxxxxx
    Date, ///< stored yyyy-MM-dd, shown dd/MM/yyyy
    Choice, ///< one of `options`
    Province, ///< from resources/forms/places.json
    District, ///< depends on the province field named by `dependsOn`
    Tehsil, ///< depends on the district field named by `dependsOn`
};

/// A text in both languages of the centre. Form texts live in the spec, so that a site can change a form
/// without a translator of the program.
struct BilingualText {
    QString english;
    QString urdu;
};

struct ChoiceOption {
    QString code; ///< stored and sent
    BilingualText label;
};

struct FieldSpec {
    QString key; ///< "name.en"; stable, stored and sent
    FieldType type = FieldType::TextEnglish;
    BilingualText label;
    BilingualText hint; ///< short, may be empty
    bool required = true;
    int maxLength = 60;
    int minimumAge = 0; ///< Date only: whole years the applicant must have completed; 0: no rule
    QString pairedWith; ///< the same value in the other script ("name.ur"); shown side by side
    QString dependsOn; ///< parent field of District and Tehsil
    QString requiredWhen; ///< "marital=married": required only then; empty: see `required`
    QString sameAs; ///< copied from this field while the section's "same as above" choice is on
    QList<ChoiceOption> options;
};

struct SectionSpec {
    QString key;
    BilingualText title;
    QList<FieldSpec> fields;
};

/// One application form. Immutable after parsing.
struct FormSpec {
    QString id; ///< service id, e.g. "first-card"
    int version = 0;
    BilingualText title;
    QString renews; ///< key of the field with the number of the card that is renewed; empty: none is
    QList<SectionSpec> sections;

    const FieldSpec *field(QStringView key) const;
    QList<const FieldSpec *> allFields() const;
};

enum class FormFault { NotJson, MissingKey, UnknownType, DuplicateKey, UnknownReference, TooLarge, BadValue };

struct FormError {
    FormFault fault;
    QString where; ///< JSON path, e.g. "sections[1].fields[3].type"
    QString detail;
};

/// Parses and checks a form spec. Strict: unknown keys, dangling references and duplicate keys are errors.
/// Accepts at most 1 MiB. Any thread.
tl::expected<FormSpec, FormError> parseFormSpec(const QByteArray &json);

} // namespace indraj
