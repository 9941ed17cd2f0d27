#pragma once

#include <QObject>

namespace indraj {

/// Whether the bytes of the line are paid for one by one, as those of a SIM.
enum class Metering {
    Unknown, ///< nobody says
    Metered, ///< said, or guessed by the system
    Unmetered, ///< said by a person; a guess is not enough, because the day's cap does not hold then
};

/// What the station knows of the line in use. Lives on one thread, as whoever asks.
class LineMetering : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual Metering now() const = 0;

Q_SIGNALS:
    void changed(); ///< now() has another answer
};

} // namespace indraj

Q_DECLARE_METATYPE(indraj::Metering)
