// How changes of the form are taken back and made again.
#include "widgets/details/formview.h"

#include <QCheckBox>

namespace indraj {

void FormView::undo() { putBack(m_history.undo()); }

void FormView::redo() { putBack(m_history.redo()); }

void FormView::putBack(const std::optional<FormHistory::Step> &step)
{
    if (!step || !m_desk.hasEnrolment())
        return;
    for (auto value = step->values.cbegin(); value != step->values.cend(); ++value)
        m_desk.setField(value.key(), value.value());
    for (Field *field : std::as_const(m_fields)) {
        const QString &key = field->spec().key;
        if (!step->values.contains(key) && !step->values.contains(field->spec().dependsOn))
            continue;
        fillOptions(field);
        field->setValue(m_desk.enrolment().fields.value(key));
        judge(field, !field->typed().isEmpty());
    }
    refreshSame();
    if (Field *field = m_fields.value(step->field)) {
        field->focusInput();
        ensureWidgetVisible(field, 0, 40);
    }
    Q_EMIT problemsChanged();
}

/// A box is ticked where both addresses are the same.
void FormView::refreshSame()
{
    const FieldValues &values = m_desk.enrolment().fields;
    for (const SectionSpec &section : m_form.sections) {
        QCheckBox *box = m_sameBoxes.value(section.key);
        if (!box)
            continue;
        const bool same
            = std::all_of(section.fields.begin(), section.fields.end(), [&](const FieldSpec &spec) {
                  return spec.sameAs.isEmpty()
                      || (!values.value(spec.key).isEmpty()
                          && values.value(spec.key) == values.value(spec.sameAs));
              });
        box->setChecked(same);
        setSame(section.key, same);
    }
}

} // namespace indraj
