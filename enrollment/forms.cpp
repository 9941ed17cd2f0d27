#include "enrollment/forms.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

Forms::Forms(const QList<FormSpec> &forms)
    : m_forms(forms)
{
    std::sort(m_forms.begin(), m_forms.end(), [](const FormSpec &a, const FormSpec &b) {
        const bool first = a.id == defaultService;
        return first != (b.id == defaultService) ? first : a.id < b.id;
    });
}

const FormSpec *Forms::find(QAnyStringView service) const
{
    const auto found = std::find_if(m_forms.cbegin(), m_forms.cend(),
                                    [service](const FormSpec &form) { return form.id == service; });
    return found == m_forms.cend() ? nullptr : &*found;
}

tl::expected<Forms, FormError> parseForms(const QMap<QString, QByteArray> &files)
{
    QList<FormSpec> forms;
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        auto form = parseFormSpec(file.value());
        if (!form) {
            FormError error = form.error();
            error.where = error.where.isEmpty() ? file.key() : file.key() + u": "_s + error.where;
            return tl::unexpected(error);
        }
        // The name of a file is how central replaces a form, and the id is what is stored with an enrolment.
        const QString name = file.key().section(u'/', -1);
        if (name != form->id + u".json"_s)
            return tl::unexpected(FormError{FormFault::BadValue, file.key() + u": id"_s,
                                            u"a form is named after its service: %1.json"_s.arg(form->id)});
        forms.append(std::move(*form));
    }
    Forms all(forms);
    if (!all.find(defaultService))
        return tl::unexpected(FormError{FormFault::MissingKey, u"forms/%1.json"_s.arg(defaultService),
                                        u"the form of the default service is missing"_s});
    return all;
}

} // namespace indraj
