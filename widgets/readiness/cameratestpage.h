#pragma once

#include "capture/cameratest/cameracheck.h"
#include "widgets/readiness/readinesslines.h"
#include "widgets/shell/page.h"

namespace indraj {

class Banner;
class CameraChart;
class CameraSight;
class ReadinessTile;
class TextLabel;

/// What the camera's picture is worth: sharpness by a chart on the screen, grain and colour by a grey card
/// held into the frame. Each part is told in plain words as soon as it is seen; nothing has to be pressed.
/// Actions: "back", "again" (F5), "done" (primary); all but "again" navigate to "readiness".
class CameraTestPage : public Page {
    Q_OBJECT
public:
    explicit CameraTestPage(CameraCheck &check, QWidget *parent = nullptr);
    PageChrome chrome() const override;
    void enter() override;
    void leave() override;
    void suspend() override { leave(); }
    void resume() override { enter(); }
    void trigger(const QString &actionId) override;
    QList<ReadinessLine> lines() const { return m_lines; }

Q_SIGNALS:
    void tested(const indraj::CameraTestResult &result); ///< everything has been seen

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    CameraCheck &m_check;
    CameraTestResult m_result;
    QList<ReadinessLine> m_lines;
    Banner *m_notice;
    CameraSight *m_sight;
    CameraChart *m_chart;
    TextLabel *m_hint;
    QList<ReadinessTile *> m_tiles;
};

/// Sharpness, grain, colour, in this order. Pure; in the language of the interface.
QList<ReadinessLine> cameraTestLines(const CameraTestResult &result);
/// "sharp, little grain, colours true": for the readiness page.
QString cameraTestSummary(const CameraTestResult &result);

} // namespace indraj
