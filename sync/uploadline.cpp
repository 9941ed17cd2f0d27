// Whom the worker sends to, and what it knows of the line there; when it sends is in uploadplan.cpp.
#include "sync/osia/osiaupload.h"
#include "sync/synclog.h"
#include "sync/uploadworker.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;
using std::chrono::milliseconds;

void UploadWorker::openClient()
{
    using Identity = std::shared_ptr<StationIdentity>;
    when(m_identity(), [this](const tl::expected<Identity, StoreError> &identity) {
        const auto opened
            = identity && *identity ? openLine(**identity) : tl::unexpected(u"no station identity"_s);
        if (!opened) {
            qCWarning(lcSync, "cannot send: %s", qPrintable(opened.error()));
            m_line.lastFault = UploadFault::TlsRefused;
            countLineFailure();
            return readQueue([this] { endRound(); });
        }
        m_station = *identity;
        if (m_client && !m_options.referenceFolder.isEmpty())
            m_folder = std::make_unique<SetFolder>(m_options.referenceFolder, m_options.referencePem,
                                                   m_station->stationId);
        beginRound();
    });
}

tl::expected<void, QString> UploadWorker::openLine(const StationIdentity &station)
{
    if (m_options.osia) {
        m_osia = std::make_unique<OsiaClient>(*m_options.osia, m_options.answerTimeout);
        connect(m_osia.get(), &OsiaClient::contact, this, [this](const OsiaAnswer &answer) {
            contacted(answer.answered(), lineFaultOf(answer), answer.took, answer.carried);
        });
        return {};
    }
    auto client = CentralClient::open(m_options, station);
    if (!client)
        return tl::unexpected(client.error());
    m_client = std::move(*client);
    connect(m_client.get(), &CentralClient::contact, this, &UploadWorker::contactedCentral);
    return {};
}

void UploadWorker::contactedCentral(const CentralAnswer &answer)
{
    contacted(answer.answered(),
              answer.answered() && answer.fault != UploadFault::Busy ? UploadFault::None : answer.fault,
              answer.took, answer.carried);
}

void UploadWorker::probe()
{
    if (m_client)
        return m_client->probe([this](const CentralAnswer &) { finishRound(); });
    m_osia->probe([this](const OsiaAnswer &) { finishRound(); });
}

std::unique_ptr<Upload> UploadWorker::uploadOf(const UploadRecord &record)
{
    const auto reserved = std::make_shared<qint64>(0);
    std::erase_if(m_reserved, [](const std::weak_ptr<qint64> &each) { return each.expired(); });
    m_reserved.push_back(reserved);
    const auto go
        = [this, reserved](qint64 bytes, bool begun) { return mayGo(bytes, begun, reserved.get()); };
    if (m_osia)
        return std::make_unique<OsiaUpload>(OsiaUpload::Context{*m_osia, m_store, m_options.nowUtc, go},
                                            record);
    auto upload = std::make_unique<PacketUpload>(
        PacketUpload::Context{*m_client, m_store, m_options, m_station, m_announced.contains(record.packet),
                              m_checked.contains(record.packet), go},
        record);
    // Its last chunk is paid for: only the receipt is still to come.
    connect(upload.get(), &Upload::carried, this, [reserved] { *reserved = aroundOneChunk; });
    return upload;
}

/// `fault` None: whoever takes the packets was there and has time for us.
void UploadWorker::contacted(bool answered, UploadFault fault, milliseconds took, qint64 carried)
{
    if (isCounted())
        m_budget.spend(carried, localNow());
    m_line.online = answered;
    if (answered) {
        m_line.lastContact = m_options.nowUtc();
        m_line.latencyMs = static_cast<int>(took.count());
    }
    m_line.lastFault = fault;
    if (fault == UploadFault::None) {
        m_lineFailures = 0;
        m_lineCounted = false;
        m_lineRetryAt = {};
    } else {
        countLineFailure();
    }
    publishLine();
}

/// Once per round: how many calls met the dead line says nothing about how long it is dead.
void UploadWorker::countLineFailure()
{
    if (!std::exchange(m_lineCounted, true))
        ++m_lineFailures;
}

} // namespace indraj
