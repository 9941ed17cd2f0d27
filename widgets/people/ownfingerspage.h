#pragma once

#include "capture/finger/likefingers.h"
#include "capture/fingercapture.h"
#include "storage/peoplestore.h"
#include "storage/templatestore.h"
#include "widgets/shell/page.h"

#include <QMap>
#include <QSet>

namespace indraj {

class Banner;
class EnrolmentDesk;
class FingerPanel;
class HandDiagram;
class Panel;
class SecondPerson;
class TextLabel;

/// Who works here lets the station know thumbs and index fingers, so that it notices them on an applicant's
/// place. A second person watches and confirms it. No picture is kept, only what is compared. Needs a desk
/// without an enrolment. Actions: "back", "again" (F5), "skip" (F8), "save" (primary).
class OwnFingersPage : public Page {
    Q_OBJECT
public:
    struct Stores {
        TemplateStore &templates;
        PeopleStore &people;
    };
    OwnFingersPage(FingerCapture &capture, Stores stores, EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override; ///< forgets what was taken and typed
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;

    SecondPerson *secondPerson() const { return m_second; }
    QString notice() const;
    bool isConfirming() const { return m_step >= sequence.size(); }

Q_SIGNALS:
    void begun(); ///< another person's fingers come to the scanner from now on
    void done(const QString &words); ///< for a toast

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    static const QList<FingerPosition> sequence;

    void loadPeople();
    void begin();
    void goOn();
    void fingerFinished(FingerPosition finger);
    void save();
    bool mayConfirm() const { return isConfirming() && !m_taken.isEmpty() && !m_like.isBusy() && !m_busy; }
    void refresh();
    void retranslate();

    FingerCapture &m_capture;
    Stores m_stores;
    EnrolmentDesk &m_desk;
    LikeFingers m_like;
    QMap<FingerPosition, std::shared_ptr<const FingerTemplate>> m_taken;
    qsizetype m_step = 0; ///< of the sequence; its size: all are taken or skipped
    bool m_known = false; ///< this person's fingers are known already
    bool m_shown = false;
    bool m_busy = false;
    Banner *m_notice;
    TextLabel *m_lead;
    HandDiagram *m_hands;
    FingerPanel *m_picture;
    Panel *m_confirm;
    SecondPerson *m_second;
};

} // namespace indraj
