#pragma once

#include "devices/sbi/devicelist.h"
#include "devices/sbi/multipart.h"

#include <QImage>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <optional>

class QNetworkAccessManager;

namespace indraj::sbi {

inline constexpr int maxPreviewSide = 2000; ///< pixels

/// A picture of a stream, Format_RGB32; none for what is no JPEG or larger than a preview may be. The size
/// is looked at before a pixel is decoded. Pure; any thread.
std::optional<QImage> decodePreview(const QByteArray &jpeg);

/// The live picture of one device: STREAM, begun again by itself when it ends or falls silent, until
/// stop(). Pictures are decoded in a pool; while one is, newer ones replace each other. Lives on the network
/// manager's thread.
class LiveStream : public QObject {
    Q_OBJECT
public:
    explicit LiveStream(QNetworkAccessManager &network, QObject *parent = nullptr);
    ~LiveStream() override;

    /// Does nothing when that is what it shows already.
    void start(const Device &device, int subId);
    void stop();
    /// Silence is no news: a capture runs, and devices then send no frames.
    void setQuiet(bool quiet);

Q_SIGNALS:
    void picture(const QImage &picture);

private:
    void connectNow();
    void disconnectNow();
    void read();
    void lost();
    void listenForSilence();
    void decode(QByteArray jpeg);

    QNetworkAccessManager &m_network;
    std::optional<Device> m_device;
    int m_subId = 0;
    QPointer<QNetworkReply> m_reply;
    std::optional<MultipartReader> m_reader;
    QTimer m_silence;
    QTimer m_again;
    std::optional<QByteArray> m_newest; ///< waits for the decoder
    bool m_decoding = false;
    bool m_quiet = false;
    quint64 m_run = 0; ///< changes with every start and stop: late pictures are dropped
    QThreadPool m_pool;
};

} // namespace indraj::sbi
