#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace indraj {

/// A camera to choose from.
struct CameraOffer {
    /// As the driver says; empty for the training video and for a face camera that is not told from others.
    QString name;
    QString address; ///< for CameraAddress::parse; begins with "sbi:" for one that takes photographs itself
    bool trainingVideo = false;
    bool takesPhotographs = false; ///< a face camera of its own device service
    bool simulated = false; ///< of those: not a real one
};

/// Which cameras there are and which one is used. The page only offers; devices and settings are behind it.
/// GUI thread.
class CameraLook : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual QList<CameraOffer> offers() const = 0; ///< present now
    virtual QString chosen() const = 0; ///< address; may be of a camera that is not present
    /// Remembered for this station, and used at once.
    virtual void choose(const QString &address) = 0;
    /// Somebody looks at the offers: what has to be asked whether it is there is asked, until nobody does.
    virtual void setLooking(bool looking) { Q_UNUSED(looking) }

Q_SIGNALS:
    void changed();
};

} // namespace indraj
