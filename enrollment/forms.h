#pragma once

#include "enrollment/formspec.h"

#include <QMap>

namespace indraj {

/// The service that begins where nobody asks for another.
inline constexpr QLatin1StringView defaultService("first-card");

/// The services of a station, each with its form: the default one first, the others by id. Immutable, cheap
/// to copy.
class Forms {
public:
    Forms() = default; ///< none; only to be assigned to
    Forms(const FormSpec &only) // implicit: one form is a station with one service
        : Forms(QList<FormSpec>{only})
    {
    }
    explicit Forms(const QList<FormSpec> &forms); ///< ids must be unique

    const QList<FormSpec> &all() const { return m_forms; }
    const FormSpec &first() const { return m_forms.constFirst(); } ///< of the default service
    const FormSpec *find(QAnyStringView service) const; ///< nullptr: not known here

private:
    QList<FormSpec> m_forms;
};

/// Parses the forms of a folder, by file name ("forms/renewal.json"). Each file is named after its service,
/// and the default service must be among them. FormError::where begins with the name of the file. Any thread.
tl::expected<Forms, FormError> parseForms(const QMap<QString, QByteArray> &files);

} // namespace indraj
