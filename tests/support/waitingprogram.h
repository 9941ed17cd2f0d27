#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>

#include <csignal>
#include <cstdio>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace indraj::test {

/// Root looks into every process; what is asked is what another program of the same user can do.
inline void becomeUser()
{
    constexpr uid_t nobody = 65534;
    if (::getuid() == 0 && (::setgid(nobody) != 0 || ::setuid(nobody) != 0))
        ::_exit(9);
}

inline int statusOf(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

/// A program that waits for its input, as a user starts it where cores are allowed.
class WaitingProgram {
public:
    WaitingProgram(const QByteArray &program, const std::vector<const char *> &words)
    {
        if (::pipe2(m_input, O_CLOEXEC) != 0)
            qFatal("no pipe");
        const int file
            = ::open(program.constData(), O_RDONLY | O_CLOEXEC); // the user may not reach its folder
        std::vector<char *> arguments;
        for (const char *word : words)
            arguments.push_back(const_cast<char *>(word));
        arguments.push_back(nullptr);
        m_process = ::fork();
        if (m_process != 0) {
            ::close(file);
            return;
        }
        ::dup2(m_input[0], 0);
        const rlimit cores{1 << 20, 1 << 20};
        ::setrlimit(RLIMIT_CORE, &cores);
        if (::chdir(QDir::tempPath().toLocal8Bit().constData()) != 0)
            ::_exit(9);
        becomeUser();
        ::fexecve(file, arguments.data(), environ);
        ::_exit(8);
    }
    ~WaitingProgram()
    {
        if (m_process > 0)
            abort();
        ::close(m_input[0]);
        ::close(m_input[1]);
    }
    Q_DISABLE_COPY_MOVE(WaitingProgram)

    /// The hard limit of its cores, as /proc has it.
    QByteArray coreLimit() const
    {
        QFile limits(QStringLiteral("/proc/%1/limits").arg(m_process));
        if (!limits.open(QIODevice::ReadOnly))
            return {};
        for (const QByteArray &line : limits.readAll().split('\n')) {
            if (line.startsWith("Max core file size"))
                return line.mid(26).simplified().split(' ').value(1);
        }
        return {};
    }

    /// Whether another process of the same user may read where it has its memory.
    bool isSeenFromOutside() const
    {
        const pid_t curious = ::fork();
        if (curious == 0) {
            becomeUser();
            ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); // a change of the user takes it away
            char path[64];
            std::snprintf(path, sizeof path, "/proc/%d/maps", int(m_process));
            char byte = 0;
            const int file = ::open(path, O_RDONLY | O_CLOEXEC);
            ::_exit(file >= 0 && ::read(file, &byte, 1) == 1 ? 10 : 11);
        }
        return WEXITSTATUS(statusOf(curious)) == 10;
    }

    /// Ends it as a failure of its own would. @returns how it ended.
    int abort()
    {
        ::kill(m_process, SIGABRT);
        return statusOf(std::exchange(m_process, -1));
    }

private:
    int m_input[2] = {-1, -1};
    pid_t m_process = -1;
};

} // namespace indraj::test
