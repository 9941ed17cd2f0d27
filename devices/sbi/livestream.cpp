#include "devices/sbi/livestream.h"

#include "devices/sbi/capturerequest.h"
#include "devices/sbi/httpcall.h"

#include <QBuffer>
#include <QImageReader>
#include <QLoggingCategory>
#include <QNetworkReply>

Q_DECLARE_LOGGING_CATEGORY(sbiLog)

namespace indraj::sbi {

using namespace std::chrono_literals;

namespace {

constexpr auto streamTime = 5min; ///< the specifications' own default
constexpr auto longestSilence = 4s;
constexpr auto pauseBeforeNext = 1s;
constexpr qint64 unreadBytes = 2 * MultipartReader::maxPart;

} // namespace

std::optional<QImage> decodePreview(const QByteArray &jpeg)
{
    QByteArray bytes = jpeg;
    QBuffer buffer(&bytes);
    QImageReader reader(&buffer, "jpeg");
    reader.setAutoDetectImageFormat(false);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || size.width() > maxPreviewSide || size.height() > maxPreviewSide)
        return {};
    const QImage picture = reader.read();
    if (picture.isNull())
        return {};
    return picture.convertToFormat(QImage::Format_RGB32);
}

LiveStream::LiveStream(QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , m_network(network)
{
    m_pool.setMaxThreadCount(1);
    m_silence.setSingleShot(true);
    m_silence.setInterval(longestSilence);
    connect(&m_silence, &QTimer::timeout, this, &LiveStream::lost);
    m_again.setSingleShot(true);
    m_again.setInterval(pauseBeforeNext);
    connect(&m_again, &QTimer::timeout, this, &LiveStream::connectNow);
}

LiveStream::~LiveStream()
{
    disconnectNow();
    m_pool.waitForDone(); // a decoded picture is posted to us
}

void LiveStream::start(const Device &device, int subId)
{
    if (m_device && m_device->id() == device.id() && m_device->base == device.base && m_subId == subId)
        return;
    stop();
    m_device = device;
    m_subId = subId;
    connectNow();
}

void LiveStream::stop()
{
    disconnectNow();
    m_again.stop();
    m_device.reset();
    m_newest.reset();
    ++m_run;
}

void LiveStream::connectNow()
{
    const HttpQuestion question{"STREAM", m_device->base.resolved(QUrl(QStringLiteral("stream"))),
                                streamBody(*m_device, m_subId, streamTime), streamTime, 0};
    m_reply = sendQuestion(m_network, question);
    m_reply->setReadBufferSize(unreadBytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &LiveStream::read);
    connect(m_reply, &QNetworkReply::finished, this, &LiveStream::lost);
    listenForSilence();
}

void LiveStream::setQuiet(bool quiet)
{
    m_quiet = quiet;
    if (m_reply)
        listenForSilence();
}

void LiveStream::listenForSilence()
{
    if (m_quiet)
        m_silence.stop();
    else
        m_silence.start();
}

void LiveStream::disconnectNow()
{
    m_silence.stop();
    m_reader.reset();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply.clear();
}

void LiveStream::lost()
{
    disconnectNow();
    m_again.start();
}

void LiveStream::read()
{
    if (!m_reader) {
        m_reader = MultipartReader::forContentType(m_reply->rawHeader("Content-Type"));
        if (!m_reader) { // an error in JSON, as a device says that is busy
            lost();
            return;
        }
    }
    m_reader->feed(m_reply->readAll());
    for (;;) {
        auto part = m_reader->next();
        if (!part) {
            qCWarning(sbiLog, "stream: %s: %s", qUtf8Printable(faultCode(part.error().fault)),
                      qUtf8Printable(part.error().detail));
            lost();
            return;
        }
        if (!part->has_value())
            return;
        listenForSilence();
        if (m_decoding)
            m_newest = std::move(**part);
        else
            decode(std::move(**part));
    }
}

void LiveStream::decode(QByteArray jpeg)
{
    m_decoding = true;
    m_pool.start([this, run = m_run, jpeg = std::move(jpeg)] {
        auto decoded = decodePreview(jpeg);
        QMetaObject::invokeMethod(
            this,
            [this, run, decoded = std::move(decoded)] {
                m_decoding = false;
                if (run == m_run && decoded)
                    Q_EMIT picture(*decoded);
                if (m_newest && !m_decoding)
                    decode(*std::exchange(m_newest, std::nullopt));
            },
            Qt::QueuedConnection);
    });
}

} // namespace indraj::sbi
