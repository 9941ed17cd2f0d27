#include "childmodes.h"

#include "staff.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <unistd.h>

namespace indraj::test {

using namespace Qt::Literals::StringLiterals;

namespace {

void say(const char *line)
{
    std::puts(line);
    std::fflush(stdout);
}

SecretBytes words(const QString &id) { return secret(Staff::phrase(id)); }

/// One re-key after the other, until somebody kills it.
int rekeyForEver(VaultService &vault)
{
    const Actor actor = Staff::person(u"sup-1"_s);
    say("open");
    while (settled(vault.rekey(actor)))
        say("changed");
    return 4;
}

/// The operator gets the same pass phrase again and again, each time by two people.
int confirmForEver(VaultService &vault)
{
    const Actor actor = Staff::person(u"sup-1"_s);
    say("open");
    for (;;) {
        const auto proposal = settled(
            vault.propose(PersonChange::NewPassphrase, Staff::person(u"op-1"_s), words(u"op-1"_s), actor));
        if (!proposal || !settled(vault.confirm(proposal->id, u"sup-2"_s, words(u"sup-2"_s))))
            return 4;
        say("changed");
    }
}

SecretBytes part(const SecretBytes &whole, std::size_t begin, std::size_t end)
{
    SecretBytes copy(end - begin);
    std::memcpy(copy.bytes().data(), whole.bytes().data() + begin, copy.size());
    return copy;
}

/// Two lines of standard input, past every buffer of a library: pass phrase and name.
std::pair<SecretBytes, SecretBytes> readInput()
{
    SecretBytes all(512);
    std::size_t size = 0;
    const auto lines = [&] { return std::count(all.bytes().begin(), all.bytes().end(), '\n'); };
    while (size < all.size() && lines() < 2) {
        const auto count = ::read(STDIN_FILENO, all.bytes().data() + size, all.size() - size);
        if (count <= 0)
            break;
        size += static_cast<std::size_t>(count);
    }
    const auto bytes = all.bytes();
    const auto first = std::find(bytes.begin(), bytes.end(), std::uint8_t('\n'));
    const auto second = std::find(first + 1, bytes.end(), std::uint8_t('\n'));
    const auto at = [&](auto position) { return static_cast<std::size_t>(position - bytes.begin()); };
    return {part(all, 0, at(first)), part(all, at(first) + 1, at(second))};
}

/// A shift with everything that sees the name or the pass phrase.
bool work(VaultService &vault, const SecretBytes &passphrase, const SecretBytes &nameBytes)
{
    const Actor actor = Staff::person(u"sup-1"_s);
    const QString name = QString::fromUtf8(reinterpret_cast<const char *>(nameBytes.bytes().data()),
                                           qsizetype(nameBytes.size()));
    std::vector<NewOperator> people;
    people.push_back({actor, passphrase.clone()});
    people.push_back({Staff::person(u"op-1"_s), passphrase.clone()});
    if (!settled(vault.create(u"TRN-01"_s, std::move(people)))
        || !settled(vault.unlock(actor.id, passphrase.clone())))
        return false;
    const auto draft = settled(vault.createDraft(actor, u"first-card"_s, 1));
    FieldValues fields{{u"name.en"_s, name}, {u"name.ur"_s, name}};
    for (int i = 0; i < 30; ++i)
        fields.insert(u"address.%1"_s.arg(i), (name + u' ').repeated(20));
    Sample sample = portraitSample();
    sample.bytes = name.toUtf8().repeated(2000);
    ListFilter filter;
    filter.text = name.left(6);
    const bool done = draft && settled(vault.saveFields(draft->id, fields, u"details"_s, actor))
        && settled(vault.saveSample(draft->id, sample, actor)) && settled(vault.load(draft->id))
        && settled(vault.loadSample(draft->id, sample.info.id)) && settled(vault.list(filter))->size() == 1
        && settled(vault.act(draft->id, Act::Review, actor, {}, {})).has_value() == false
        && settled(vault.rekey(actor)) && settled(vault.makeRecovery(actor, u"op-1"_s, passphrase.clone()))
        && settled(vault.identity());
    return done && settled(vault.lock());
}

int canary(const QString &folder)
{
    VaultService vault(folder, cheapOptions());
    {
        const auto [passphrase, name] = readInput();
        if (!work(vault, passphrase, name))
            return 5;
    }
    // What a look into this process must find, or it has not looked.
    const QByteArray control = QByteArray("control-").append(QByteArray::number(4711));
    say("locked");
    char letter = 0;
    static_cast<void>(::read(STDIN_FILENO, &letter, 1));
    return control.isEmpty() ? 1 : 0;
}

} // namespace

std::optional<int> runKeysMode(const QString &mode, const QString &folder)
{
    if (mode == u"canary")
        return canary(folder);
    if (mode != u"rekey" && mode != u"confirm")
        return std::nullopt;
    VaultService vault(folder, cheapOptions());
    if (!settled(vault.unlock(u"sup-1"_s, words(u"sup-1"_s))))
        return 3;
    return mode == u"rekey" ? rekeyForEver(vault) : confirmForEver(vault);
}

} // namespace indraj::test
