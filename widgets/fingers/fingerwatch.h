#pragma once

#include "capture/finger/earlierfingers.h"
#include "capture/finger/likefingers.h"

#include <QHash>
#include <QImage>
#include <QObject>

namespace indraj {

class EnrolmentDesk;
class TemplateStore;

/// Compares the fingers that a page's LikeFingers looks at with those the vault knows, and gives the vault
/// their templates as soon as their samples are saved there. What the vault does not answer is not compared:
/// it only warns. GUI thread.
class FingerWatch : public QObject {
    Q_OBJECT
public:
    FingerWatch(EnrolmentDesk &desk, LikeFingers &like, QObject *parent = nullptr);

    /// Without one nothing is compared. Must outlive this.
    void setStore(TemplateStore *store) { m_store = store; }
    void begin(); ///< with the enrolment on the desk; what was known of another goes
    void clear();
    void forget(FingerPosition finger);
    bool isBusy() const { return m_asking || m_earlier.isBusy(); }
    const QList<SeenFinger> &seen() const { return m_earlier.seen(); }

Q_SIGNALS:
    void found(const indraj::SeenFinger &finger); ///< as EarlierFingers
    void rested();

private:
    struct Made {
        EarlierFingers::Template known;
        QImage picture;
        SampleId savedFor; ///< the sample whose template the vault has been given
    };
    void saveTemplates();

    EnrolmentDesk &m_desk;
    TemplateStore *m_store = nullptr;
    EarlierFingers m_earlier;
    QHash<FingerPosition, Made> m_made;
    EnrolmentId m_enrolment;
    bool m_asking = false; ///< the vault is asked what it knows
};

} // namespace indraj
