#pragma once

#include "widgets/portrait/cameramodes.h"

namespace indraj {

/// A camera of four formats, in memory.
class FakeModes : public CameraModes {
    Q_OBJECT
public:
    std::optional<CameraMode> now;
    std::optional<CameraFormat> wish;
    int wishes = 0;
    bool silent = false;
    static CameraFormat format(const char *text) { return *CameraFormat::parse(QString::fromLatin1(text)); }
    /// It has given a picture: in the wanted format, or else in the best.
    void start(const CameraFormat *missed = nullptr, bool gone = false)
    {
        CameraMode mode;
        mode.offered = {format("2592x1944@15/1 jpeg"), format("1920x1080@30/1 jpeg"),
                        format("1280x720@15/2 raw"), format("640x480@30/1 raw")};
        mode.used = wish && !missed ? *wish : mode.offered.first();
        if (missed)
            mode.missed = *missed;
        mode.missedIsGone = gone;
        now = mode;
        silent = false;
        Q_EMIT changed();
    }
    void fall()
    {
        silent = true;
        Q_EMIT changed();
    }
    std::optional<CameraMode> mode() const override { return now; }
    bool isSilent() const override { return silent; }
    std::optional<CameraFormat> wanted() const override { return wish; }
    void want(const std::optional<CameraFormat> &format) override
    {
        wish = format;
        ++wishes;
        Q_EMIT changed();
    }
};

} // namespace indraj
