#include "storage/audit/headmark.h"

#include "storage/crypto.h"
#include "storage/durablefile.h"

#include <QFile>

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype slotSize = 512;

int openMark(const QString &path)
{
    return ::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
}

} // namespace

HeadMark::HeadMark(int descriptor, const QString &vaultId, SecretBytes key)
    : m_descriptor(descriptor)
    , m_vaultId(vaultId)
    , m_key(std::move(key))
{
}

HeadMark::HeadMark(HeadMark &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_vaultId(std::move(other.m_vaultId))
    , m_key(std::move(other.m_key))
    , m_head(std::move(other.m_head))
    , m_next(other.m_next)
{
}

HeadMark &HeadMark::operator=(HeadMark &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    m_vaultId = std::move(other.m_vaultId);
    m_key = std::move(other.m_key);
    m_head = std::move(other.m_head);
    m_next = other.m_next;
    return *this;
}

HeadMark::~HeadMark()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

QByteArray HeadMark::slotText(const AuditHead &head) const
{
    const QByteArray mac = hmacSha256(
        m_key.bytes(),
        lengthPrefixed({"indraj-mark-1", m_vaultId.toUtf8(), bigEndian(head.sequence), head.hash}));
    QByteArray text = "indraj-mark-1 " + m_vaultId.toUtf8() + ' ' + QByteArray::number(head.sequence) + ' '
        + head.hash.toHex() + ' ' + mac.toHex();
    return text.leftJustified(slotSize - 1, ' ') + '\n';
}

bool HeadMark::readSlot(int slot)
{
    QByteArray text(slotSize, '\0');
    const auto size = ::pread(m_descriptor, text.data(), slotSize, slot * slotSize);
    const QList<QByteArray> words = text.trimmed().split(' ');
    if (size != slotSize || words.size() != 5)
        return false;
    const AuditHead head{words[2].toLongLong(), QByteArray::fromHex(words[3])};
    // Comparing the whole slot also refuses every other spelling of the same numbers.
    if (!equalSecrets(viewOf(slotText(head)), viewOf(text)) || head.sequence < m_head.sequence)
        return false;
    m_head = head;
    m_next = 1 - slot;
    return true;
}

Outcome<HeadMark> HeadMark::open(const QString &path, const QString &vaultId, SecretBytes key)
{
    const int descriptor = openMark(path);
    if (descriptor < 0)
        return failed(errno == ENOENT ? StoreFault::NotFound : StoreFault::IoFailed,
                      u"the mark of the audit head cannot be opened"_s);
    HeadMark mark(descriptor, vaultId, std::move(key));
    const bool first = mark.readSlot(0);
    const bool second = mark.readSlot(1);
    if (!first && !second)
        return failed(StoreFault::Damaged, u"audit chain: the mark of its head was changed"_s);
    return mark;
}

Outcome<HeadMark> HeadMark::make(const QString &path, const QString &vaultId, SecretBytes key,
                                 const AuditHead &head)
{
    HeadMark mark(-1, vaultId, std::move(key));
    const QByteArray text = mark.slotText(head);
    if (text.size() != slotSize)
        return failed(StoreFault::Internal, u"the mark of the audit head is too long"_s);
    if (const auto written = writeDurably(path, text + text); !written)
        return tl::unexpected(written.error());
    mark.m_descriptor = openMark(path);
    if (mark.m_descriptor < 0)
        return failed(StoreFault::IoFailed, u"the mark of the audit head cannot be opened"_s);
    mark.m_head = head;
    return mark;
}

Outcome<void> HeadMark::move(const AuditHead &head, bool sync)
{
    const QByteArray text = slotText(head);
    // Not waited for: the kernel begins to write now, and the next commit's own sync empties the disk's
    // cache.
    const auto begin = [this] { return ::sync_file_range(m_descriptor, 0, 0, SYNC_FILE_RANGE_WRITE); };
    if (::pwrite(m_descriptor, text.constData(), slotSize, m_next * slotSize) != slotSize
        || (sync ? ::fdatasync(m_descriptor) : begin()) != 0)
        return failed(StoreFault::IoFailed, u"the mark of the audit head could not be moved"_s);
    m_head = head;
    m_next = 1 - m_next;
    return {};
}

} // namespace indraj
