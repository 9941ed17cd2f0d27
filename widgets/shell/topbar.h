#pragma once

#include "enrollment/actor.h"
#include "sync/sender.h"
#include "widgets/shell/plate.h"
#include "widgets/shell/stationnames.h"

#include <QTimer>

#include <optional>

class QHBoxLayout;
class QLabel;

namespace indraj {

class ChromeButton;
class LanguageSwitch;
class LinePlate;
class TextLabel;
class TrainingPlate;

/// Mark, place, station, person and role; then training, connection, unsent, clock, language and lock.
class TopBar : public Plate {
    Q_OBJECT
public:
    TopBar(const StationNames &names, LanguageSwitch &language, QWidget *parent = nullptr);
    void setActor(const std::optional<Actor> &actor);
    void setLine(const std::optional<LineStatus> &line);

Q_SIGNALS:
    void lockRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void addNames(QHBoxLayout &row); ///< mark, product, place, person
    void addState(QHBoxLayout &row); ///< training, line, clock
    void addButtons(QHBoxLayout &row);
    QWidget *languageSegments();
    void retranslate();
    void tick();
    QWidget *divider();
    void fit();
    bool canShow(const QWidget *part) const;

    StationNames m_names;
    LanguageSwitch &m_language;
    std::optional<Actor> m_actor;
    TextLabel *m_product = nullptr;
    TextLabel *m_place = nullptr;
    QLabel *m_personIcon = nullptr;
    TextLabel *m_person = nullptr;
    TrainingPlate *m_training = nullptr;
    LinePlate *m_line = nullptr;
    TextLabel *m_time = nullptr;
    TextLabel *m_date = nullptr;
    ChromeButton *m_english = nullptr;
    ChromeButton *m_urdu = nullptr;
    ChromeButton *m_lock = nullptr;
    QWidget *m_placeDivider = nullptr;
    QWidget *m_personDivider = nullptr;
    QWidget *m_dateDivider = nullptr;
    QWidget *m_lockDivider = nullptr;
    QTimer m_clock;
};

} // namespace indraj
