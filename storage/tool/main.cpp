#include "storage/tool/toolcommand.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>

#include <csignal>
#include <cstdio>
#include <mutex>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

void print(std::FILE *out, const QString &text) { std::fputs(text.toLocal8Bit().constData(), out); }

/// Keys are in this process: no core of it, no other process looking in.
void closeUp()
{
    const rlimit none{};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    std::signal(SIGXFSZ, SIG_IGN); // a file size limit is then an error of write()
}

/// On standard error, at most four times a second; a line of its own each time when that is no terminal.
Progress progressLine()
{
    struct State {
        std::mutex mutex;
        QElapsedTimer since;
    };
    const auto state = std::make_shared<State>();
    const bool terminal = ::isatty(2) == 1;
    return [=](const QString &what, qint64 done, qint64 total) {
        const std::lock_guard guard(state->mutex);
        if (state->since.isValid() && state->since.elapsed() < (terminal ? 250 : 5000))
            return;
        state->since.start();
        const QString part = total > 0 ? u" %1 %"_s.arg(100 * done / total) : QString();
        print(stderr, (terminal ? u"\r"_s : QString()) + what + part + (terminal ? u"    "_s : u"\n"_s));
    };
}

void tell(const ToolAnswer &answer, const ToolArguments &arguments)
{
    std::FILE *out = answer.json.contains(u"error"_s) && !arguments.json ? stderr : stdout;
    if (arguments.json) {
        QJsonObject json = answer.json;
        json[u"command"_s] = arguments.command;
        json[u"exit"_s] = answer.exit;
        print(out, QString::fromUtf8(QJsonDocument(json).toJson()));
        return;
    }
    for (const QString &line : answer.lines)
        print(out, line + u'\n');
}

ToolAnswer carryOut(ToolArguments *arguments)
{
    if (arguments->operatorId.isEmpty())
        arguments->operatorId = askOperatorId();
    const auto passphrase = readPassphrase(arguments->passphraseFd, arguments->operatorId);
    if (!passphrase)
        return answerFor(passphrase.error());
    for (const ToolCommand &command : toolCommands()) {
        if (arguments->command != command.name)
            continue;
        const auto answer
            = command.run(*arguments, *passphrase, arguments->quiet ? Progress() : progressLine());
        if (!arguments->quiet && ::isatty(2) == 1)
            print(stderr, u"\r                              \r"_s);
        return answer ? *answer : answerFor(answer.error());
    }
    return {Usage, {}, {}};
}

} // namespace

int main(int argc, char **argv)
{
    closeUp();
    const QCoreApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().sliced(1);
    if (words == QStringList{u"--help"_s} || words == QStringList{u"help"_s}) {
        print(stdout, usageText());
        return Good;
    }
    auto arguments = parseArguments(words);
    if (!arguments) {
        print(stderr, u"indraj-vault: "_s + arguments.error() + u"\n\n"_s + usageText());
        return Usage;
    }
    const ToolAnswer answer = carryOut(&*arguments);
    tell(answer, *arguments);
    return answer.exit;
}
