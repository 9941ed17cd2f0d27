#include "storage/tool/toolcommand.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr ToolCommand commands[] = {
    {"check"_L1, "FOLDER"_L1, 1, "verify everything in a vault, change nothing"_L1, runCheck},
    {"salvage"_L1, "FOLDER NEWFOLDER"_L1, 2, "read what verifies of a damaged vault into a new one"_L1,
     runSalvage},
    {"backup"_L1, "FOLDER FILE"_L1, 2, "copy a sound vault into one file"_L1, runBackup},
    {"restore"_L1, "FILE NEWFOLDER"_L1, 2, "make a vault of a backup"_L1, runRestore},
    {"rekey"_L1, "FOLDER"_L1, 1, "encrypt a vault anew under a new master key"_L1, runRekey},
};

const ToolCommand *findCommand(const QString &name)
{
    for (const ToolCommand &command : commands) {
        if (name == command.name)
            return &command;
    }
    return nullptr;
}

/// The value of "--name VALUE" or "--name=VALUE"; moves on past it.
tl::expected<QString, QString> valueOf(const QStringList &words, qsizetype *at)
{
    const QString word = words[*at];
    if (const qsizetype sign = word.indexOf(u'='); sign >= 0)
        return word.sliced(sign + 1);
    if (++*at >= words.size())
        return tl::unexpected(word + u" needs a value"_s);
    return words[*at];
}

tl::expected<void, QString> takeOption(const QStringList &words, qsizetype *at, ToolArguments *arguments)
{
    const QString name = words[*at].section(u'=', 0, 0);
    if (name == u"--json") {
        arguments->json = true;
        return {};
    }
    if (name == u"--quiet") {
        arguments->quiet = true;
        return {};
    }
    if (name != u"--operator" && name != u"--passphrase-fd")
        return tl::unexpected(u"unknown option "_s + name);
    const auto value = valueOf(words, at);
    if (!value)
        return tl::unexpected(value.error());
    if (name == u"--operator") {
        arguments->operatorId = *value;
        return {};
    }
    bool number = false;
    arguments->passphraseFd = value->toInt(&number);
    if (!number || arguments->passphraseFd < 0)
        return tl::unexpected(u"--passphrase-fd needs the number of an open file"_s);
    return {};
}

} // namespace

std::span<const ToolCommand> toolCommands() { return commands; }

tl::expected<ToolArguments, QString> parseArguments(const QStringList &words)
{
    ToolArguments arguments;
    bool options = true;
    for (qsizetype at = 0; at < words.size(); ++at) {
        const QString &word = words[at];
        if (options && word == u"--") {
            options = false;
        } else if (options && word.startsWith(u"--")) {
            if (const auto taken = takeOption(words, &at, &arguments); !taken)
                return tl::unexpected(taken.error());
        } else if (arguments.command.isEmpty()) {
            arguments.command = word;
        } else {
            arguments.operands.append(word);
        }
    }
    const ToolCommand *command = findCommand(arguments.command);
    if (!command)
        return tl::unexpected(arguments.command.isEmpty() ? u"no command"_s
                                                          : u"unknown command "_s + arguments.command);
    if (arguments.operands.size() != command->count || arguments.operands.contains(QString()))
        return tl::unexpected(arguments.command + u" needs "_s + command->operands);
    return arguments;
}

QString usageText()
{
    QString text
        = u"usage: indraj-vault COMMAND ... [--operator ID] [--passphrase-fd N] [--json] [--quiet]\n\n"_s;
    for (const ToolCommand &command : commands) {
        const QString call = u"  %1 %2"_s.arg(command.name, command.operands);
        text += call.leftJustified(30) + command.purpose + u'\n';
    }
    return text
        + u"\nThe pass phrase is asked for without echo, or read from file descriptor N; it never stands on "
          u"the\n"
          "command line. Ends with 0 good, 1 damage found, 2 usage, 3 wrong pass phrase, 4 in use,\n"
          "5 reading or writing failed, 6 nothing there or something in the way, 7 unfit.\n"_s;
}

ToolAnswer answerFor(const StoreError &error)
{
    const auto [code, words] = [&]() -> std::pair<ExitCode, QString> {
        switch (error.fault) {
        case StoreFault::WrongPassphrase:
            return {WrongPassphrase, u"No such operator, or a wrong pass phrase."_s};
        case StoreFault::LockedOut:
            return {
                WrongPassphrase,
                u"Too many wrong pass phrases: try again at %1."_s.arg(error.retryAt.toString(Qt::ISODate))};
        case StoreFault::TpmFailed:
            return {Unfit, u"The TPM does not give its share: another machine, or another state of it."_s};
        case StoreFault::Refused:
            return {WrongPassphrase, u"This operator may not open the vault."_s};
        case StoreFault::AlreadyOpen:
            return {InUse, u"The vault is open in another program."_s};
        case StoreFault::NoVault:
        case StoreFault::NotFound:
            return {NoPlace, u"Nothing is there."_s};
        case StoreFault::VaultExists:
            return {NoPlace, u"Something is at the new place already; nothing was written."_s};
        case StoreFault::Damaged:
            return {DamageFound, u"Damage was found."_s};
        case StoreFault::DiskFull:
            return {Trouble, u"The disk is full; nothing was left behind."_s};
        case StoreFault::IoFailed:
            return {Trouble, u"Reading or writing failed."_s};
        default:
            return {Unfit, u"The program cannot go on."_s};
        }
    }();
    return {code, {words, error.detail}, {{u"error"_s, words}, {u"detail"_s, error.detail}}};
}

} // namespace indraj
