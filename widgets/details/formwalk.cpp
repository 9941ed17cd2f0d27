// How the keys walk through the form: in reading order, over its fields and the boxes that fill several of
// them.
#include "widgets/details/formview.h"

#include "widgets/theme/textstyle.h"

#include <QCheckBox>
#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace indraj {

namespace {
constexpr int roomAround = 40;
}

QList<Field *> FormView::order() const
{
    QList<Field *> list;
    for (const FieldSpec *spec : m_form.allFields()) {
        Field *field = m_fields.value(spec->key);
        Field *pair = m_fields.value(spec->pairedWith);
        if (list.contains(field))
            continue;
        const bool urdu = spec->type == FieldType::TextUrdu || spec->type == FieldType::AddressUrdu;
        if (pair && urdu != urduInterface())
            list << pair << field;
        else if (pair)
            list << field << pair;
        else
            list << field;
    }
    return list;
}

/// The box "same as" stands before the fields of its section, which it can spare.
QList<FormView::Stop> FormView::stops() const
{
    QHash<QString, QString> sectionOf;
    for (const SectionSpec &section : m_form.sections)
        for (const FieldSpec &spec : section.fields)
            sectionOf.insert(spec.key, section.key);
    QList<Stop> list;
    QString last;
    for (Field *field : order()) {
        const QString section = sectionOf.value(field->spec().key);
        if (section != std::exchange(last, section))
            if (QCheckBox *box = m_sameBoxes.value(section))
                list << Stop{box, box};
        list << Stop{field->input(), field};
    }
    return list;
}

void FormView::moveFrom(const QObject *input, bool backwards)
{
    const QList<Stop> all = stops();
    const auto here
        = std::find_if(all.cbegin(), all.cend(), [input](const Stop &stop) { return stop.input == input; });
    const int step = backwards ? -1 : 1;
    for (qsizetype at = here - all.cbegin() + step; at >= 0 && at < all.size(); at += step) {
        const Stop &stop = all.at(at);
        if (!stop.input->isEnabled())
            continue;
        if (auto *field = qobject_cast<Field *>(stop.whole))
            field->focusInput();
        else
            stop.input->setFocus(Qt::TabFocusReason);
        ensureWidgetVisible(stop.whole, 0, roomAround);
        return;
    }
    if (!backwards)
        Q_EMIT lastFieldDone();
}

bool FormView::walkFrom(const QObject *box, const QKeyEvent &key)
{
    const bool enter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (!enter || key.modifiers() & Qt::ControlModifier)
        return false;
    moveFrom(box, key.modifiers() & Qt::ShiftModifier);
    return true;
}

void FormView::focusFirst()
{
    for (Field *field : order())
        if (field->typed().isEmpty() || !field->message().isEmpty()) {
            field->focusInput();
            ensureWidgetVisible(field, 0, roomAround);
            return;
        }
    if (!m_fields.isEmpty())
        order().constFirst()->focusInput();
}

void FormView::focusFirstProblem() { focusProblemAfter(-1); }

void FormView::focusNextProblem()
{
    const QList<Field *> fields = order();
    qsizetype from = -1;
    for (qsizetype i = 0; i < fields.size(); ++i)
        if (fields.at(i)->hasInputFocus())
            from = i;
    focusProblemAfter(from);
}

void FormView::focusProblemAfter(qsizetype from)
{
    const QList<Field *> fields = order();
    for (qsizetype step = 1; step <= fields.size(); ++step) {
        Field *field = fields.at((from + step) % fields.size());
        if (field->message().isEmpty())
            continue;
        field->focusInput();
        ensureWidgetVisible(field, 0, roomAround);
        return;
    }
}

} // namespace indraj
