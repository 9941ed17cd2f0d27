#include "storage/tool/toolcommand.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::size_t longest = 1024;

/// The terminal of this process, whatever standard input is.
class Terminal {
public:
    Terminal()
        : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;
    ~Terminal()
    {
        if (m_descriptor < 0)
            return;
        if (m_silent)
            ::tcsetattr(m_descriptor, TCSAFLUSH, &m_before);
        ::close(m_descriptor);
    }
    bool isOpen() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }
    void say(const QString &text)
    {
        const QByteArray bytes = text.toLocal8Bit();
        static_cast<void>(!::write(m_descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size())));
    }
    bool silence()
    {
        if (::tcgetattr(m_descriptor, &m_before) != 0)
            return false;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_silent = ::tcsetattr(m_descriptor, TCSAFLUSH, &silent) == 0;
        return m_silent;
    }

private:
    int m_descriptor;
    bool m_silent = false;
    termios m_before{};
};

/// Byte by byte into locked memory, up to the line end: no buffer of a library holds a copy.
Outcome<SecretBytes> readLine(int descriptor)
{
    SecretBytes room(longest);
    std::size_t size = 0;
    for (;;) {
        std::uint8_t byte = 0;
        const auto count = ::read(descriptor, &byte, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failed(StoreFault::IoFailed,
                          u"the pass phrase cannot be read: "_s
                              + QString::fromLocal8Bit(std::strerror(errno)));
        if (count == 0 || byte == '\n')
            break;
        if (size == longest)
            return failed(StoreFault::WrongPassphrase, u"longer than a pass phrase may be"_s);
        room.bytes()[size++] = byte;
    }
    SecretBytes line(size);
    std::copy_n(room.bytes().data(), size, line.bytes().data());
    return line;
}

} // namespace

Outcome<SecretBytes> readPassphrase(int descriptor, const QString &operatorId)
{
    if (descriptor >= 0)
        return readLine(descriptor);
    Terminal terminal;
    if (!terminal.isOpen() || !terminal.silence())
        return failed(StoreFault::IoFailed, u"no terminal to ask for the pass phrase; use --passphrase-fd"_s);
    terminal.say(u"Pass phrase of %1: "_s.arg(operatorId));
    auto line = readLine(terminal.descriptor());
    terminal.say(u"\n"_s);
    return line;
}

QString askOperatorId()
{
    Terminal terminal;
    if (!terminal.isOpen())
        return {};
    terminal.say(u"Operator id: "_s);
    const auto line = readLine(terminal.descriptor());
    if (!line)
        return {};
    return QString::fromUtf8(reinterpret_cast<const char *>(line->bytes().data()),
                             static_cast<qsizetype>(line->size()))
        .trimmed();
}

} // namespace indraj
