#include "app/backend.h"
#include "app/hardening.h"
#include "app/options.h"
#include "app/rehearsal/rehearsal.h"
#include "app/workstation.h"
#include "storage/memorykeep.h"
#include "widgets/gate/startproblem.h"
#include "widgets/shell/languageswitch.h"
#include "widgets/theme/tokens.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLockFile>
#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <malloc.h>
#include <sys/signalfd.h>
#include <unistd.h>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Exit statuses, after sysexits.h: scripts tell a wrong option from a station that is not prepared.
enum ExitStatus { AllWell = 0, StepFailed = 1, WrongUse = 64, NotPrepared = 78 };

void print(FILE *stream, const QString &text)
{
    std::fputs(text.toLocal8Bit().constData(), stream);
    std::fputc('\n', stream);
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList list;
    for (int i = 1; i < argc; ++i)
        list.append(QString::fromLocal8Bit(argv[i]));
    return list;
}

/// Milliseconds since the kernel started this process, in clock ticks of 10 ms.
qint64 msSinceProcessStart()
{
    QFile stat(u"/proc/self/stat"_s);
    QFile uptime(u"/proc/uptime"_s);
    if (!stat.open(QIODevice::ReadOnly) || !uptime.open(QIODevice::ReadOnly))
        return -1;
    const QByteArray line = stat.readAll();
    const auto fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    const double startedAt = fields.value(19).toDouble() / double(sysconf(_SC_CLK_TCK));
    const double now = uptime.readAll().split(' ').value(0).toDouble();
    return qint64((now - startedAt) * 1000);
}

/// SIGTERM, SIGINT and SIGHUP close the window as a person would: what is typed is saved, servers are left in
/// peace.
void quitOnSignals(QApplication &app)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int number : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, number);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    const int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (descriptor < 0)
        return;
    auto *notifier = new QSocketNotifier(descriptor, QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, [] { QCoreApplication::quit(); });
}

int reportOptionError(const OptionError &error)
{
    const bool asked = error.fault == OptionFault::HelpWanted || error.fault == OptionFault::VersionWanted;
    print(asked ? stdout : stderr, error.text);
    return asked ? AllWell : WrongUse;
}

/// For the authority, before it publishes: needs no window.
int checkReference(const Options &options)
{
    const QString why = ReferenceData::whyNot(options.checkReference, options.resourcesDir);
    print(why.isEmpty() ? stdout : stderr,
          why.isEmpty() ? u"This program can work with it."_s
                        : u"This program cannot work with it: "_s + why);
    return why.isEmpty() ? AllWell : StepFailed;
}

int runWorkstation(QApplication &app, Backend &backend, const Options &options)
{
    for (const UnknownWord &one : backend.unknownWords())
        print(stderr, u"indraj: "_s + describe(one));
    Workstation workstation(backend);
    if (options.language == u"ur"_s)
        workstation.language().setLanguage(Language::Urdu);
    if (options.measureStart) {
        QObject::connect(&workstation, &Workstation::loginShown, &app, [] {
            print(stdout, u"login shown after %1 ms"_s.arg(msSinceProcessStart()));
            QCoreApplication::quit();
        });
    }
    std::unique_ptr<Rehearsal> rehearsal;
    if (!options.rehearsalDir.isEmpty()) {
        rehearsal
            = std::make_unique<Rehearsal>(workstation, backend, options.rehearsalDir, options.rehearsals);
        QObject::connect(rehearsal.get(), &Rehearsal::finished, &app,
                         [](bool allHeld) { QCoreApplication::exit(allHeld ? AllWell : StepFailed); });
        QTimer::singleShot(0, rehearsal.get(), &Rehearsal::start);
    }
    workstation.start();
    // Once events run, the window is there: what was loaded can be started with.
    QTimer::singleShot(0, &backend, [&backend] { backend.reference().started(); });
    return QApplication::exec();
}

StartCause causeOf(StartFault fault)
{
    switch (fault) {
    case StartFault::FormUnreadable:
    case StartFault::PlacesUnreadable:
        return StartCause::Form;
    case StartFault::TrainingNotPrepared:
        return StartCause::Preparation;
    case StartFault::NoCamera:
        return StartCause::Camera;
    case StartFault::ThresholdsUnreadable:
    case StartFault::PolicyUnreadable:
        break;
    }
    return StartCause::Rules;
}

/// Whoever started from a desktop sees no console. Scripts, which rehearse or measure, read that and wait for
/// nobody.
void explain(const StartError &error, const Options &options)
{
    print(stderr, u"indraj: "_s + error.detail);
    if (!options.rehearsalDir.isEmpty() || options.measureStart)
        return;
    LanguageSwitch language;
    if (options.language == u"ur"_s)
        language.setLanguage(Language::Urdu);
    StationNames names;
    names.training = !options.trainingDir.isEmpty();
    names.place = names.training ? BilingualText{u"Training centre"_s, u"تربیتی مرکز"_s}
                                 : BilingualText{u"Registration centre"_s, u"رجسٹریشن مرکز"_s};
    names.stationId = TrainingStation::stationId();
    StartProblem window(names, causeOf(error.fault), error.detail, language);
    QObject::connect(&window, &StartProblem::quitRequested, qApp, &QCoreApplication::quit);
    window.show();
    QApplication::exec();
}

/// glibc gives up to 16 threads on a 2-core machine a heap of their own. Pictures are made in one thread and
/// freed in another, so each of those heaps kept its own largest moment: 421 MB after fifteen
/// citizens, and growing. Two shared ones stay as they are (docs/performance.md). Before the first thread
/// starts, or it has no effect.
void shareHeaps()
{
    if (mallopt(M_ARENA_MAX, 2) != 1)
        print(stderr, u"indraj: the number of heaps could not be limited"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    shareHeaps();
    if (!hardenProcess())
        print(stderr, u"indraj: core dumps could not be switched off"_s);
    // Before anything personal is in memory; the readiness page asks again and tells.
    keepMemoryOffDisk();
    const auto options = parseOptions(argumentsOf(argc, argv));
    if (!options)
        return reportOptionError(options.error());

    if (!options->checkReference.isEmpty())
        return checkReference(*options);

    QApplication app(argc, argv);
    QApplication::setApplicationName(u"indraj"_s);
    QApplication::setApplicationDisplayName(u"Indraj"_s);
    quitOnSignals(app);
    applyTheme(app, options->theme);

    auto backend = Backend::build(*options);
    if (!backend) {
        explain(backend.error(), *options);
        return NotPrepared;
    }
    return runWorkstation(app, **backend, *options);
}
