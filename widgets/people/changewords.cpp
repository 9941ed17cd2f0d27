#include "widgets/people/changewords.h"

#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

#include <QCoreApplication>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {
struct ChangeWords {
    Q_DECLARE_TR_FUNCTIONS(indraj::PersonChange)
};

QString named(const Actor &person) { return actorName(person) + u" ("_s + isolated(person.id) + u')'; }
} // namespace

QString changeTitle(PersonChange change, const Actor &person)
{
    switch (change) {
    case PersonChange::Add:
        return person.id.isEmpty() ? ChangeWords::tr("Add a person")
                                   : ChangeWords::tr("Add %1").arg(named(person));
    case PersonChange::Suspend:
        return ChangeWords::tr("Suspend %1").arg(named(person));
    case PersonChange::Resume:
        return ChangeWords::tr("Resume %1").arg(named(person));
    case PersonChange::NewPassphrase:
        return ChangeWords::tr("New pass phrase for %1").arg(named(person));
    case PersonChange::ChangeRole:
        return ChangeWords::tr("Make %1 %2").arg(named(person), roleWord(person.role));
    case PersonChange::Remove:
        return ChangeWords::tr("Remove %1").arg(named(person));
    }
    Q_UNREACHABLE();
}

QStringList changePreview(PersonChange change, const Actor &person)
{
    const QString name = actorName(person).isEmpty() ? ChangeWords::tr("This person") : actorName(person);
    QStringList lines;
    switch (change) {
    case PersonChange::Add:
        lines << ChangeWords::tr("%1 can sign in here as %2.").arg(name, roleWord(person.role))
              << ChangeWords::tr("%1 types the pass phrase now. Nobody else may see it.").arg(name);
        break;
    case PersonChange::Suspend:
        lines << ChangeWords::tr("%1 cannot sign in any more, until resumed.").arg(name)
              << ChangeWords::tr("Enrolments of %1 stay; others finish them.").arg(name);
        break;
    case PersonChange::Resume:
        lines << ChangeWords::tr("%1 can sign in again, with the same pass phrase as before.").arg(name);
        break;
    case PersonChange::NewPassphrase:
        lines << ChangeWords::tr("The old pass phrase of %1 opens nothing any more.").arg(name)
              << ChangeWords::tr("%1 types the new one now. Nobody else may see it.").arg(name);
        break;
    case PersonChange::ChangeRole:
        lines << (person.role == Role::Supervisor
                      ? ChangeWords::tr("%1 may approve, return and reject, and change people.").arg(name)
                      : ChangeWords::tr(
                            "%1 captures and signs off, and decides about nobody's work any more.")
                            .arg(name));
        break;
    case PersonChange::Remove:
        lines << ChangeWords::tr("%1 can never sign in here again.").arg(name)
              << ChangeWords::tr(
                     "The keys of the store are changed, because %1 has known them. This can take "
                     "some time; leave the computer on.")
                     .arg(name);
        break;
    }
    lines << ChangeWords::tr("Both names and the time are noted in the audit chain.");
    return lines;
}

QString changeDone(PersonChange change, const Actor &person)
{
    const QString name = actorName(person);
    switch (change) {
    case PersonChange::Add:
        return ChangeWords::tr("%1 can sign in now.").arg(name);
    case PersonChange::Suspend:
        return ChangeWords::tr("%1 is suspended.").arg(name);
    case PersonChange::Resume:
        return ChangeWords::tr("%1 can sign in again.").arg(name);
    case PersonChange::NewPassphrase:
        return ChangeWords::tr("The new pass phrase of %1 is in force.").arg(name);
    case PersonChange::ChangeRole:
        return ChangeWords::tr("%1 has the new role from the next sign-in on.").arg(name);
    case PersonChange::Remove:
        return ChangeWords::tr("%1 is removed, and the keys are changed.").arg(name);
    }
    Q_UNREACHABLE();
}

} // namespace indraj
