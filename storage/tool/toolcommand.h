#pragma once

#include "storage/outcome.h"
#include "storage/repair/vaultcheck.h"
#include "storage/secret.h"

#include <QJsonObject>
#include <QStringList>

#include <span>

namespace indraj {

/// What `indraj-vault` ends with; docs/vault-tool.md.
enum ExitCode : int {
    Good = 0,
    DamageFound = 1,
    Usage = 2,
    WrongPassphrase = 3,
    InUse = 4,
    Trouble = 5, ///< reading or writing failed, the disk is full
    NoPlace = 6, ///< nothing there to work on, or something where the new one should go
    Unfit = 7, ///< the engine's self-check failed, or a fault of the program
};

/// The command line, taken apart. Holds no secret: pass phrases never stand there.
struct ToolArguments {
    QString command;
    QStringList operands;
    QString operatorId;
    int passphraseFd = -1;
    bool json = false;
    bool quiet = false; ///< no progress
};

/// What a command has to say.
struct ToolAnswer {
    int exit = Good;
    QStringList lines;
    QJsonObject json;
};

struct ToolCommand {
    QLatin1StringView name;
    QLatin1StringView operands; ///< for the usage text, e.g. "FOLDER NEWFOLDER"
    qsizetype count; ///< of operands
    QLatin1StringView purpose;
    Outcome<ToolAnswer> (*run)(const ToolArguments &arguments, const SecretBytes &passphrase,
                               const Progress &progress);
};

/// Every command. Another one is a file of its own and a line in commands.cpp.
std::span<const ToolCommand> toolCommands();

/// Nothing, with a text why, for a command line that is none.
tl::expected<ToolArguments, QString> parseArguments(const QStringList &words);
QString usageText();

/// The line of the file descriptor, or of the terminal without echo. At most 1,024 bytes, without its line
/// end.
Outcome<SecretBytes> readPassphrase(int descriptor, const QString &operatorId);
/// Asks on the terminal; empty when there is none.
QString askOperatorId();

/// Exit code and words for what went wrong.
ToolAnswer answerFor(const StoreError &error);

/// The commands. @{
Outcome<ToolAnswer> runCheck(const ToolArguments &, const SecretBytes &, const Progress &);
Outcome<ToolAnswer> runSalvage(const ToolArguments &, const SecretBytes &, const Progress &);
Outcome<ToolAnswer> runBackup(const ToolArguments &, const SecretBytes &, const Progress &);
Outcome<ToolAnswer> runRestore(const ToolArguments &, const SecretBytes &, const Progress &);
Outcome<ToolAnswer> runRekey(const ToolArguments &, const SecretBytes &, const Progress &);
/// @}

} // namespace indraj
