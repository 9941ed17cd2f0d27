#pragma once

#include "capture/facecapture.h"
#include "capture/fingercapture.h"
#include "capture/iriscapture.h"
#include "widgets/readiness/cameralook.h"
#include "widgets/readiness/readinesslines.h"
#include "widgets/shell/page.h"

#include <QTimer>

class QVBoxLayout;
class QGridLayout;

namespace indraj {

class ActionButton;
class Banner;
class CameraModes;
class ChoiceBox;
class ReadinessTile;
class TextLabel;

/// Whether this station can work, and what to do where it cannot: room, drafts, line, devices, key. Camera
/// and scanner are switched on while the page is shown, until they have answered. The camera is chosen here.
/// Actions: "back", "test" (F5), "begin" (primary; navigates "new" before the first citizen, else "home").
class ReadinessPage : public Page {
    Q_OBJECT
public:
    ReadinessPage(HealthStore &store, FaceCapture &face, FingerCapture &fingers, CameraLook &cameras,
                  QWidget *parent = nullptr);
    ~ReadinessPage() override;
    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override { leave(); }
    void resume() override { test(); }
    void trigger(const QString &actionId) override;
    QWidget *sidePanel() override { return m_side; }
    void setLine(const std::optional<LineStatus> &line);
    /// Opened by itself before the first citizen: the primary action begins him.
    void setBeforeFirst(bool before);
    /// Offers the formats of the camera under it. `modes` must outlive the page.
    void offerModes(CameraModes &modes);
    /// Offers the test of the camera's picture (page "cameratest"), and what it last said.
    void offerPictureTest(const QString &lastResult);
    /// A camera that takes photographs itself has no frames to test.
    void withdrawPictureTest();
    bool offersPictureTest() const;
    /// Offers the drafts that are past their age (page "olddrafts").
    void offerOldDrafts();
    /// The station has an iris camera: it gets a tile. It is switched on while the page is shown, until it
    /// has answered, and must outlive the page.
    void watchIrises(EyeCapture &eyes);
    void offerOwnFingers() { m_ownFingers = true; } ///< there is a page "ownfingers" to go to
    const QList<ReadinessLine> &lines() const { return m_lines; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildSide();
    void connectDevices();
    void test();
    void refresh();
    void askHealth();
    void refreshCameras();
    void cameraAnswered(CameraTest result);
    void addTile();
    void eyesAnswered();
    void closeEyes();

    HealthStore &m_store;
    FaceCapture &m_face;
    FingerCapture &m_fingers;
    CameraLook &m_cameras;
    EyeCapture *m_eyes = nullptr; ///< null: the station has no iris camera
    ReadinessFacts m_facts;
    QList<ReadinessLine> m_lines;
    QTimer m_cameraPatience;
    QTimer m_scannerPatience;
    QTimer m_eyesPatience;
    QTimer m_healthAgain; ///< while everything stored is still being looked through
    bool m_eyesOpen = false;
    bool m_shown = false;
    bool m_testing = false; ///< the camera is on for the test
    bool m_beforeFirst = false;
    bool m_ownFingers = false; ///< there is a page for the fingers of who works here
    int m_generation = 0;
    Banner *m_notice;
    QGridLayout *m_grid;
    QList<ReadinessTile *> m_tiles;
    QWidget *m_side;
    TextLabel *m_cameraTitle;
    ChoiceBox *m_camera;
    TextLabel *m_cameraHint;
    QVBoxLayout *m_cameraRows; ///< under the choice of the camera
    TextLabel *m_concernTitle;
    TextLabel *m_concern;
    ActionButton *m_pictureTest; ///< hidden until offered
    QString m_pictureResult;
    ActionButton *m_oldDrafts; ///< hidden until offered
};

} // namespace indraj
