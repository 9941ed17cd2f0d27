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
/// their templates as soon as their samples are saved there. What the vault does not answer is not compared,
/// and the operator is told so: the comparison only warns, so nothing waits for it. GUI thread.
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
    /// What the vault did not do for this enrolment, in words for the operator; empty: nothing.
    QString trouble() const;

Q_SIGNALS:
    void found(const indraj::SeenFinger &finger); ///< as EarlierFingers
    void rested();
    void troubleChanged();

private:
    struct Made {
        EarlierFingers::Template known;
        QImage picture;
        SampleId savedFor; ///< the sample whose template the vault has been given
    };
    void saveTemplates();
    void saveTemplate(FingerPosition finger, Made *made, const QByteArray &record);
    void setTrouble(bool *what, bool is);

    EnrolmentDesk &m_desk;
    TemplateStore *m_store = nullptr;
    EarlierFingers m_earlier;
    QHash<FingerPosition, Made> m_made;
    EnrolmentId m_enrolment;
    bool m_asking = false; ///< the vault is asked what it knows
    bool m_notKnown = false; ///< it did not say
    bool m_notKept = false; ///< it did not take the newest template
};

} // namespace indraj
