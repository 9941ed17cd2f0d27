#pragma once

#include <QList>
#include <QMetaType>
#include <QSize>
#include <QString>

#include <optional>

namespace indraj {

/// One mode of a camera: size, pictures a second and how they travel. Plain value, any thread.
struct CameraFormat {
    enum class Coding { Raw, Jpeg };
    QSize size; ///< px
    int rate = 30; ///< pictures per `per` seconds
    int per = 1; ///< 7.5 a second is 15 per 2
    Coding coding = Coding::Jpeg;

    double perSecond() const { return per > 0 ? static_cast<double>(rate) / per : 0; }
    qint64 pixels() const { return qint64(size.width()) * size.height(); }
    /// "1920x1080@30/1 jpeg"; nothing for anything that toText() does not write.
    static std::optional<CameraFormat> parse(const QString &text);
    QString toText() const;
    bool operator==(const CameraFormat &) const = default;
};

/// Live judging needs at least so many pictures a second (docs/decisions/0014).
inline constexpr double leastLiveRate = 10;

/// The best for portraits first: those that keep leastLiveRate before those that do not, larger before
/// smaller, then compressed (it is kept as it came), then faster. One entry for each size and coding. Modes
/// of more pixels than mostStillPixels come after the others, raw ones of more than mostRawPixels not at all:
/// the pictures of two seconds must fit into memory.
QList<CameraFormat> bestFirst(QList<CameraFormat> formats);

inline constexpr qint64 mostStillPixels = qint64(3840) * 2160;
inline constexpr qint64 mostRawPixels = qint64(1920) * 1200;

/// What a source is run with, and what was not to be had.
struct CameraMode {
    QList<CameraFormat> offered; ///< best first; empty: the source has one mode and names none
    std::optional<CameraFormat> used; ///< nothing: as the source comes
    /// What was wanted, or would have been best, and was not used. Nothing: all as wished.
    std::optional<CameraFormat> missed;
    bool missedIsGone = false; ///< the camera does not offer `missed`; else it did not start with it
    bool operator==(const CameraMode &) const = default;
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::CameraMode)
