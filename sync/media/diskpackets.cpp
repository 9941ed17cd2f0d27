#include "sync/media/diskpackets.h"

#include "sync/media/diskfile.h"
#include "sync/media/medialist.h"

#include <QDir>
#include <QFile>
#include <QtConcurrentRun>

#include <cstdio>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

/// From the disk, not from what the system remembers of it.
bool hasList(const QString &folder) { return !digestFromDisk(folder + u"/list.p7s"_s).isEmpty(); }

} // namespace

DiskPackets::DiskPackets(QString folder)
    : m_folder(std::move(folder))
{
    m_thread.setMaxThreadCount(1);
}

DiskPackets::~DiskPackets() { m_thread.waitForDone(); }

template <class Job> auto DiskPackets::run(Job job) { return QtConcurrent::run(&m_thread, std::move(job)); }

Answer<QByteArray> DiskPackets::packetBytes(PacketId packet, qint64 offset, qint64 length)
{
    return run([this, packet, offset, length]() -> tl::expected<QByteArray, StoreError> {
        QFile file(mediaPacketPath(m_folder, packet));
        QByteArray bytes;
        if (file.open(QIODevice::ReadOnly) && file.seek(offset))
            bytes = file.read(length);
        if (bytes.size() == length)
            return bytes;
        return tl::unexpected(StoreError{hasList(m_folder) ? StoreFault::Damaged : StoreFault::IoFailed,
                                         u"the packet on the disk cannot be read"_s});
    });
}

Answer<Done> DiskPackets::recordAttempt(const UploadRecord &)
{
    return run([]() -> tl::expected<Done, StoreError> { return Done{}; });
}

bool DiskPackets::write(const QString &path, const QByteArray &bytes)
{
    const QString making = path + u".making"_s;
    QFile::remove(making);
    DiskFile file(making);
    const QByteArray from = QFile::encodeName(making), to = QFile::encodeName(path);
    const bool written = file.write(bytes) && file.settle()
        && std::rename(from.constData(), to.constData()) == 0 && settleFolder(QFileInfo(path).absolutePath());
    if (!written) {
        QFile::remove(making);
        m_writeFailed = true;
    }
    return written;
}

Answer<UploadRecord> DiskPackets::recordReceipt(PacketId packet, const QByteArray &receipt)
{
    return run([this, packet, receipt]() -> tl::expected<UploadRecord, StoreError> {
        if (!write(mediaReceiptPath(m_folder, packet), receipt))
            return tl::unexpected(
                StoreError{StoreFault::IoFailed, u"the receipt cannot be written to the disk"_s});
        UploadRecord record;
        record.packet = packet;
        record.receipt = receipt;
        return record;
    });
}

Answer<Done> DiskPackets::writeImportReceipt(const QByteArray &receipt)
{
    return run([this, receipt]() -> tl::expected<Done, StoreError> {
        if (!write(m_folder + u"/import-receipt.p7s"_s, receipt))
            return tl::unexpected(StoreError{StoreFault::IoFailed, u"import-receipt.p7s"_s});
        return Done{};
    });
}

Answer<bool> DiskPackets::isThere()
{
    return run([this]() -> tl::expected<bool, StoreError> { return hasList(m_folder); });
}

} // namespace indraj
