#pragma once

#include "capture/photocapture.h"
#include "widgets/shell/page.h"

namespace indraj {

class Banner;
class EnrolmentDesk;
class PhotoView;
class TextLabel;

/// Step "card" of a service that renews one: the earlier card is held before the camera and photographed. Its
/// portrait is compared at sign-off. Without a card the step is passed over, and the in-charge is told. The
/// camera is on only while the live picture is shown. Actions: "back", "pause", "take" (Space: takes, and
/// takes again), "none" (F8: no card here), "use" (primary once taken), "next" (primary once saved).
class EarlierCardPage : public Page {
    Q_OBJECT
public:
    EarlierCardPage(PhotoCapture &capture, EnrolmentDesk &desk, QWidget *parent = nullptr);

    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override;
    void resume() override;
    void trigger(const QString &actionId) override;

    /// What the page is about: the live picture, one just taken, one that is saved.
    enum class Stage { Live, Taken, Saved };
    Stage stage() const;
    QString notice() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildSide();
    void connectCamera();
    void look();
    void rest();
    void take();
    void use();
    void refresh();
    void refreshSide();

    PhotoCapture &m_capture;
    EnrolmentDesk &m_desk;
    Banner *m_notice;
    PhotoView *m_view;
    TextLabel *m_title;
    QList<TextLabel *> m_advice;
    TextLabel *m_lost;
    Sample m_sample; ///< just taken
    QImage m_picture; ///< of it
    PhotoHint m_hint = PhotoHint::None;
    bool m_again = false; ///< a saved picture is to be replaced; it stays until there is another
    bool m_looking = false; ///< the camera is on
    bool m_seen = false; ///< it has given a picture
    bool m_shown = false;
};

} // namespace indraj
