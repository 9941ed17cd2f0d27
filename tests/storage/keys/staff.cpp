#include "staff.h"

#include "storage/engine.h"

namespace indraj::test {

using namespace Qt::Literals::StringLiterals;

Actor Staff::person(const QString &id)
{
    return {id, id.startsWith(u"sup-"_s) ? Role::Supervisor : Role::Operator, u"Test "_s + id, u"آزمائش"_s};
}

QByteArray Staff::phrase(const QString &id) { return "seven kites of " + id.toUtf8(); }

Staff::Staff(VaultOptions options, const QStringList &ids)
{
    service = std::make_unique<VaultService>(folder(), std::move(options));
    std::vector<NewOperator> people;
    for (const QString &id : ids)
        people.push_back({person(id), secret(phrase(id))});
    if (const auto made = settled(service->create(u"TRN-01"_s, std::move(people))); !made)
        qFatal("no vault: %s", qPrintable(made.error().detail));
}

void Staff::restart(VaultOptions options)
{
    service.reset();
    service = std::make_unique<VaultService>(folder(), std::move(options));
}

tl::expected<Actor, StoreError> Staff::login(const QString &id, const QByteArray &words)
{
    return settled(service->unlock(id, secret(words.isEmpty() ? phrase(id) : words)));
}

tl::expected<Done, StoreError> Staff::confirm(const PersonProposal &proposal, const QString &confirmer,
                                              const QByteArray &words)
{
    return settled(
        service->confirm(proposal.id, confirmer, secret(words.isEmpty() ? phrase(confirmer) : words)));
}

PersonProposal Staff::propose(PersonChange change, const QString &id, const QString &proposer,
                              const QByteArray &words)
{
    const auto made = settled(service->propose(change, person(id), secret(words), person(proposer)));
    if (!made)
        qFatal("not proposed: %s", qPrintable(made.error().detail));
    return *made;
}

KeyRing Staff::ring() const { return KeyRing::parse(readAll(file("keyring.json")), cheapKdf).value(); }

SecretBytes Staff::master(const QString &id, const QByteArray &words) const
{
    auto opened = ring().open(id, secret(words.isEmpty() ? phrase(id) : words));
    if (!opened)
        qFatal("the ring does not open: %s", qPrintable(opened.error().detail));
    return std::move(*opened);
}

QStringList Staff::audit(const QString &id) const
{
    const auto keys = ring().derive(master(id));
    auto database = openDatabase(file("vault.db"), keys->database);
    if (!database)
        qFatal("the database does not open: %s", qPrintable(database.error().detail));
    QStringList lines;
    Statement rows = database->prepare("SELECT event, actor, subject FROM audit ORDER BY sequence");
    for (auto row = rows.step(); row && *row; row = rows.step())
        lines.append(QStringList{rows.text(0), rows.text(1), rows.text(2)}.join(u' '));
    return lines;
}

} // namespace indraj::test
