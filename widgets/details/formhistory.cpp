#include "widgets/details/formhistory.h"

namespace indraj {

void FormHistory::note(const QString &field, const FieldValues &before, const FieldValues &after)
{
    Change change{field, {}, {}};
    const bool goesOn = m_visitOpen && !m_done.isEmpty() && m_done.constLast().field == field;
    if (goesOn)
        change = m_done.takeLast();
    QSet<QString> keys(before.keyBegin(), before.keyEnd());
    keys.unite(QSet<QString>(after.keyBegin(), after.keyEnd()));
    for (const QString &key : std::as_const(keys)) {
        if (before.value(key) == after.value(key))
            continue;
        if (!change.before.contains(key))
            change.before.insert(key, before.value(key));
        change.after.insert(key, after.value(key));
    }
    drop(change);
    m_visitOpen = true;
    if (change.after.isEmpty())
        return; // typed and taken back by hand
    m_undone.clear();
    m_done.append(change);
}

void FormHistory::drop(Change &change)
{
    for (const QString &key : change.after.keys())
        if (change.before.value(key) == change.after.value(key)) {
            change.before.remove(key);
            change.after.remove(key);
        }
}

void FormHistory::endVisit() { m_visitOpen = false; }

void FormHistory::clear()
{
    m_done.clear();
    m_undone.clear();
    m_visitOpen = false;
}

std::optional<FormHistory::Step> FormHistory::undo()
{
    endVisit();
    if (m_done.isEmpty())
        return {};
    m_undone.append(m_done.takeLast());
    return Step{m_undone.constLast().field, m_undone.constLast().before};
}

std::optional<FormHistory::Step> FormHistory::redo()
{
    endVisit();
    if (m_undone.isEmpty())
        return {};
    m_done.append(m_undone.takeLast());
    return Step{m_done.constLast().field, m_done.constLast().after};
}

} // namespace indraj
