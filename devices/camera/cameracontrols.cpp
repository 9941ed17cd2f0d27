#include "devices/camera/cameracontrols.h"

#include "devices/camera/camerafault.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Entry {
    CameraControlId id;
    quint32 control; ///< of videodev2.h
    bool isSwitch;
    const char *key;
};

constexpr std::array entries{
    Entry{CameraControlId::AutoExposure, V4L2_CID_EXPOSURE_AUTO, true, "autoExposure"},
    Entry{CameraControlId::Exposure, V4L2_CID_EXPOSURE_ABSOLUTE, false, "exposure"},
    Entry{CameraControlId::AutoWhiteBalance, V4L2_CID_AUTO_WHITE_BALANCE, true, "autoWhiteBalance"},
    Entry{CameraControlId::WhiteBalance, V4L2_CID_WHITE_BALANCE_TEMPERATURE, false, "whiteBalance"},
    Entry{CameraControlId::AutoFocus, V4L2_CID_FOCUS_AUTO, true, "autoFocus"},
    Entry{CameraControlId::Focus, V4L2_CID_FOCUS_ABSOLUTE, false, "focus"},
    Entry{CameraControlId::Zoom, V4L2_CID_ZOOM_ABSOLUTE, false, "zoom"},
};

/// Switches that the station makes itself.
constexpr std::array<std::pair<CameraControlId, const char *>, 2> stationKeys{
    {{CameraControlId::FaceExposure, "faceExposure"}, {CameraControlId::Mirror, "mirror"}}};

/// Null for a switch of the station.
const Entry *entryFor(CameraControlId id)
{
    const auto at = static_cast<std::size_t>(id);
    return at < entries.size() ? &entries[at] : nullptr;
}

/// A video device opened beside the stream, which V4L2 allows for controls.
class V4l2Port : public ControlPort {
public:
    explicit V4l2Port(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    ~V4l2Port() override { ::close(m_descriptor); }
    V4l2Port(const V4l2Port &) = delete;
    V4l2Port &operator=(const V4l2Port &) = delete;

    std::optional<Range> rangeOf(quint32 control) override
    {
        v4l2_queryctrl query{};
        query.id = control;
        if (!ask(VIDIOC_QUERYCTRL, &query) || (query.flags & V4L2_CTRL_FLAG_DISABLED) != 0)
            return std::nullopt;
        const bool usable = (query.flags & (V4L2_CTRL_FLAG_INACTIVE | V4L2_CTRL_FLAG_READ_ONLY)) == 0;
        Range range{query.minimum, query.maximum, query.step, query.default_value, usable, 0};
        if (query.type == V4L2_CTRL_TYPE_MENU)
            range.choices = choicesOf(control, query.minimum, query.maximum);
        return range;
    }
    std::optional<int> read(quint32 control) override
    {
        v4l2_control value{control, 0};
        return ask(VIDIOC_G_CTRL, &value) ? std::optional(value.value) : std::nullopt;
    }
    bool write(quint32 control, int value) override
    {
        v4l2_control wanted{control, value};
        return ask(VIDIOC_S_CTRL, &wanted);
    }

private:
    bool ask(unsigned long request, void *argument) const
    {
        int answer = 0;
        do
            answer = ::ioctl(m_descriptor, request, argument);
        while (answer < 0 && errno == EINTR);
        return answer == 0;
    }
    quint32 choicesOf(quint32 control, int least, int most) const
    {
        quint32 choices = 0;
        constexpr int mostBits = 31;
        for (int k = std::max(0, least); k <= std::min(most, mostBits); ++k) {
            v4l2_querymenu item{};
            item.id = control;
            item.index = static_cast<quint32>(k);
            if (ask(VIDIOC_QUERYMENU, &item))
                choices |= 1U << static_cast<unsigned>(k);
        }
        return choices;
    }
    int m_descriptor;
};

/// Exposure is a menu: a camera has either fully automatic or aperture priority for "by itself".
int valueOfSwitch(CameraControlId id, bool on, const ControlPort::Range &range)
{
    if (id != CameraControlId::AutoExposure)
        return on ? 1 : 0;
    if (!on)
        return V4L2_EXPOSURE_MANUAL;
    const bool hasAuto = (range.choices & (1U << V4L2_EXPOSURE_AUTO)) != 0;
    return hasAuto ? V4L2_EXPOSURE_AUTO : V4L2_EXPOSURE_APERTURE_PRIORITY;
}

bool isOn(CameraControlId id, int value)
{
    return id == CameraControlId::AutoExposure ? value != V4L2_EXPOSURE_MANUAL : value != 0;
}

int onStep(int value, const ControlPort::Range &range)
{
    const qint64 step = std::max(1, range.step);
    const qint64 clamped = std::clamp(value, range.least, std::max(range.least, range.most));
    const qint64 steps = (clamped - range.least + step / 2) / step;
    const qint64 stepped = range.least + steps * step;
    return static_cast<int>(stepped > range.most ? stepped - step : stepped);
}

DeviceFault faultOf(int error)
{
    switch (error) {
    case EBUSY:
        return DeviceFault::Busy;
    case EACCES:
    case EPERM:
        return DeviceFault::Refused;
    default:
        return DeviceFault::NoDevice;
    }
}

} // namespace

tl::expected<std::unique_ptr<ControlPort>, DeviceError> openControls(const CameraAddress &address)
{
    if (address.kind != CameraAddress::Kind::V4l2)
        return tl::unexpected(cameraFault(address, DeviceFault::NotSupported, u"not a V4L2 camera"_s));
    const int descriptor
        = ::open(QFile::encodeName(address.value).constData(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        const int error = errno;
        return tl::unexpected(
            cameraFault(address, faultOf(error), QString::fromLocal8Bit(std::strerror(error))));
    }
    return std::make_unique<V4l2Port>(descriptor);
}

QList<CameraControl> offeredControls(ControlPort &port)
{
    QList<CameraControl> controls;
    for (const Entry &entry : entries) {
        const auto range = port.rangeOf(entry.control);
        const auto value = range ? port.read(entry.control) : std::nullopt;
        if (!value)
            continue;
        CameraControl control{entry.id,    entry.isSwitch, *value,       range->least,
                              range->most, range->step,    range->usual, range->usable};
        if (entry.isSwitch) {
            control.value = isOn(entry.id, *value) ? 1 : 0;
            control.usual = isOn(entry.id, range->usual) ? 1 : 0;
            control.least = 0;
            control.most = 1;
            control.step = 1;
        }
        controls.append(control);
    }
    return controls;
}

bool setControl(ControlPort &port, CameraControlId id, int value)
{
    const Entry *entry = entryFor(id);
    const auto range = entry ? port.rangeOf(entry->control) : std::nullopt;
    if (!range || !range->usable)
        return false;
    return port.write(entry->control,
                      entry->isSwitch ? valueOfSwitch(id, value != 0, *range) : onStep(value, *range));
}

void applySettings(ControlPort &port, const CameraSettings &settings)
{
    for (const bool switches : {true, false})
        for (auto it = settings.cbegin(); it != settings.cend(); ++it)
            if (const Entry *entry = entryFor(it.key()); entry && entry->isSwitch == switches)
                setControl(port, it.key(), it.value());
}

QString controlKey(CameraControlId id)
{
    if (const Entry *entry = entryFor(id))
        return QString::fromLatin1(entry->key);
    for (const auto &[own, key] : stationKeys)
        if (own == id)
            return QString::fromLatin1(key);
    return {};
}

std::optional<CameraControlId> controlByKey(const QString &key)
{
    for (const Entry &entry : entries)
        if (key == QLatin1StringView(entry.key))
            return entry.id;
    for (const auto &[own, name] : stationKeys)
        if (key == QLatin1StringView(name))
            return own;
    return std::nullopt;
}

} // namespace indraj
