#pragma once

#include "devices/biometricdevice.h"
#include "devices/sbi/trust.h"

#include <QList>
#include <QUrl>

namespace indraj::sbi {

inline constexpr quint16 firstPort = 4501; ///< the specification's range
inline constexpr quint16 lastPort = 4600;

enum class Status { Ready, Busy, NotReady, NotRegistered };

/// One device of a service, as far as it is known.
struct Device {
    Version version = Version::V095; ///< the newest of its versions that we speak
    Modality modality = Modality::Finger;
    Status status = Status::NotReady;
    QUrl base; ///< ends with a slash; always 127.0.0.1 and a port of the range
    QString deviceId; ///< 0.9.5: internal to the service
    QString serial;
    QString make;
    QString model;
    QString provider;
    QString firmware;
    QString subType; ///< "Slap", "Single", "Touchless", "Double", "Full face"
    QString environment; ///< it is registered for: "Production" and so on
    QList<int> subIds; ///< 1 left, 2 right, 3 thumbs or both irises, 0 not known
    bool trusted = false; ///< its signed information held
    bool training = false;
    QString problem; ///< why it is not trusted or not ready, for the log

    QString id() const { return modalityText(modality) + u':' + serial; }
    BiometricDevice described() const;
    /// The sub-device to be asked for fingers or eyes that are of the left, of the right or of both sides; of
    /// neither: 0.
    int subIdFor(bool left, bool right) const;
    friend bool operator==(const Device &, const Device &) = default;
};

/// Where a service says it is to be called. Anything but http on 127.0.0.1 (or "localhost", which is taken
/// for it) and a port of the range is a BadAddress: a capture must not be sent to another computer. An empty
/// text gives the port that was asked. With or without a slash at its end.
Result<QUrl> callbackAddress(const QString &text, quint16 askedPort);

/// The answer to MOSIPDISC or SBIDISC: unsigned, so `trusted` stays false. Entries that are not understood
/// (Auth devices, other versions, unknown types) are left out. Any input; pure.
Result<QList<Device>> readDiscovery(QByteArrayView body, quint16 askedPort);

/// The answer to MOSIPDINFO or SBIINFO. An entry whose signature or chain does not hold is listed with
/// `trusted` false and a `problem`. Any input; pure.
Result<QList<Device>> readInfo(QByteArrayView body, quint16 askedPort, const Trust &trust,
                               const QDateTime &now);

} // namespace indraj::sbi
