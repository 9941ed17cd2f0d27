// indraj-scannerd SOCKET [SECONDS]: owns libfprint for one client, so that a stuck driver never stops the
// window. SECONDS, 1 to 30, is how long a capture waits before it is armed anew.
#include "devices/fingerprint/scannerd/clientlink.h"
#include "devices/fingerprint/scannerd/fprintscanner.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdio>

namespace {

enum ExitCode { Ended = 0, WrongUsage = 64, NoSocket = 73, WrongDispatcher = 70 };

/// A helper without its station would keep the scanner from the next one, even when stopped by a debugger.
/// A core file would hold somebody's fingerprints, and so would swap, and another program of the same user
/// could read them in its memory: small enough to be locked wherever it may.
void tieToParent()
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // Not with a sanitizer: it needs ptrace itself, and its shadow is larger than any memory.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    if (setrlimit(RLIMIT_MEMLOCK, &all) == 0)
        mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
#endif
}

} // namespace

int main(int argc, char **argv)
{
    tieToParent();
    qunsetenv("QT_NO_GLIB"); // libfprint hangs without GLib's dispatcher
    QCoreApplication app(argc, argv);
    app.setApplicationName(QStringLiteral("indraj-scannerd"));
    const QStringList arguments = app.arguments();
    const int longest = int(indraj::FprintScanner::longestTurn.count());
    const int seconds = arguments.size() == 3 ? arguments.at(2).toInt() : longest;
    if (arguments.size() < 2 || arguments.size() > 3 || seconds < 1 || seconds > longest) {
        std::fputs("usage: indraj-scannerd SOCKET [SECONDS]\n", stderr);
        return WrongUsage;
    }
    if (!QAbstractEventDispatcher::instance()->inherits("QEventDispatcherGlib")) {
        std::fputs("indraj-scannerd: this Qt has no GLib event dispatcher\n", stderr);
        return WrongDispatcher;
    }
    indraj::FprintScanner scanner{std::chrono::seconds(seconds)};
    indraj::ClientLink link(scanner);
    if (!link.listen(arguments.at(1))) {
        std::fputs("indraj-scannerd: cannot listen on the socket\n", stderr);
        return NoSocket;
    }
    QTimer closing; // a driver that will not close must not keep the process alive
    closing.setSingleShot(true);
    QObject::connect(&closing, &QTimer::timeout, &app, &QCoreApplication::quit);
    QObject::connect(&scanner, &indraj::FprintScanner::stopped, &app, &QCoreApplication::quit);
    QObject::connect(&link, &indraj::ClientLink::finished, &scanner, [&] {
        closing.start(std::chrono::seconds(2));
        scanner.stop();
    });
    QMetaObject::invokeMethod(&scanner, &indraj::FprintScanner::start, Qt::QueuedConnection);
    app.exec();
    return Ended;
}
