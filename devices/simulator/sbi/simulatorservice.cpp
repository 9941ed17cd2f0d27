#include "devices/simulator/sbi/simulatorservice.h"

#include "devices/sbi/capturerequest.h"
#include "devices/sbi/sbijson.h"
#include "devices/simulator/randomsource.h"
#include "devices/simulator/sbi/previewpictures.h"

#include <QRegularExpression>

namespace indraj::sbi {

using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto framePause = 160ms; ///< six frames in a second; the specification asks for three
constexpr qint64 mostUnsent = 1024 * 1024;
constexpr int framesOfEach = 4; ///< before the hand comes nearer
constexpr int poorWait = 2500; ///< ms that a device hopes for a better touch
constexpr qsizetype hugeAnswer = 30 * 1024 * 1024;

QByteArray jsonBytes(const QJsonValue &value)
{
    return value.isArray() ? QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)
                           : QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
}

QJsonObject errorObject(int code, const QString &info)
{
    return {{u"errorCode"_s, QString::number(code)}, {u"errorInfo"_s, info}};
}

QList<FingerPosition> fingersOfSubId(int subId)
{
    using enum FingerPosition;
    switch (subId) {
    case 1:
        return {LeftIndex, LeftMiddle, LeftRing, LeftLittle};
    case 2:
        return {RightIndex, RightMiddle, RightRing, RightLittle};
    default:
        return {LeftThumb, RightThumb};
    }
}

QList<EyePosition> eyesOfSubId(int subId)
{
    if (subId == 1)
        return {EyePosition::Left};
    if (subId == 2)
        return {EyePosition::Right};
    return {EyePosition::Right, EyePosition::Left};
}

/// What a placement shows when the request does not say: the sub-device's, less the exceptions.
QStringList usualSubtypes(Modality modality, int subId, const QStringList &exceptions)
{
    QStringList found;
    if (modality == Modality::Finger) {
        for (const FingerPosition finger : fingersOfSubId(subId))
            found.append(fingerSubtype(finger));
    } else if (modality == Modality::Iris) {
        for (const EyePosition eye : eyesOfSubId(subId))
            found.append(eyeSubtype(eye));
    }
    found.removeIf([&](const QString &one) { return exceptions.contains(one); });
    return found;
}

} // namespace

SimulatorService::SimulatorService(SimulatorOptions options, SimulatorKeys keys, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_keys(std::move(keys))
{
    m_pool.setMaxThreadCount(1);
    newPerson(m_options.person);
    for (const Modality modality : m_options.modalities) {
        SimulatedDevice device;
        device.version = m_options.version;
        device.modality = modality;
        device.serial = m_options.serialPrefix + u'-' + modalityText(modality).toUpper();
        device.deviceId = QString::number(int(modality) + 1);
        const bool face = modality == Modality::Face;
        device.subType = face ? u"Full face"_s : modality == Modality::Iris ? u"Double"_s : u"Slap"_s;
        device.subIds = face ? QList<int>{0} : QList<int>{1, 2, 3};
        m_devices.append(device);
    }
    connect(&m_server, &TinyServer::requested, this, &SimulatorService::handle);
    m_streamTimer.setInterval(framePause);
    connect(&m_streamTimer, &QTimer::timeout, this, &SimulatorService::streamOn);
}

SimulatorService::~SimulatorService() { m_pool.waitForDone(); }

quint16 SimulatorService::listen(const QList<quint16> &ports)
{
    for (const quint16 port : ports) {
        if (m_server.listen(port))
            return port;
    }
    return 0;
}

void SimulatorService::newPerson(quint64 seed)
{
    m_person = std::make_shared<TrainingPerson>(seed);
    m_touches.clear();
    m_chainUsed = false;
}

QList<SimulatedDevice> SimulatorService::present() const
{
    return m_switches.text("status"_L1) == "absent"_L1 ? QList<SimulatedDevice>() : m_devices;
}

void SimulatorService::handle(TinyConnection *connection, const TinyRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const bool newer = m_options.version == Version::V10;
    if (request.path.startsWith("/admin/"))
        handleAdmin(*connection, request);
    else if (request.path == "/device"
             && (request.verb == "MOSIPDISC" || (newer && request.verb == "SBIDISC")))
        discover(*connection, body);
    else if (request.path == "/info"
             && (request.verb == "MOSIPDINFO" || (newer && request.verb == "SBIINFO")))
        inform(*connection);
    else if (request.path == "/stream" && request.verb == "STREAM")
        beginStream(connection, body);
    else if (request.path == "/capture" && request.verb == "RCAPTURE")
        capture(connection, body);
    else
        refuse(*connection, 500, "Unknown request");
}

void SimulatorService::handleAdmin(TinyConnection &connection, const TinyRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    int status = 200;
    if (request.path == "/admin/switches") {
        if (const auto changed = m_switches.change(body); !changed)
            status = 400;
    } else if (request.path == "/admin/person") {
        newPerson(quint64(body.value("seed"_L1).toInteger(1)));
    } else if (request.path != "/admin/state") {
        status = 404;
    }
    connection.answer(status, "application/json",
                      jsonBytes(QJsonObject{{u"switches"_s, m_switches.all()},
                                            {u"captures"_s, m_captures},
                                            {u"streams"_s, int(m_streams.size())},
                                            {u"busy"_s, m_busy}}));
}

/// As MOSIP's test service has it: an error comes with status 405.
void SimulatorService::refuse(TinyConnection &connection, int code, const char *info)
{
    connection.answer(405, "application/json",
                      jsonBytes(QJsonObject{{u"error"_s, errorObject(code, QString::fromLatin1(info))}}));
}

QJsonObject SimulatorService::entryOf(const SimulatedDevice &device) const
{
    const QString form = m_switches.text("form"_L1);
    QString base = u"http://127.0.0.1:%1"_s.arg(m_server.port());
    if (form == "remote"_L1)
        base = u"http://192.0.2.7:%1/"_s.arg(m_server.port());
    else if (form != "bare"_L1)
        base += u'/';
    QJsonArray subIds;
    for (const int subId : device.subIds)
        subIds.append(form == "numbers"_L1 ? QJsonValue(subId) : QJsonValue(QString::number(subId)));
    const QMap<QString, QString> words{{u"ready"_s, u"Ready"_s},
                                       {u"busy"_s, u"Busy"_s},
                                       {u"notReady"_s, u"Not Ready"_s},
                                       {u"notRegistered"_s, u"Not Registered"_s}};
    const bool newer = device.version == Version::V10;
    QJsonObject entry{
        {u"deviceStatus"_s, m_busy ? u"Busy"_s : words.value(m_switches.text("status"_L1))},
        {u"certification"_s, newer ? u"SBI 2.0"_s : u"L1"_s},
        {u"serviceVersion"_s, u"1.0"_s},
        {u"deviceSubId"_s, subIds},
        {u"callbackId"_s, base},
        {u"purpose"_s, u"Registration"_s},
        {u"specVersion"_s, QJsonArray{versionText(device.version)}},
    };
    if (newer) {
        entry.insert(u"serialNo"_s, device.serial);
    } else {
        entry.insert(u"deviceId"_s, device.deviceId);
        entry.insert(u"deviceCode"_s, device.serial);
    }
    return entry;
}

void SimulatorService::discover(TinyConnection &connection, const QJsonObject &request)
{
    const QString type = request.value("type"_L1).toString();
    QJsonArray found;
    for (const SimulatedDevice &device : present()) {
        if (type != "Biometric Device"_L1 && modalityOf(type) != device.modality)
            continue;
        QJsonObject entry = entryOf(device);
        const QByteArray id
            = unverifiedPayload(digitalIdOf(device, m_keys, m_switches)).value_or(QByteArray());
        entry.insert(u"digitalId"_s, QString::fromLatin1(toBase64Url(id)));
        entry.insert(u"error"_s, errorObject(0, u"Success"_s));
        found.append(entry);
    }
    connection.answer(200, "application/json", jsonBytes(found));
}

void SimulatorService::inform(TinyConnection &connection)
{
    QJsonArray found;
    for (const SimulatedDevice &device : present()) {
        QJsonObject info = entryOf(device);
        info.insert(u"firmware"_s, u"simulator"_s);
        info.insert(u"env"_s, m_options.environment);
        info.insert(u"digitalId"_s, QString::fromLatin1(digitalIdOf(device, m_keys, m_switches)));
        const QString chain = m_switches.text("chain"_L1);
        const StatementSigner &signer = chain == "stranger"_L1 ? m_keys.stranger
            : chain == "expired"_L1                            ? m_keys.expired
                                                               : m_keys.device;
        found.append(QJsonObject{{u"deviceInfo"_s, QString::fromLatin1(signer.sign(info))},
                                 {u"error"_s, errorObject(0, u"Success"_s)}});
    }
    connection.answer(200, "application/json", jsonBytes(found));
}

std::optional<SimulatedDevice> SimulatorService::deviceOf(const QJsonObject &request, Modality modality) const
{
    const bool newer = m_options.version == Version::V10;
    const QString named = textOf(request.value(newer ? "serialNo"_L1 : "deviceId"_L1));
    for (const SimulatedDevice &device : present()) {
        if (device.modality == modality && named == (newer ? device.serial : device.deviceId))
            return device;
    }
    return {};
}

void SimulatorService::beginStream(TinyConnection *connection, const QJsonObject &request)
{
    std::optional<SimulatedDevice> device;
    for (const Modality modality : {Modality::Finger, Modality::Iris, Modality::Face}) {
        if (!device)
            device = deviceOf(request, modality);
    }
    if (!device) {
        refuse(*connection, 202, "No Device Connected.");
        return;
    }
    connection->beginStream();
    if (m_switches.text("size"_L1) == "part"_L1) {
        connection->streamRaw("--BoundaryString\r\nContent-Length: 900000000\r\n\r\n");
        return;
    }
    const int subId = int(numberOf(request.value("deviceSubId"_L1)).value_or(0));
    m_streams.append({connection, device->modality, {}, 0});
    connect(connection, &TinyConnection::gone, this,
            [this] { m_streams.removeIf([](const Stream &stream) { return stream.connection.isNull(); }); });
    m_streamTimer.start();
    m_pool.start([this, modality = device->modality, subId, person = m_person, seed = ++m_touchCount,
                  connection = QPointer<TinyConnection>(connection)] {
        QList<QByteArray> frames = modality == Modality::Finger
            ? slapFrames(*person, fingersOfSubId(subId), seed)
            : modality == Modality::Iris ? irisFrames(*person, eyesOfSubId(subId), seed)
                                         : faceFrames(m_options.photograph);
        QMetaObject::invokeMethod(
            this,
            [this, connection, frames] {
                for (Stream &stream : m_streams) {
                    if (stream.connection == connection)
                        stream.frames = frames;
                }
            },
            Qt::QueuedConnection);
    });
}

/// No frames while a capture runs, as the specification has it.
void SimulatorService::streamOn()
{
    m_streams.removeIf([](const Stream &stream) { return stream.connection.isNull(); });
    if (m_streams.isEmpty())
        m_streamTimer.stop();
    if (m_busy)
        return;
    for (Stream &stream : m_streams) {
        if (stream.frames.isEmpty() || stream.connection->unsent() > mostUnsent)
            continue;
        const qsizetype frame = std::min<qsizetype>(stream.at++ / framesOfEach, stream.frames.size() - 1);
        stream.connection->streamPart(stream.frames.at(frame));
    }
}

Result<CaptureTask> SimulatorService::taskOf(const QJsonObject &request)
{
    const QJsonObject bio = request.value("bio"_L1).toArray().first().toObject();
    const auto modality = modalityOf(textOf(bio.value("type"_L1)));
    const auto device = modality ? deviceOf(bio, *modality) : std::nullopt;
    const auto refusal = [](int code, const QString &info) {
        return tl::unexpected(Error{Fault::RequestRefused, code, info});
    };
    if (!device)
        return refusal(106, u"Device not found"_s);
    if (versionOf(textOf(request.value("specVersion"_L1))) != device->version)
        return refusal(500, u"Invalid specVersion"_s);
    CaptureTask task;
    task.device = *device;
    task.transaction = textOf(request.value("transactionId"_L1));
    static const QRegularExpression allowed(u"^[A-Za-z0-9-]{4,50}$"_s);
    if (!allowed.match(task.transaction).hasMatch() || m_transactions.contains(task.transaction))
        return refusal(112, u"Invalid Transaction ID"_s);
    task.environment = textOf(request.value("env"_L1));
    if (task.environment != m_options.environment || textOf(request.value("purpose"_L1)) != "Registration"_L1)
        return refusal(500, u"Invalid env or purpose"_s);
    task.exceptions = textsOf(bio.value("exception"_L1));
    const int subId = int(numberOf(bio.value("deviceSubId"_L1)).value_or(0));
    task.subtypes = textsOf(bio.value("bioSubType"_L1));
    if (task.subtypes.isEmpty())
        task.subtypes = usualSubtypes(*modality, subId, task.exceptions);
    const int count = int(numberOf(bio.value("count"_L1)).value_or(0));
    if (count != std::max<qsizetype>(1, task.subtypes.size()))
        return refusal(109, u"Requested number of biometric not supported"_s);
    task.requestedScore = int(numberOf(bio.value("requestedScore"_L1)).value_or(0));
    task.previousHash = textOf(bio.value("previousHash"_L1)).toLatin1();
    return task;
}

void SimulatorService::capture(TinyConnection *connection, const QJsonObject &request)
{
    ++m_captures;
    const QString status = m_switches.text("status"_L1);
    if (m_busy || status == "busy"_L1)
        return refuse(*connection, m_busy ? 703 : 111, "Device is Busy");
    if (status == "notReady"_L1 || status == "notRegistered"_L1)
        return refuse(*connection, status == "notReady"_L1 ? 110 : 100, "Device is not ready");
    auto task = taskOf(request);
    if (!task) {
        refuse(*connection, task.error().deviceCode, qPrintable(task.error().detail));
        return;
    }
    m_transactions.insert(task->transaction);
    if (m_switches.text("drop"_L1) == "before"_L1) {
        connection->drop();
        return;
    }
    if (m_chainUsed && task->previousHash == firstHash())
        newPerson(RandomSource::mix(m_person->seed(), 0x6E657874ULL));
    m_chainUsed = m_chainUsed || task->previousHash != firstHash();
    task->first = m_touches[task->subtypes.join(u',')]++ == 0;
    task->touchSeed = RandomSource::mix(m_person->seed(), ++m_touchCount);
    const int timeout = int(numberOf(request.value("timeout"_L1)).value_or(10000));
    const bool nothing = m_switches.text("manner"_L1) == "nothing"_L1;
    const int wait = m_switches.number("delay"_L1) + (isPoorTouch(*task, m_switches) ? poorWait : 0);
    m_busy = true;
    QTimer::singleShot(nothing ? timeout : std::min(wait, timeout), this,
                       [this, connection = QPointer<TinyConnection>(connection), task = *task, nothing] {
                           finish(connection, task, nothing);
                       });
}

void SimulatorService::finish(const QPointer<TinyConnection> &connection, const CaptureTask &task,
                              bool nothing)
{
    const int code = nothing ? 101 : m_switches.number("error"_L1);
    if (code != 0) {
        m_busy = false;
        if (connection)
            refuse(*connection, code, "As the switch says");
        return;
    }
    m_pool.start([this, connection, task, switches = m_switches, person = m_person] {
        const QByteArray body = captureAnswer(task, switches, m_keys, *person, m_options.photograph);
        QMetaObject::invokeMethod(
            this,
            [this, connection, body] {
                m_busy = false;
                if (connection)
                    answerCapture(*connection, body);
            },
            Qt::QueuedConnection);
    });
}

void SimulatorService::answerCapture(TinyConnection &connection, const QByteArray &body)
{
    if (m_switches.text("size"_L1) == "body"_L1) {
        connection.answer(200, "application/json", QByteArray(hugeAnswer, ' '));
        return;
    }
    if (m_switches.text("drop"_L1) == "middle"_L1) {
        connection.streamRaw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                             + QByteArray::number(body.size()) + "\r\n\r\n" + body.first(body.size() / 2));
        connection.finishAndClose();
        return;
    }
    connection.answer(200, "application/json", body);
}

} // namespace indraj::sbi
